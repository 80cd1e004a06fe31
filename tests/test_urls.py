"""Every address of the site stands in this list; names are `package-verb`; words in addresses are no table's name."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from specify.datamodel.schema import TABLES
from specify.datamodel.tables import model
from tests.cast import ACCOUNT, PASSWORD, READER, READERS_PASSWORD
from tests.page_client import CheckingClient

HERE = "<int:collection_id>-<rest:slug>/"
ADDRESSES = {
    "": "security-collections",
    "accounts/": "security-account",
    "accounts/again/": "security-password-again",
    "accounts/again/code/": "security-code-again",
    "accounts/again/provider/": "security-provider-again",
    "accounts/identities/": "security-identities",
    "accounts/identities/<int:number>/remove/": "security-unlink-identity",
    "accounts/password/": "security-password",
    "accounts/second-factor/": "security-second-factor",
    "accounts/second-factor/codes/": "security-recovery-codes",
    "accounts/second-factor/codes/file/": "security-recovery-codes-file",
    "accounts/second-factor/off/": "security-second-factor-off",
    "accounts/second-factor/on/": "security-second-factor-on",
    "accounts/sign-in/": "security-sign-in",
    "accounts/sign-in/code/": "security-sign-in-code",
    "accounts/sign-out/": "security-sign-out",
    "accounts/sso/<slug:key>/": "security-sign-on",
    "accounts/sso/<slug:key>/back/": "security-sign-on-back",
    "accounts/sso/<slug:key>/link/": "security-link-identity",
    "jobs/": "tasks-list",
    "jobs/<int:number>/": "tasks-show",
    "jobs/<int:number>/again/": "tasks-again",
    "jobs/<int:number>/result/": "tasks-result",
    "jobs/<int:number>/stop/": "tasks-stop",
    "jobs/messages/<int:number>/delete/": "tasks-delete-message",
    "jobs/messages/read/": "tasks-read-messages",
    "healthz": "web-healthz",
    "help/": "web-help",
    HERE: "records-home",
    "metrics": "tasks-metrics",
    "specify/tree/<slug:tree>/": "trees-former",
    f"{HERE}account/": "security-account-page",
    f"{HERE}count/": "records-count",
    f"{HERE}layouts/": "records-layouts",
    f"{HERE}layouts/<str:volume>/": "records-layouts-set",
    f"{HERE}layouts/<str:volume>/<str:view>/": "records-layouts-view",
    f"{HERE}pick-lists/<int:list_id>/add/": "records-extend",
    f"{HERE}search/": "ask-search",
    f"{HERE}search/configure/": "ask-search-configure",
    f"{HERE}search/configure/<slug:table>/": "ask-search-configure-table",
    "specify/express-search/": "ask-search-former",
    f"{HERE}print/": "printing-print",
    f"{HERE}print/html/": "printing-html",
    f"{HERE}print/log/": "printing-log",
    f"{HERE}print/numbers/": "printing-numbers",
    f"{HERE}print/pdf/": "printing-pdf",
    f"{HERE}print/preview/": "printing-preview",
    f"{HERE}print/printer/": "printing-printer",
    f"{HERE}print/printer/pdf/": "printing-calibration",
    f"{HERE}print/queue/": "printing-queue",
    f"{HERE}print/queue/add/": "printing-wait",
    f"{HERE}print/templates/": "printing-templates",
    f"{HERE}print/templates/new/": "printing-new",
    f"{HERE}print/templates/<str:name>/": "printing-template",
    f"{HERE}print/templates/<str:name>/bind/": "printing-bind",
    f"{HERE}print/templates/<str:name>/delete/": "printing-delete",
    f"{HERE}print/templates/<str:name>/draft/": "printing-draft",
    f"{HERE}print/templates/<str:name>/edit/": "printing-edit",
    f"{HERE}print/templates/<str:name>/picture/": "printing-picture",
    f"{HERE}print/templates/<str:name>/source/": "printing-source",
    f"{HERE}print/templates/<str:name>/rename/": "printing-rename",
    f"{HERE}print/templates/<str:name>/versions/": "printing-versions",
    f"{HERE}print/words/": "printing-words",
    f"{HERE}query/": "ask-build",
    f"{HERE}query/<int:query_id>/": "ask-query",
    f"{HERE}query/fields/": "ask-fields",
    f"{HERE}query/names/": "ask-names",
    f"{HERE}query/new/": "ask-new",
    "specify/query/<int:query_id>/": "ask-query-former",
    "specify/query/new/<slug:table>/": "ask-new-former",
    f"{HERE}query/behind/": "ask-behind",
    f"{HERE}query/count/": "ask-count",
    f"{HERE}query/results/": "ask-results",
    f"{HERE}query/set/": "ask-results-set",
    f"{HERE}query/take/": "ask-take",
    f"{HERE}query/take/<slug:format_name>/": "ask-take-as",
    f"{HERE}query/walk/": "ask-walk",
    f"{HERE}query/<int:query_id>/results/": "ask-query-results",
    f"{HERE}query/<int:query_id>/meaning/": "ask-meaning",
    f"{HERE}query/save/": "ask-save",
    f"{HERE}queries/": "ask-stored",
    f"{HERE}queries/favourite/": "ask-favourite",
    f"{HERE}queries/import/": "ask-import",
    f"{HERE}queries/<int:query_id>/": "ask-stored-one",
    f"{HERE}queries/<int:query_id>/delete/": "ask-delete",
    f"{HERE}queries/<int:query_id>/file/": "ask-file",
    f"{HERE}queries/<int:query_id>/give/": "ask-give",
    f"{HERE}queries/<int:query_id>/rename/": "ask-rename",
    f"{HERE}record-sets/": "records-sets",
    f"{HERE}record-sets/add/": "records-sets-add",
    f"{HERE}record-sets/new/": "records-sets-new",
    f"{HERE}record-sets/numbers/": "records-sets-numbers",
    f"{HERE}record-sets/numbers/<slug:key>/": "records-sets-numbers-kept",
    f"{HERE}record-sets/<int:set_id>/": "records-set",
    f"{HERE}record-sets/<int:set_id>/combine/": "records-set-combine",
    f"{HERE}record-sets/<int:set_id>/delete/": "records-set-delete",
    f"{HERE}record-sets/<int:set_id>/remove/": "records-set-remove",
    f"{HERE}record-sets/<int:set_id>/rename/": "records-set-rename",
    f"{HERE}tables/": "records-tables",
    f"{HERE}trees/": "trees-list",
    f"{HERE}trees/<slug:tree>/": "trees-show",
    f"{HERE}trees/<slug:tree>/<int:node_id>/specimens/": "trees-specimens",
    f"{HERE}trees/<slug:tree>/<int:node_id>/add/": "trees-add",
    f"{HERE}trees/<slug:tree>/beside/": "trees-beside",
    f"{HERE}trees/<slug:tree>/find/": "trees-find",
    f"{HERE}trees/<slug:tree>/suggest/": "trees-suggest",
    f"{HERE}trees/<slug:tree>/repair/": "trees-repair",
    f"{HERE}trees/<slug:tree>/import/": "trees-import",
    f"{HERE}trees/<slug:tree>/import/<int:number>/": "trees-import-show",
    f"{HERE}trees/<slug:tree>/import/<int:number>/columns/": "trees-import-columns",
    f"{HERE}trees/<slug:tree>/import/<int:number>/problems/": "trees-import-problems",
    f"{HERE}trees/<slug:tree>/import/<int:number>/undo/": "trees-import-undo",
    f"{HERE}trees/<slug:tree>/ranks/": "trees-ranks",
    f"{HERE}trees/<slug:tree>/ranks/<int:rank_id>/delete/": "trees-rank-delete",
    f"{HERE}trees/<slug:tree>/ranks/<int:rank_id>/edit/": "trees-rank-edit",
    f"{HERE}trees/<slug:tree>/ranks/add/": "trees-rank-add",
    f"{HERE}trees/<slug:tree>/ranks/definition/": "trees-definition",
    f"{HERE}trees/<slug:tree>/root/": "trees-root",
    f"{HERE}trees/<slug:tree>/new/": "trees-new",
    f"{HERE}trees/<slug:tree>/<int:node_id>/<slug:deed>/": "trees-change",
    f"{HERE}<slug:table>/": "records-list",
    f"{HERE}<slug:table>/new/": "records-new",
    f"{HERE}<slug:table>/new/find/": "records-find-new",
    f"{HERE}<slug:table>/new/rows/": "records-rows-new",
    f"{HERE}<slug:table>/new/throw-away/": "records-give-up-new",
    f"{HERE}<slug:table>/carry-forward/": "records-carry-fields",
    f"{HERE}<slug:table>/suggest/": "records-suggest",
    f"{HERE}<slug:table>/<int:record_id>/": "records-show",
    f"{HERE}<slug:table>/<int:record_id>/edit/": "records-edit",
    f"{HERE}<slug:table>/<int:record_id>/edit/choose/": "records-choose",
    f"{HERE}<slug:table>/<int:record_id>/edit/find/": "records-find",
    f"{HERE}<slug:table>/<int:record_id>/edit/rows/": "records-rows",
    f"{HERE}<slug:table>/<int:record_id>/edit/throw-away/": "records-give-up",
    f"{HERE}<slug:table>/<int:record_id>/carry-forward/": "records-carry-many",
    f"{HERE}<slug:table>/<int:record_id>/delete/": "records-delete",
    f"{HERE}<slug:table>/<int:record_id>/history/": "records-history",
    f"{HERE}<slug:table>/<int:record_id>/used-by/": "records-used",
    f"{HERE}<slug:table>/<int:record_id>/used-by/<slug:way>/": "records-users",
    f"{HERE}<slug:table>/<int:record_id>/<slug:relationship>/": "records-related",
}
ALLAUTHS_NAMES = {  # allauth looks them up
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
}


def patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern."""
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield address, one
        else:
            yield from patterns(one, address)


