"""What every test stands on: quick settings, a clean memory, and a database that may be emptied."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as examples

from actions.position import memory
from tests.factories import Place, Scene, make_place, make_scene
from tests.kept import Kept, kept_fixture
from wsoa.models import User

# The same examples in every run, so that a red check is a change of ours and never luck. To explore:
# bin/test -k "position_on_any_day" --hypothesis-profile=default
examples.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
examples.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A quick password hash, a cache and folders for files of each worker's own, static files as they
    lie in the source, and jobs done at once. No demonstration, whatever the caller's environment says."""
    with override_settings(
        DEMO=False,
        TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
        EVIDENCE_ROOT=tmp_path_factory.mktemp("evidence"),
        PACKS_ROOT=tmp_path_factory.mktemp("packs"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        STORAGES={
            **django_settings.STORAGES,
            "staticfiles": {
                "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
            },
        },
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in service, so that threads and processes meet the same locks.

    It does not wait for the disk: nothing in it has to last.
    """
    database: dict[str, Any] = django_settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(file)
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace(
            "synchronous=FULL", "synchronous=OFF"
        )


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """No Position, rate limit or other cached thing passes from one test to the next."""
    memory.forget_all()
    cache.clear()
    yield
    memory.forget_all()


def _put_back(self: TransactionTestCase) -> None:
    """After a test that committed: the database as it was when its tables had just been made.

    Django would empty every table, for which the triggers would have to be dropped and made again, and then
    make the permissions anew, after each such test. SQLite copies back the file as it was; PostgreSQL
    empties the tables that have rows, in a session whose triggers rest.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite":
            _copy_back(connection)
        else:
            _empty(connection)


def _copy_back(connection: BaseDatabaseWrapper) -> None:
    """On a new connection, so that nothing that a test left open or switched off is the next one's."""
    connection.close()
    connection.ensure_connection()
    _as_new(connection).backup(connection.connection)


def _as_new(connection: BaseDatabaseWrapper) -> sqlite3.Connection:
    return _pristine[connection.alias]


def _empty(connection: BaseDatabaseWrapper) -> None:
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    tables = sorted(set(connection.introspection.table_names()) - kept)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(";".join(f'DELETE FROM "{table}"' for table in tables))  # noqa: S608


_pristine: dict[str, sqlite3.Connection] = {}


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """No: the tables are made as the models say, in a second. Migrating takes a quarter of a minute; that it
    comes to the same tables is held by a test of tests/reports/test_load_demo.py."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep a copy of the new database for the tests that commit."""
    with django_db_blocker.unblock():
        for connection in connections.all():
            MigrationRecorder(connection).ensure_schema()
            if connection.vendor == "sqlite":
                connection.ensure_connection()
                copy = sqlite3.connect(":memory:", check_same_thread=False)
                connection.connection.backup(copy)
                _pristine[connection.alias] = copy
    yield
    for copy in _pristine.values():
        copy.close()
    with django_db_blocker.unblock():
        for connection in connections.all():
            if connection.vendor == "postgresql":
                _alone(connection)


def _alone(connection: BaseDatabaseWrapper) -> None:
    """End other sessions: threads of a server whose browser has just gone still hold theirs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


TransactionTestCase._fixture_teardown = _put_back  # type: ignore[attr-defined]


@pytest.fixture
def kept() -> Kept:
    """Builds what a test begins with, or puts it back as another test built it."""
    return Kept()


@kept_fixture
def place(db: None) -> Place:
    """An area with its partners, posts and one person a role."""
    return make_place()


@kept_fixture
def scene(place: Place) -> Scene:
    """A plan of that area, rated by BRAG, without actions."""
    return make_scene(place)


@kept_fixture
def transactional_scene(transactional_db: None) -> Scene:
    """The same, committed: for tests of transactions, threads and what is remembered."""
    return make_scene(make_place())


@pytest.fixture
def root() -> Path:
    """The project's folder."""
    return Path(django_settings.BASE_DIR)


def signed_in(user: User, **extra: Any) -> Client:
    """A browser in which the person has signed in."""
    client = Client(**extra)
    client.force_login(user)
    return client
