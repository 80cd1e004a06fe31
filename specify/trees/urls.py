"""Addresses of trees: `/<collection id>-<slug>/trees/<tree>/`, and where Specify 7 has them."""

from django.urls import path

from specify.trees import beside, changing, former, repair_page, specimens_page, views
from specify.trees.importing import urls as importing
from specify.trees.ranks import urls as ranks
from specify.web.addresses import HERE

urlpatterns = [
    path(f"{HERE}trees/", views.list_trees, name="trees-list"),
    path(f"{HERE}trees/<slug:tree>/", views.show_tree, name="trees-show"),
    path(f"{HERE}trees/<slug:tree>/find/", views.find_name, name="trees-find"),
    path(f"{HERE}trees/<slug:tree>/beside/", beside.show_beside, name="trees-beside"),
    path(f"{HERE}trees/<slug:tree>/suggest/", views.suggest_names, name="trees-suggest"),
    path(f"{HERE}trees/<slug:tree>/<int:node_id>/add/", views.add_child, name="trees-add"),
    path(f"{HERE}trees/<slug:tree>/<int:node_id>/specimens/", specimens_page.list_specimens, name="trees-specimens"),
    path(f"{HERE}trees/<slug:tree>/repair/", repair_page.repair_page, name="trees-repair"),
    *importing.urlpatterns,
    *ranks.urlpatterns,
    path(f"{HERE}trees/<slug:tree>/<int:node_id>/<slug:deed>/", changing.change, name="trees-change"),
    path("specify/tree/<slug:tree>/", former.redirect_tree, name="trees-former"),
]
