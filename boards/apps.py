"""The app's configuration: what it tells the plans' own pages."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The boards app."""

    name = "boards"

    def ready(self) -> None:
        """Say who agreed a plan's issues."""
        from actions import agreed
        from boards import agreed_issues

        agreed.register(agreed_issues.told)
