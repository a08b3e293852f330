"""The app's configuration: what it does when time passes."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"

    def ready(self) -> None:
        """Say what is to be done when time has passed."""
        from reports.services import board_packs, presence
        from wsoa import ticking

        ticking.register("board packs", board_packs.keep_packs)
        ticking.register("papers being written", presence.leave_empty_rooms)