def test_only_these_addresses_exist() -> None:
    found = {address: one.name for address, one in patterns(get_resolver()) if one.name not in ALLAUTHS_NAMES}
    assert found == ADDRESSES


def test_names_say_package_and_verb() -> None:
    for _, one in patterns(get_resolver()):
        if one.name not in ALLAUTHS_NAMES:
            package = one.callback.__module__.split(".")[1]
            assert re.fullmatch(rf"{package}-[a-z-]+", one.name or ""), one


def test_no_word_hides_a_table() -> None:
    words = {address.removeprefix(HERE).split("/")[0] for address in ADDRESSES if address.startswith(HERE)}
    assert not {word for word in words if not word.startswith("<")} & set(TABLES)


WORDS = {
    "<rest:slug>": ("fishes",),
    "<slug:tree>": ("taxon", "storage"),
    "<slug:deed>": ("move", "merge", "synonymise", "desynonymise", "move-items"),
    "<slug:table>": ("collectionobject", "taxon"),
    "<slug:relationship>": ("determinations", "children"),
    "<slug:way>": ("determination-taxon", "taxon-parent"),
    "<slug:key>": ("none",),
    "<str:volume>": ("none",),
    "<str:view>": ("none",),
}
NUMBER = re.compile(r"<int:\w+>")
HUGE = ("9" * 10, "9" * 19, "9" * 30)


