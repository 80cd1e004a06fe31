"""Codes as an app computes them (RFC 4226 and 6238), written down a second time to compare with."""

import base64
import hashlib
import hmac
import time
from typing import Any

from specify.security.second_factor import SecondFactorAdapter, switch_on
from tests.page_checks import text

ON = "/accounts/second-factor/on/"


def code_of(secret: str, halves: int = 0) -> str:
    """The six digits that the app shows now, or so many half minutes later."""
    moment = int(time.time()) // 30 + halves
    digest = hmac.digest(base64.b32decode(secret), moment.to_bytes(8, "big"), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def with_factor(user: Any) -> str:
    """Switch the user's second factor on with the code of half a minute ago; the secret."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    assert switch_on(user, secret, code_of(secret, -1))
    return secret


def shown_secret(page: Any) -> str:
    """The secret that the page shows in groups of four."""
    return text(page.document.all("//main//*[@class='code']")[0]).replace(" ", "")


def stored_secret(row: Any) -> str:
    """What lies in our table, decrypted."""
    return SecondFactorAdapter().decrypt(row.data["secret"])
