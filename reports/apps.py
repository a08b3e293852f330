"""The app's configuration: what it does when time passes, and which stored files are its own."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"

    def ready(self) -> None:
        """Say what is to be done when time has passed, and which files are not to be swept away."""
        from actions import stored_files
        from reports.publishing.published import stored_names
        from reports.services import board_packs, clearance_reminders, presence
        from wsoa import ticking

        ticking.register("board packs", board_packs.keep_packs)
        ticking.register("papers being written", presence.leave_empty_rooms)
        ticking.register("clearance of papers", clearance_reminders.keep_clearance)
        stored_files.register_names(stored_names)
