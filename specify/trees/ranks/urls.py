"""Addresses of ranks and of new trees: `/<collection id>-<slug>/trees/<tree>/ranks/`, `…/root/`, `…/new/`."""

from django.urls import path

from specify.trees.ranks import change_page, showing
from specify.web.addresses import HERE

_TREE = f"{HERE}trees/<slug:tree>/"

urlpatterns = [
    path(f"{_TREE}ranks/", showing.show_ranks, name="trees-ranks"),
    path(f"{_TREE}ranks/add/", change_page.change, {"deed": "add"}, name="trees-rank-add"),
    path(f"{_TREE}ranks/definition/", change_page.change, {"deed": "definition"}, name="trees-definition"),
    path(f"{_TREE}ranks/<int:rank_id>/edit/", change_page.change, {"deed": "edit"}, name="trees-rank-edit"),
    path(f"{_TREE}ranks/<int:rank_id>/delete/", change_page.change, {"deed": "delete"}, name="trees-rank-delete"),
    path(f"{_TREE}root/", change_page.change, {"deed": "root"}, name="trees-root"),
    path(f"{_TREE}new/", change_page.change, {"deed": "new"}, name="trees-new"),
]
