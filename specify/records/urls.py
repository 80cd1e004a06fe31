"""Addresses of a collection's records: `/<collection id>-<slug>/<table>/<id>/`."""

from django.urls import path

from specify.records import views

_HERE = "<int:collection_id>-<slug:slug>/"

urlpatterns = [
    path(_HERE, views.home, name="records-home"),
    path(f"{_HERE}tables/", views.tables, name="records-tables"),
    path(f"{_HERE}<slug:table>/", views.list_records, name="records-list"),
    path(f"{_HERE}<slug:table>/<int:record_id>/", views.show_record, name="records-show"),
    path(f"{_HERE}<slug:table>/<int:record_id>/<slug:relationship>/", views.list_related, name="records-related"),
]