def with_huge_numbers(collection: int) -> Iterator[str]:
    """Every address with a number too large in each place for one, and with words that mean something."""
    for pattern in ADDRESSES:
        choices = [[(word, one) for one in known] for word, known in WORDS.items() if word in pattern]
        for number, huge, *words in product(NUMBER.findall(pattern), HUGE, *choices):
            address = pattern.replace(number, huge).replace("<int:collection_id>", str(collection))
            for word, one in words:
                address = address.replace(word, one)
            yield "/" + NUMBER.sub("1", address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("login", "password"),
    [(ACCOUNT, PASSWORD), pytest.param(READER, READERS_PASSWORD, marks=pytest.mark.everything)],
)
def test_no_number_is_too_large(client: CheckingClient, login: str, password: str) -> None:
    assert client.post("/accounts/sign-in/", {"login": login, "password": password}).status_code == 303
    collection = model("collection").objects.order_by("pk").values_list("pk", flat=True)[0]
    client.raise_request_exception = False
    failed = []
    with client.not_checking("one page of each kind is enough, and other tests fetch it"):
        for address in with_huge_numbers(collection):
            answers = {"GET": client.get(address), "POST": client.post(address, {"target": "1"})}
            failed += [f"{method} {address}" for method, answer in answers.items() if answer.status_code >= 500]
    assert not failed
