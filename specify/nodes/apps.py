"""Django's entry for the nodes of trees: it has a table of ours, and no pages."""

from django.apps import AppConfig


class NodesConfig(AppConfig):
    """The app of nodes."""

    name = "specify.nodes"
    label = "nodes"
    verbose_name = "Nodes of trees"
