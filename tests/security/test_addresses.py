"""Of all that allauth could offer, only three addresses exist, and each has a page of ours."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import get_template
from django.urls import URLPattern, get_resolver

from specify.security import urls, views

EXPECTED = {
    "": {"security-collections"},
    "accounts/sign-in/": {"account_login", "security-sign-in"},
    "accounts/sign-out/": {"account_logout", "security-sign-out"},
    "accounts/password/": {"account_change_password", "security-password"},
}


def every(patterns: Any) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from every(pattern.url_patterns)


def test_only_these_addresses_exist() -> None:
    found: dict[str, set[str]] = {}
    for pattern in urls.urlpatterns:
        found.setdefault(str(pattern.pattern), set()).add(pattern.name or "")
    assert found == EXPECTED


def test_nothing_of_allauth_is_routed_besides() -> None:
    ours = {name for names in EXPECTED.values() for name in names}
    for pattern in every(get_resolver().url_patterns):
        assert not pattern.callback.__module__.startswith("allauth"), pattern
        assert not (pattern.name or "").startswith(("account_", "mfa_", "socialaccount_")) or pattern.name in ours


def test_each_has_a_template_of_ours() -> None:
    for view in (views.SignIn, views.SignOut, views.ChangePassword):
        assert get_template(view.template_name).backend.name == "jinja2"
