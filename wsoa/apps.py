"""Start-up of the ground floor: append-only triggers are put back after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _install_triggers(using: str, **kwargs: Any) -> None:
    from django.db import connections

    from wsoa.append_only import install_triggers

    install_triggers(connections[using])


class WsoaConfig(AppConfig):
    """The app of settings, people and shared parts."""

    name = "wsoa"
    verbose_name = "WSOA tracker"

    def ready(self) -> None:
        """Ask to be told when migrations have run, and when time has passed."""
        from wsoa import ticking

        ticking.register("emails", ticking.retry_emails)
        post_migrate.connect(_install_triggers, sender=self, dispatch_uid="append-only triggers")
