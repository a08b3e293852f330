"""The app's configuration."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """The actions app."""

    name = "actions"
