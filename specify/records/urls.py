"""Addresses of a collection's records: `/<collection id>-<slug>/<table>/<id>/`."""

from django.urls import path

from specify.records import home, views
from specify.web.addresses import HERE

urlpatterns = [
    path(HERE, home.home, name="records-home"),
    path(f"{HERE}count/", home.count_again, name="records-count"),
    path(f"{HERE}tables/", views.tables, name="records-tables"),
    path(f"{HERE}<slug:table>/", views.list_records, name="records-list"),
    path(f"{HERE}<slug:table>/<int:record_id>/", views.show_record, name="records-show"),
    path(f"{HERE}<slug:table>/<int:record_id>/<slug:relationship>/", views.list_related, name="records-related"),
]
