"""Of all that allauth could offer, only a few addresses exist, and each has a page of ours."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver

from specify.security import asking_again, signing_on, urls, views
from specify.web.addresses import HERE

pytestmark = pytest.mark.one_shape

EXPECTED = {
    "": {"security-collections"},
    "accounts/sign-in/": {"account_login", "security-sign-in"},
    "accounts/sign-out/": {"account_logout", "security-sign-out"},
    "accounts/password/": {"account_change_password", "security-password"},
    "accounts/sso/<slug:key>/": {"security-sign-on"},
    "accounts/sso/<slug:key>/back/": {"security-sign-on-back"},
    "accounts/sso/<slug:key>/link/": {"security-link-identity"},
    "accounts/identities/": {"security-identities"},
    "accounts/identities/<int:number>/remove/": {"security-unlink-identity"},
    "accounts/": {"security-account"},
    "accounts/again/": {"account_reauthenticate", "security-password-again"},
    "accounts/again/code/": {"mfa_reauthenticate", "security-code-again"},
    "accounts/again/provider/": {"security-provider-again"},
    "accounts/second-factor/": {"security-second-factor"},
    "accounts/second-factor/codes/": {"security-recovery-codes"},
    "accounts/second-factor/codes/file/": {"security-recovery-codes-file"},
    "accounts/second-factor/off/": {"security-second-factor-off"},
    "accounts/second-factor/on/": {"security-second-factor-on"},
    "accounts/sign-in/code/": {"mfa_authenticate", "security-sign-in-code"},
    f"{HERE}account/": {"security-account-page"},
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
    asking = (asking_again.SignInCode, asking_again.PasswordAgain, asking_again.CodeAgain)
    for view in (views.SignIn, views.SignOut, views.ChangePassword, signing_on.LinkIdentity, *asking):
        assert get_template(view.template_name).backend.name == "jinja2"
