"""Addresses of ranks and of new trees: `/<collection id>-<slug>/trees/<tree>/ranks/`, `…/root/`, `…/new/`."""

from django.urls import path

from specify.trees.ranks import changing, showing
from specify.web.addresses import HERE

_TREE = f"{HERE}trees/<slug:tree>/"

urlpatterns = [
    path(f"{_TREE}ranks/", showing.show_ranks, name="trees-ranks"),
    path(f"{_TREE}ranks/add/", changing.change, {"deed": "add"}, name="trees-rank-add"),
    path(f"{_TREE}ranks/definition/", changing.change, {"deed": "definition"}, name="trees-definition"),
    path(f"{_TREE}ranks/<int:rank_id>/edit/", changing.change, {"deed": "edit"}, name="trees-rank-edit"),
    path(f"{_TREE}ranks/<int:rank_id>/delete/", changing.change, {"deed": "delete"}, name="trees-rank-delete"),
    path(f"{_TREE}root/", changing.change, {"deed": "root"}, name="trees-root"),
    path(f"{_TREE}new/", changing.change, {"deed": "new"}, name="trees-new"),
]
