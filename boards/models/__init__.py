"""One file a concept."""

from boards.models.visits import MonitoringVisit

__all__ = ["MonitoringVisit"]
