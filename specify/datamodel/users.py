"""What Specify's user table needs to be Django's user model.

In: the row of `specifyuser`. Out: the attributes and methods that Django and allauth expect of a user. Kept of
Specify: the login is `name`, compared as the database compares it (without regard to case); every row is active;
passwords stand in Specify's own form, so both programs go on accepting them. There is no `last_login`, so signing in
writes nothing here.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.utils.crypto import salted_hmac

UNUSABLE = "unusable"
_SALT = "specify.users.session"


class SpecifyUserManager(models.Manager[Any]):
    """Finds users by their login."""

    def get_by_natural_key(self, username: str) -> Any:
        """The user of that name, by the database's own idea of equal text; DoesNotExist when there is none."""
        return self.get(name=username)


class SpecifyUserMixin:
    """Behaviour of a user; the columns come from the schema. `password` reads as `pbe$<what Specify stores>`."""

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: tuple[str, ...] = ()
    is_authenticated = True
    is_anonymous = False
    is_active = True
    name: str
    password: str

    def __str__(self) -> str:
        return self.get_username()

    def get_username(self) -> str:
        """The login."""
        return self.name

    def natural_key(self) -> tuple[str]:
        """The login, as Django's serialisers want it."""
        return (self.name,)

    def set_password(self, raw_password: str) -> None:
        """Encrypt a password into the attribute, without saving; ValueError when Specify could not check it."""
        self.password = make_password(raw_password)

    def set_unusable_password(self) -> None:
        """Store the word by which Specify marks a user who has no password."""
        self.password = f"pbe${UNUSABLE}"

    def has_usable_password(self) -> bool:
        """Whether there is a password at all."""
        return self.password.removeprefix("pbe$") not in ("", UNUSABLE)

    def check_password(self, raw_password: str) -> bool:
        """Whether that is the password."""
        return check_password(raw_password, self.password)

    def get_session_auth_hash(self) -> str:
        """What a session remembers of the password, so that changing it (here or in Specify) ends other sessions."""
        return salted_hmac(_SALT, self.password, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under former secret keys."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield salted_hmac(_SALT, self.password, secret=secret, algorithm="sha256").hexdigest()
