"""Taking turns across processes, where no single row stands for what may happen once at a time."""

from zlib import crc32

from django.db import connection


def take_turn(name: str) -> None:
    """Wait until nobody else holds the turn of that name, and hold it until the transaction ends.

    On SQLite every transaction that writes has begun alone already (settings.py: IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(name.encode())])
