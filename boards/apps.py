"""The app's configuration."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The boards app."""

    name = "boards"
