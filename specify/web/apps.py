"""Django's entry for the page furniture."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app of the furniture."""

    name = "specify.web"
    label = "web"
    verbose_name = "Pages"
