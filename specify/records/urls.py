"""Addresses of a collection's records: `/<collection id>-<slug>/<table>/<id>/`."""

from django.urls import path, register_converter

from specify.records import views


class Rest:
    """Whatever follows a collection's number in an address: only the number counts."""

    regex = "[^/]*"

    def to_python(self, value: str) -> str:
        """The text as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The text as it stands."""
        return value


register_converter(Rest, "rest")
_HERE = "<int:collection_id>-<rest:slug>/"

urlpatterns = [
    path(_HERE, views.home, name="records-home"),
    path(f"{_HERE}tables/", views.tables, name="records-tables"),
    path(f"{_HERE}<slug:table>/", views.list_records, name="records-list"),
    path(f"{_HERE}<slug:table>/<int:record_id>/", views.show_record, name="records-show"),
    path(f"{_HERE}<slug:table>/<int:record_id>/<slug:relationship>/", views.list_related, name="records-related"),
]
