"""The app's configuration: what it tells the plans' own pages."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The boards app."""

    name = "boards"

    def ready(self) -> None:
        """Say who agreed a plan's issues, to which boards its risks go, and which visits it had."""
        from actions import agreed, destinations, visited
        from boards import agreed_issues, escalation, visiting

        agreed.register(agreed_issues.told)
        destinations.register(escalation.told)
        visited.register(visiting.told)
