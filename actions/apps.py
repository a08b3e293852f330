"""The app's configuration: what it does when time passes."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """The actions app."""

    name = "actions"

    def ready(self) -> None:
        """Say what is to be done when time has passed."""
        from actions import ticking as cycles
        from actions.services import deadline_notices, evidence, import_drafts
        from wsoa import ticking

        ticking.register("update cycles", cycles.keep_cycles)
        ticking.register("statutory deadlines", deadline_notices.keep_deadlines)
        ticking.register("evidence files", evidence.sweep_files)
        ticking.register("unfinished imports", import_drafts.remove_expired_drafts)
