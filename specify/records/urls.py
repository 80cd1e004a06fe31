"""Addresses of a collection's records: `/<collection id>-<slug>/<table>/<id>/`."""

from django.urls import path

from specify.records import deleting_page, layouts, using, views
from specify.records.choosing import extending_page
from specify.records.choosing import page as finding
from specify.records.copying import carrying, carrying_many
from specify.records.filling import colliding, giving_up, rows_page
from specify.records.filling import page as editing
from specify.records.history import page as history
from specify.records.home import page as home
from specify.records.sets import acting, by_numbers, pages
from specify.web.addresses import HERE

urlpatterns = [
    path(HERE, home.home, name="records-home"),
    path(f"{HERE}count/", home.count_again, name="records-count"),
    path(f"{HERE}layouts/", layouts.list_view_sets, name="records-layouts"),
    path(f"{HERE}layouts/<str:volume>/", layouts.show_view_set, name="records-layouts-set"),
    path(f"{HERE}layouts/<str:volume>/<str:view>/", layouts.show_view, name="records-layouts-view"),
    path(f"{HERE}pick-lists/<int:list_id>/add/", extending_page.add_to_list, name="records-extend"),
    path(f"{HERE}record-sets/", pages.list_sets, name="records-sets"),
    path(f"{HERE}record-sets/add/", acting.add_to_set, name="records-sets-add"),
    path(f"{HERE}record-sets/new/", pages.new_set, name="records-sets-new"),
    path(f"{HERE}record-sets/numbers/", by_numbers.put_in_by_numbers, name="records-sets-numbers"),
    path(f"{HERE}record-sets/numbers/<slug:key>/", by_numbers.tell_kept, name="records-sets-numbers-kept"),
    path(f"{HERE}record-sets/<int:set_id>/", pages.show_set, name="records-set"),
    path(f"{HERE}record-sets/<int:set_id>/combine/", acting.combine_sets, name="records-set-combine"),
    path(f"{HERE}record-sets/<int:set_id>/delete/", pages.delete_set, name="records-set-delete"),
    path(f"{HERE}record-sets/<int:set_id>/remove/", acting.take_out, name="records-set-remove"),
    path(f"{HERE}record-sets/<int:set_id>/rename/", pages.rename_set, name="records-set-rename"),
    path(f"{HERE}tables/", views.tables, name="records-tables"),
    path(f"{HERE}<slug:table>/", views.list_records, name="records-list"),
    path(f"{HERE}<slug:table>/new/", editing.new_record, name="records-new"),
    path(f"{HERE}<slug:table>/new/rows/", rows_page.edit_rows, name="records-rows-new"),
    path(f"{HERE}<slug:table>/new/throw-away/", giving_up.give_up, name="records-give-up-new"),
    path(f"{HERE}<slug:table>/new/find/", finding.find, name="records-find-new"),
    path(f"{HERE}<slug:table>/carry-forward/", carrying.choose_carried, name="records-carry-fields"),
    path(f"{HERE}<slug:table>/suggest/", finding.suggest, name="records-suggest"),
    path(f"{HERE}<slug:table>/<int:record_id>/", views.show_record, name="records-show"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/", editing.edit_record, name="records-edit"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/choose/", colliding.choose, name="records-choose"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/rows/", rows_page.edit_rows, name="records-rows"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/throw-away/", giving_up.give_up, name="records-give-up"),
    path(f"{HERE}<slug:table>/<int:record_id>/edit/find/", finding.find, name="records-find"),
    path(f"{HERE}<slug:table>/<int:record_id>/used-by/", using.used_by, name="records-used"),
    path(f"{HERE}<slug:table>/<int:record_id>/used-by/<slug:way>/", using.list_users, name="records-users"),
    path(f"{HERE}<slug:table>/<int:record_id>/delete/", deleting_page.delete_record, name="records-delete"),
    path(f"{HERE}<slug:table>/<int:record_id>/carry-forward/", carrying_many.carry_many, name="records-carry-many"),
    path(f"{HERE}<slug:table>/<int:record_id>/history/", history.show_history, name="records-history"),
    path(f"{HERE}<slug:table>/<int:record_id>/<slug:relationship>/", views.list_related, name="records-related"),
]
