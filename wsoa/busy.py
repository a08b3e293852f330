"""What is said where too much is asked for at once. Knows nothing of pages, so that anything may raise it."""


class Busy(Exception):
    """Too many ask at once for what takes long: come back a little later. Pages answer 503 (middleware.py)."""
