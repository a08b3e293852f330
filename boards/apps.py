"""The app's configuration: what it tells the plans' own pages."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The boards app."""

    name = "boards"

    def ready(self) -> None:
        """Say who agreed a plan's issues, and to which boards its risks go."""
        from actions import agreed, destinations
        from boards import agreed_issues, escalation

        agreed.register(agreed_issues.told)
        destinations.register(escalation.told)
