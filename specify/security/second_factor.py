"""The second factor: a code from an app on one's phone, or one of ten recovery codes.

In: a user, and what was typed. Out: whether it counts; secrets to show once. The rows are allauth's, in our table
`web_mfa_authenticator`; Specify knows nothing of them, so its own programs go on asking for the password alone. The
secrets are encrypted with a key made from `SECRET_KEY`, so that a copy of the database does not hold them. After a
change of `SECRET_KEY` they can be read no more, unless the former key stands among `SECRET_KEY_FALLBACKS`: whoever
has a second factor then reads that at signing in, and an administrator forgets it with `manage.py
forget_second_factor`. A code counts once, whichever process or machine it was sent to: codes of the app are numbered
by time (RFC 6238), and none counts that is not newer than the last one.
"""

import base64
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from specify.web.refusals import Refusal

TOTP, RECOVERY_CODES = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
RECOVERY_CODE_COUNT: int = settings.MFA_RECOVERY_CODE_COUNT
KINDS = (TOTP, RECOVERY_CODES)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What differs from allauth's ways: secrets are encrypted."""

    def get_totp_issuer(self) -> str:
        """What the app writes above its codes."""
        return f"Specify {self._get_site_name()}"

    def encrypt(self, text: str) -> str:
        """The text as it may lie in the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again; a refusal when it was encrypted under a key we do not have."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise Refusal(
                409,
                _("The second factor cannot be checked"),
                _("It was set up while this server had another secret key, so it cannot be read any more."),
                _("The person who runs this server can give the former key back, or forget your second factor."),
            ) from error


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    given = secret.encode() if isinstance(secret, str) else secret
    derived = HKDF(SHA256(), length=32, salt=None, info=b"specify.security.second_factor").derive(given)
    return base64.urlsafe_b64encode(derived)


def factors_of(user_id: int) -> dict[str, Authenticator]:
    """What the user has, by kind; nothing when the second factor is off. One statement."""
    rows = Authenticator.objects.filter(user_id=user_id, type__in=KINDS).order_by("-pk")
    found = {row.type: row for row in rows}
    return found if TOTP in found else {}


def recovery_codes_left(factors: dict[str, Authenticator]) -> int:
    """How many recovery codes have not been used; nothing is decrypted for it."""
    row = factors.get(RECOVERY_CODES)
    return RECOVERY_CODE_COUNT - row.data["used_mask"].bit_count() if row else 0


def new_secret() -> str:
    """A secret for an app: 160 random bits in base 32."""
    secret: str = generate_totp_secret()
    return secret


def counter_of(secret: str, code: str, last: int = 0) -> int | None:
    """Which moment's code that is, as a count of half minutes; None when it is wrong or not newer than `last`."""
    for counter in yield_hotp_counters_from_time():
        if counter > last and compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return int(counter)
    return None


def switch_on(user: Any, secret: str, code: str) -> bool:
    """Store the secret when the code proves that an app has it, with new recovery codes; whether it did."""
    counter = counter_of(secret, code)
    if counter is None:
        return False
    with transaction.atomic(using="web"):
        forget(user.pk)
        data = {"secret": SecondFactorAdapter().encrypt(secret), "last": counter}
        Authenticator.objects.create(user=user, type=TOTP, data=data)
        RecoveryCodes.activate(user)
    return True


def renew_recovery_codes(user: Any) -> None:
    """Make new recovery codes; those there were count no more."""
    with transaction.atomic(using="web"):
        Authenticator.objects.filter(user_id=user.pk, type=RECOVERY_CODES).delete()
        RecoveryCodes.activate(user)


def forget(user_id: int) -> bool:
    """Switch the second factor off; whether it was on."""
    gone, _kinds = Authenticator.objects.filter(user_id=user_id, type__in=KINDS).delete()
    return bool(gone)


def accept(user_id: int, code: str) -> Authenticator | None:
    """What the code is of, marked so that it does not count again; None when it is wrong or was used."""
    with transaction.atomic(using="web"):
        rows = Authenticator.objects.select_for_update().filter(user_id=user_id, type__in=KINDS).order_by("pk")
        for row in rows:
            if _use_code(row, code) if row.type == TOTP else RecoveryCodes(row).validate_code(code):
                return row
    return None


def _use_code(row: Authenticator, code: str) -> bool:
    counter = counter_of(SecondFactorAdapter().decrypt(row.data["secret"]), code, row.data.get("last", 0))
    if counter is None:
        return False
    row.data["last"] = counter
    row.save(update_fields=["data"])
    return True
