"""Django's entry for jobs."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The app of jobs."""

    name = "specify.tasks"
    label = "tasks"
    verbose_name = "Jobs"
