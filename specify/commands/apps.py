"""Django's entry for the management commands."""

from django.apps import AppConfig


class CommandsConfig(AppConfig):
    """The app of the commands."""

    name = "specify.commands"
    label = "commands"
    verbose_name = "Commands"
