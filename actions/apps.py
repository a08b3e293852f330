"""The app's configuration."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """The actions app."""

    name = "actions"

    def ready(self) -> None:
        """Say what is to be done when time has passed."""
        from actions.services import evidence
        from wsoa import ticking

        ticking.register("evidence files", evidence.sweep_files)
