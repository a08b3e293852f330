"""Empties a database that holds nothing but the demonstration, by making its tables anew.

History is append-only in the database itself, so the rows cannot be deleted; the tables can be
dropped. Migrating afterwards makes them again, with their triggers.
"""

from django.core.management import call_command
from django.db import connection


def rebuild_database() -> None:
    """Drop every table of the project and migrate again. Must not be called inside a transaction."""
    with connection.schema_editor() as editor:
        for table in connection.introspection.django_table_names(
            only_existing=True, include_views=False
        ):
            editor.execute(editor.sql_delete_table % {"table": editor.quote_name(table)})
        editor.execute(editor.sql_delete_table % {"table": editor.quote_name("django_migrations")})
    call_command("migrate", interactive=False, verbosity=0)
