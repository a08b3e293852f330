"""Start-up of the ground floor: append-only triggers are put back after every migration."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate, pre_migrate
from simple_history.signals import pre_create_historical_record


def _make_way(using: str, plan: Sequence[Any], **kwargs: Any) -> None:
    from django.db import connections

    from wsoa.append_only import make_way_for_migrations

    if plan:
        make_way_for_migrations(connections[using])


def _install_triggers(using: str, **kwargs: Any) -> None:
    from django.db import connections

    from wsoa.append_only import install_triggers

    install_triggers(connections[using])


def _signed_in(request: Any, user: Any, **kwargs: Any) -> None:
    from wsoa.models import SignInKind
    from wsoa.services import sign_ins

    sign_ins.record(SignInKind.SIGNED_IN, request=request, user=user)


def _signed_out(request: Any, user: Any, **kwargs: Any) -> None:
    from wsoa.models import SignInKind
    from wsoa.services import sign_ins

    if user is not None:
        sign_ins.record(SignInKind.SIGNED_OUT, request=request, user=user)


class WsoaConfig(AppConfig):
    """The app of settings, people and shared parts."""

    name = "wsoa"
    verbose_name = "WSOA tracker"

    def ready(self) -> None:
        """Ask to be told of migrations, sign-ins, changed set-up rows and the time."""
        from wsoa import ticking, writers
        from wsoa.services import keeping, sign_ins

        ticking.register("emails", ticking.keep_emails)
        ticking.register("sign-in log", sign_ins.expire)
        ticking.register("ended sessions", keeping.remove_ended_sessions)
        user_logged_in.connect(_signed_in, dispatch_uid="sign-in log")
        user_logged_out.connect(_signed_out, dispatch_uid="sign-out log")
        pre_create_historical_record.connect(writers.sign, dispatch_uid="who changed it")
        pre_migrate.connect(_make_way, sender=self, dispatch_uid="way for migrations")
        post_migrate.connect(_install_triggers, sender=self, dispatch_uid="append-only triggers")
