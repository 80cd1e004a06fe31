"""Addresses of queries and of the search: `/<collection id>-<slug>/query/...`, the query itself behind the `?`."""

from django.urls import URLPattern, path

from specify.ask import former
from specify.ask.building import beginning, fields_page, names
from specify.ask.building import page as building
from specify.ask.results import making_sets, walking
from specify.ask.results import views as results
from specify.ask.searching import configuring_page as search_configuring
from specify.ask.searching import former as searching_formerly
from specify.ask.searching import page as searching
from specify.ask.stored import file_pages as stored_files
from specify.ask.stored import meaning_page, saving_page
from specify.ask.stored import pages as stored
from specify.ask.taking import views as taking
from specify.web.addresses import HERE

urlpatterns: list[URLPattern] = [
    path(f"{HERE}query/", building.build, name="ask-build"),
    path(f"{HERE}query/new/", beginning.choose_table, name="ask-new"),
    path(f"{HERE}query/fields/", fields_page.choose_field, name="ask-fields"),
    path(f"{HERE}query/names/", names.suggest_names, name="ask-names"),
    path(f"{HERE}query/<int:query_id>/", building.build, name="ask-query"),
    path(f"{HERE}query/results/", results.show_results, name="ask-results"),
    path(f"{HERE}query/<int:query_id>/results/", results.show_results, name="ask-query-results"),
    path(f"{HERE}query/count/", results.count_rows, name="ask-count"),
    path(f"{HERE}query/behind/", results.show_behind, name="ask-behind"),
    path(f"{HERE}query/walk/", walking.walk_results, name="ask-walk"),
    path(f"{HERE}query/set/", making_sets.make_set, name="ask-results-set"),
    path(f"{HERE}query/take/", taking.choose_taking, name="ask-take"),
    path(f"{HERE}query/take/<slug:format_name>/", taking.take_file, name="ask-take-as"),
    path(f"{HERE}queries/", stored.list_queries, name="ask-stored"),
    path(f"{HERE}queries/favourite/", stored.favour_query, name="ask-favourite"),
    path(f"{HERE}queries/import/", stored_files.import_query, name="ask-import"),
    path(f"{HERE}queries/<int:query_id>/", stored.show_query, name="ask-stored-one"),
    path(f"{HERE}queries/<int:query_id>/delete/", stored.delete_query, name="ask-delete"),
    path(f"{HERE}queries/<int:query_id>/file/", stored_files.take_query, name="ask-file"),
    path(f"{HERE}queries/<int:query_id>/give/", stored.give_query, name="ask-give"),
    path(f"{HERE}queries/<int:query_id>/rename/", stored.rename_query, name="ask-rename"),
    path(f"{HERE}query/save/", saving_page.save_query, name="ask-save"),
    path(f"{HERE}query/<int:query_id>/meaning/", meaning_page.show_meaning, name="ask-meaning"),
    path(f"{HERE}search/", searching.search, name="ask-search"),
    path(f"{HERE}search/configure/", search_configuring.configure, name="ask-search-configure"),
    path(
        f"{HERE}search/configure/<slug:table>/", search_configuring.configure_table, name="ask-search-configure-table"
    ),
    path("specify/query/<int:query_id>/", former.redirect_query, name="ask-query-former"),
    path("specify/query/new/<slug:table>/", former.redirect_new, name="ask-new-former"),
    path("specify/express-search/", searching_formerly.redirect_search, name="ask-search-former"),
]
