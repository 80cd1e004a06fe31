"""Django's entry for this package."""

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """The app that holds the notes of wrong passwords."""

    name = "specify.security"
    label = "security"
    verbose_name = "Who may do what"
