"""Addresses of imports: `…/trees/<tree>/import/`, and below it those of each of them."""

from django.urls import path

from specify.trees.importing import pages
from specify.web.addresses import HERE

_ONE = f"{HERE}trees/<slug:tree>/import/<int:number>/"

urlpatterns = [
    path(f"{HERE}trees/<slug:tree>/import/", pages.upload, name="trees-import"),
    path(_ONE, pages.show_import, name="trees-import-show"),
    path(f"{_ONE}columns/", pages.choose_columns, name="trees-import-columns"),
    path(f"{_ONE}problems/", pages.download_problems, name="trees-import-problems"),
    path(f"{_ONE}undo/", pages.undo_import, name="trees-import-undo"),
]
