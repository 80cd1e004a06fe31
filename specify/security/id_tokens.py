"""The id token: a provider's signed word on who has signed in there.

In: the token as it came from the token endpoint, the provider's public keys, and what it must say. Out: its claims; or
`BadToken` with the reason in words. Changed on purpose: Specify 7 believes the token because of the line it came by;
here its signature is verified too, and the claims as OpenID Connect Core 1.0, section 3.1.3.7, asks.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

# Signatures by a key that the provider alone holds. The others prove nothing: HS256 and its like are made with a secret
# that both know, and "none" with nothing at all.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLOCKS_DIFFER_SECONDS = 120
OLDEST_SECONDS = 60 * 60
# OpenID Connect allows 255; Specify 7's column holds 4095, because some providers do not keep to that.
LONGEST_SUBJECT = 4095


class BadToken(Exception):
    """A token that proves nothing; its text is the reason, translated, as the end of a sentence."""


@dataclass(frozen=True)
class Expected:
    """What a token must say: who made it, for which program, in answer to which question."""

    issuer: str
    client_id: str
    nonce: str


def claims_of(token: Any, keys: Any, expected: Expected) -> dict[str, Any]:
    """The claims, when all is as it must be."""
    try:
        algorithm, key = _key(jwt.get_unverified_header(token), keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, AttributeError, TypeError, ValueError, OverflowError) as error:
        raise BadToken(_reason(error)) from error
    _check(claims, expected)
    return claims


def _key(header: Mapping[str, Any], keys: Any) -> tuple[str, Any]:
    """The algorithm that the token names, and the provider's key for it."""
    algorithm, name = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS:
        raise BadToken(_("it is not signed, or in a way that proves nothing"))
    fitting = [key for key in _usable(keys, algorithm) if name is None or key.key_id == name]
    if len(fitting) != 1:
        raise BadToken(_("it is signed with a key that the provider does not name"))
    return algorithm, fitting[0].key


def _usable(keys: Any, algorithm: str) -> Iterator[jwt.PyJWK]:
    """The provider's keys for signatures of that kind; there may be others among them."""
    for key in keys if isinstance(keys, list) else []:
        if not isinstance(key, dict) or key.get("use", "sig") != "sig" or key.get("alg", algorithm) != algorithm:
            continue
        try:
            yield jwt.PyJWK(key, algorithm)
        except jwt.PyJWTError:
            continue


def _check(claims: Mapping[str, Any], expected: Expected) -> None:
    """What PyJWT leaves to us."""
    audience = claims["aud"]
    is_shared = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", None if is_shared else expected.client_id) != expected.client_id:
        raise BadToken(_("it was made for another program"))
    if not constant_time_compare(str(claims.get("nonce", "")), expected.nonce):
        raise BadToken(_("it answers another sign-in than this one"))
    if int(claims["iat"]) < time.time() - OLDEST_SECONDS:
        raise BadToken(_("it is too old; if it is not, the clock of this server or of the provider is wrong"))
    subject = claims["sub"]
    if not (subject.isascii() and subject.isprintable() and 0 < len(subject) <= LONGEST_SUBJECT):
        raise BadToken(_("it does not say who has signed in"))


def _reason(error: Exception) -> str:
    """Why PyJWT would not have it."""
    reasons: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
        ((jwt.InvalidIssuerError,), _("another provider made it")),
        ((jwt.InvalidAudienceError,), _("it was made for another program")),
        ((jwt.ExpiredSignatureError,), _("it has expired; if not, the clock of this server or the provider is wrong")),
        ((jwt.ImmatureSignatureError,), _("it is of the future; the clock of this server or the provider is wrong")),
        ((jwt.InvalidSignatureError,), _("its signature is not the provider's")),
        ((jwt.MissingRequiredClaimError,), _("it does not say all that it must")),
    )
    found = (reason for kinds, reason in reasons if isinstance(error, kinds))
    return next(found, _("it cannot be read"))
