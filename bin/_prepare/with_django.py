"""The part of bin/run and bin/manage that needs Django, in one process so that Django starts once.

Brings the database and the collected static files up to date, then runs the management command
(`manage`) or becomes gunicorn (`serve`). Run by the virtual environment's Python.
"""

import hashlib
import os
import sys
from pathlib import Path

import console
import data_folder
import environment
from environment import ROOT

sys.path[0] = str(ROOT)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wsoa.settings")

# Commands that must see the database as it is, or do not look at it.
LEAVES_DATABASE = {
    "check",
    "diffsettings",
    "help",
    "makemigrations",
    "migrate",
    "optimizemigration",
    "showmigrations",
    "sqlmigrate",
    "squashmigrations",
    "version",
}


def main() -> None:
    """Do the task that the first argument names."""
    task, arguments = sys.argv[1], sys.argv[2:]
    data = Path(os.environ["WSOA_DATA"])
    _start_django(data)
    if task == "serve":
        _bring_up_to_date(data)
        _serve(data)
        return

    from django.core.management import execute_from_command_line

    # With no command, or only an option such as --help or --version, Django prints and ends.
    if arguments and not arguments[0].startswith("-") and arguments[0] not in LEAVES_DATABASE:
        _bring_up_to_date(data)
    execute_from_command_line([str(ROOT / "manage.py"), *arguments])


def _start_django(data: Path) -> None:
    """Load the settings and the apps, with a secret kept in the data folder where there is none.

    An installation of its own on SQLite may keep its secret beside its database. With DATABASE_URL
    it is a service, perhaps on several machines, and SECRET_KEY has to be given.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        if not os.environ.get("DATABASE_URL", "").strip():
            from wsoa import env

            os.environ["SECRET_KEY"] = env.secret("SECRET_KEY", keep_in=data / "secret_key")
        django.setup()
    except ImproperlyConfigured as error:
        console.fail(str(error))


def _bring_up_to_date(data: Path) -> None:
    """Apply pending migrations and collect changed static files, saying so on standard error."""
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    def pending() -> int:
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    stamp = data / ".collected"
    sources = _static_sources()

    def collected() -> bool:
        return stamp.exists() and stamp.read_text() == sources

    try:
        if not pending() and collected():
            return
    except OperationalError as error:
        console.fail(f"the database cannot be reached: {error}")
    with environment.alone(data / ".lock"):
        # Asked again: whoever held the lock before may have done it.
        if waiting := pending():
            console.say(f"Applying {waiting} migration{'s' if waiting > 1 else ''}.")
            call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
        if not collected():
            console.say("Collecting static files.")
            options = {"interactive": False, "clear": True, "verbosity": 0}
            call_command("collectstatic", **options, ignore_patterns=["scss"], stdout=sys.stderr)
            stamp.write_text(sources)


def _static_sources() -> str:
    """What the collected files depend on: our own by size and time, the packages' by their pins."""
    digest = hashlib.sha256((ROOT / environment.PRODUCTION).read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        found = path.stat()
        digest.update(f"{path.relative_to(ROOT)}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _serve(data: Path) -> None:
    """Load the demonstration or greet an empty installation, then become gunicorn."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import CommandError, call_command
    from django.db import connections

    if settings.DEMO:
        if data_folder.kind(data) != data_folder.DEMONSTRATION:
            console.say("Loading the demonstration.")
        try:
            with environment.alone(data / ".lock"):
                call_command("load_demo")
        except CommandError as error:
            console.fail(str(error))
        data_folder.set_kind(data, data_folder.DEMONSTRATION)
    elif not get_user_model()._default_manager.exists():
        console.say("Nobody can sign in yet. Make the site's operator, in another terminal, with:")
        console.say(f"    {_manage(data)} create_operator EMAIL")
    connections.close_all()  # the workers part from this process and open their own
    os.chdir(ROOT)
    sys.argv = [str(environment.VENV / "bin" / "gunicorn"), "wsoa.wsgi:application"]
    from gunicorn.app.wsgiapp import run

    run()


def _manage(data: Path) -> str:
    """How to call bin/manage on this data, as the person would type it."""
    from shlex import quote

    command = quote(os.path.relpath(ROOT / "bin" / "manage"))
    return command if data == ROOT / "data" else f"{command} --data {quote(str(data))}"


if __name__ == "__main__":
    main()
