"""Start-up of the ground floor: append-only triggers are put back after every migration."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


def _make_way(using: str, plan: Sequence[Any], **kwargs: Any) -> None:
    from django.db import connections

    from wsoa.append_only import make_way_for_migrations

    if plan:
        make_way_for_migrations(connections[using])


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

        ticking.register("emails", ticking.keep_emails)
        pre_migrate.connect(_make_way, sender=self, dispatch_uid="way for migrations")
        post_migrate.connect(_install_triggers, sender=self, dispatch_uid="append-only triggers")
