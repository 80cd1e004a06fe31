"""Specify's encrypted passwords: set and checked exactly as Specify 6 and 7 do it.

In: a password and what `specifyuser.Password` holds. Out: the text to store, or whether it fits. The scheme is PKCS#5
v1.5 PBEWithMD5AndDES of the password with itself as key. It is weak; a stronger one in this column would lock people
out of Specify 6 and 7. Changed on purpose: every pad byte is checked, comparison takes constant time, an empty password
never fits, and a password is only set when both programs can check it (printable ASCII, short enough for the column).
"""

import binascii
import hashlib
import hmac
import secrets
from typing import Any

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.modes import CBC
from django.contrib.auth.hashers import BasePasswordHasher
from django.utils.translation import gettext as _

from specify.datamodel.users import UNUSABLE

ROUNDS = 1000
BLOCK = 8
# The column takes 255 hex digits: 127 bytes, of which 8 are salt; 14 whole blocks remain, one byte of them padding.
LONGEST = 14 * BLOCK - 1


def is_plain(password: str) -> bool:
    """Whether Specify 6 can check it too: Java's PBE takes printable ASCII only."""
    return all(" " <= character <= "~" for character in password)


def refusal_of(password: str) -> str:
    """Why a password cannot be set, in a sentence; empty when it can."""
    if not password:
        return _("Enter a password.")
    if not is_plain(password):
        return _(
            "Use only unaccented letters, digits, blanks and signs such as ! or %: "
            "Specify stores other characters in a way that cannot be checked again."
        )
    if len(password) > LONGEST:
        return _("Use at most %(number)s characters: the database has no room for more.") % {"number": LONGEST}
    return ""


def encrypt(password: str, salt: bytes | None = None) -> str:
    """The text Specify stores for a password: upper-case hex of salt and cipher text. `salt` has eight bytes."""
    salt = secrets.token_bytes(BLOCK) if salt is None else salt
    plain = password.encode()
    pad = BLOCK - len(plain) % BLOCK
    encryptor = _cipher(plain, salt).encryptor()
    return (salt + encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()).hex().upper()


def verify(password: str, stored: str) -> bool:
    """Whether `stored` is this password, encrypted; False for an empty one, for "unusable" and anything malformed."""
    try:
        data = binascii.unhexlify(stored)
        plain = password.encode()
    except ValueError:
        return False
    if not plain or len(data) < 2 * BLOCK or len(data) % BLOCK:
        return False
    decryptor = _cipher(plain, data[:BLOCK]).decryptor()
    padded = decryptor.update(data[BLOCK:]) + decryptor.finalize()
    pad = BLOCK - len(plain) % BLOCK
    # The right decryption is known beforehand, so pad and text are compared in one go, whatever is wrong.
    return hmac.compare_digest(padded, plain + bytes([pad]) * pad)


def _cipher(password: bytes, salt: bytes) -> Cipher[CBC]:
    derived = password + salt
    for _round in range(ROUNDS):
        derived = hashlib.md5(derived, usedforsecurity=False).digest()
    # Triple DES with one key three times is single DES.
    return Cipher(TripleDES(derived[:BLOCK] * 3), CBC(derived[BLOCK:]))


class SpecifyPasswordHasher(BasePasswordHasher):
    """The scheme as Django's password hasher; the encoded form is `pbe$<what Specify stores>`."""

    algorithm = "pbe"

    def salt(self) -> str:
        """Eight random bytes, as hex."""
        return secrets.token_hex(BLOCK)

    def encode(self, password: str, salt: str) -> str:
        """Encrypt; ValueError with a sentence for what Specify could not check again."""
        refusal = refusal_of(password)
        if refusal:
            raise ValueError(refusal)
        return f"{self.algorithm}${encrypt(password, bytes.fromhex(salt))}"

    def decode(self, encoded: str) -> dict[str, Any]:
        """The parts of an encoded password."""
        algorithm, stored = encoded.split("$", 1)
        return {"algorithm": algorithm, "hash": stored, "salt": stored[: 2 * BLOCK]}

    def verify(self, password: str, encoded: str) -> bool:
        """Whether the password fits."""
        stored = self.decode(encoded)["hash"]
        return stored != UNUSABLE and verify(password, stored)

    def safe_summary(self, encoded: str) -> Any:
        """What may be shown of an encoded password: the scheme only."""
        return {_("algorithm"): self.decode(encoded)["algorithm"]}

    def must_update(self, encoded: str) -> bool:
        """Never: Specify must go on reading what is there."""
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to level out: the work is the same for every stored password."""
