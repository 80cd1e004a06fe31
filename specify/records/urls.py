"""Addresses of a collection's records: `/<collection id>-<slug>/<table>/<id>/`."""

from django.urls import path

from specify.records import colliding, editing, finding, home, layouts, views
from specify.web.addresses import HERE

urlpatterns = [
    path(HERE, home.home, name="records-home"),
    path(f"{HERE}count/", home.count_again, name="records-count"),
    path(f"{HERE}layouts/", layouts.list_view_sets, name="records-layouts"),
    path(f"{HERE}layouts/<str:volume>/", layouts.show_view_set, name="records-layouts-set"),
    path(f"{HERE}layouts/<str:volume>/<str:view>/", layouts.show_view, name="records-layouts-view"),
    path(f"{HERE}tables/", views.tables, name="records-tables"),
    path(f"{HERE}<slug:table>/", views.list_records, name="records-list"),
    path(f"{HERE}<slug:table>/new/", editing.new_record, name="records-new"),
    path(f"{HERE}<slug:table>/new/find/", finding.find, name="records-find-new"),
    path(f"{HERE}<slug:table>/suggest/", finding.suggest, name="records-suggest"),
    path(f"{HERE}<slug:table>/<int:record_id>/", views.show_record, name="records-show"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/", editing.edit_record, name="records-edit"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/choose/", colliding.choose, name="records-choose"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/find/", finding.find, name="records-find"),
    path(f"{HERE}<slug:table>/<int:record_id>/<slug:relationship>/", views.list_related, name="records-related"),
]
