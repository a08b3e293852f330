"""The app's configuration: what it tells the plans' own pages."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The boards app."""

    name = "boards"

    def ready(self) -> None:
        """Say who agreed a plan's issues, to which boards its risks go, and which visits it had; let boards watch the
        plan that takes another's place."""
        from actions import agreed, destinations, followers, visited
        from boards import agreed_issues, escalation, visiting
        from boards.services import following

        agreed.register(agreed_issues.told)
        destinations.register(escalation.told)
        followers.register(following.watch_successor)
        visited.register(visiting.told)
