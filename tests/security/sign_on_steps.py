"""The ways of single sign-on for tests: a browser's part, over real HTTP to a real provider.

In: the checking client and a running provider. Out: the provider as our settings name it, and the pages on the way.
"""

import http.client
from typing import Any
from urllib.parse import urlsplit

from specify.datamodel.tables import SpecifyUser, model
from specify.security.providers import WELL_KNOWN, Provider
from tests.page_checks import text
from tests.page_client import CheckingClient, fields
from tests.security.oidc_provider import CLIENT, SECRET, LocalProvider
from tests.security.people import PASSWORD

KEY = "campus"
SSO = f"/accounts/sso/{KEY}/"
LINK = f"{SSO}link/"
IDENTITIES = "/accounts/identities/"
AGAIN = "/accounts/again/"


def named(local: LocalProvider, key: str = KEY, **other: Any) -> Provider:
    """The provider as an administrator writes it down."""
    given = {
        "title": "Campus sign-in",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "discovery": local.issuer + WELL_KNOWN,
        "issuer": local.issuer,
        "hosts": frozenset({"127.0.0.1"}),
        **other,
    }
    return Provider(key=key, **given)


def leave(client: CheckingClient, key: str = KEY, wanted: str = "", **more: str) -> str:
    """Press the button; the address at the provider that the page leads to."""
    page = client.post(f"/accounts/sso/{key}/", {"next": wanted, **more} if wanted else more)
    assert page.status_code == 200, text(page.document.all("//main")[0])
    return str(page.document.all("//main//a")[0].get("href"))


def visit_provider(address: str) -> str:
    """What the browser does there: follow the address; the path and query it is sent back to."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    back = urlsplit(answer.getheader("Location", ""))
    connection.close()
    assert back.netloc == "testserver", f"The provider answered {answer.status} and sent the browser to {back.netloc}."
    return f"{back.path}?{back.query}"


def sign_on(client: CheckingClient, key: str = KEY, wanted: str = "") -> Any:
    """The whole way; the answer to coming back."""
    return client.get(visit_provider(leave(client, key, wanted)))


def be_sure(client: CheckingClient, user: SpecifyUser) -> None:
    """Sign in, and say again who one is, as before a change; without a password at the provider."""
    client.force_login(user)
    if user.has_usable_password():
        answer = client.post(AGAIN, {"password": PASSWORD})
    else:
        answer = client.get(visit_provider(leave(client, again="1")))
    assert answer.status_code == 303


def is_signed_in(client: CheckingClient) -> bool:
    """Whether somebody is."""
    return "_auth_user_id" in client.session


def told(response: Any) -> str:
    """The page's status line."""
    return text(response.document.all("//*[@id='status-line']")[0])


def links() -> Any:
    """The rows of `spuserexternalid`."""
    return model("spuserexternalid")._default_manager


def linked(user: SpecifyUser, subject: str = "2f1c-0007", provider: str = KEY, enabled: bool = True) -> int:
    """A row as Specify 7 makes it."""
    claims = {"iss": "https://elsewhere.example", "sub": subject, "name": "Grace Mokafor"}
    kept = {"provider": provider, "providerid": subject, "idtoken": claims, "enabled": enabled}
    return links().create(specifyuser_id=user.pk, **kept).pk


def password_page(client: CheckingClient, name: str = "mokafor", password: str = PASSWORD, **more: str) -> Any:
    """Say once with a password who one is."""
    sent = fields(client.get(LINK), "Link and sign in")
    return client.post(LINK, {**sent, "login": name, "password": password, **more})
