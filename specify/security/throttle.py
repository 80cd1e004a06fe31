"""Wrong passwords are slowed, per account and per address.

In: a user or a typed name, the address of a request, the clock. Out: whether to look at the password at all, how many
tries are left, how long a pause is. The count lives in the database, so that it holds for all processes and machines.
An attempt is written down before its password is looked at and struck out when it was right: a hundred attempts sent
at once count as a hundred. Attempts during a pause are neither looked at nor counted, so nobody is locked out for
longer than the pause. A right password clears its account, but not its address: one's own account must not buy tries at
another's. A user is counted by number, whichever spelling of the name found them; a name that found nobody, by what the
database holds equal to it, so that other spellings of it do not tell whether there is such a user.
"""

import ipaddress
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from specify.datamodel.tables import SpecifyUser
from specify.security.models import SigninFailure
from specify.text.folding import fold

PAUSE = 15 * 60
KEPT = 24 * 60 * 60
# A typed name as the column of names weighs it: a union with a column takes the column's collation.
_WEIGHT = """
SELECT HEX(WEIGHT_STRING(typed.name AS CHAR(255)))
FROM (SELECT name FROM specifyuser WHERE 1 = 0 UNION ALL SELECT %s) typed
"""
# No word in the column's character set is written with these letters: such a name is nobody's.
_OTHER_LETTERS = 1267


@dataclass(frozen=True)
class Limit:
    """So many wrong passwords within `PAUSE` seconds begin a pause of as many seconds."""

    field: str
    tries: int


# Many people may share an address (a museum behind one router), few share an account.
ACCOUNT = Limit("account", 5)
ADDRESS = Limit("address", 30)


def wait_after(moments: Sequence[int], limit: Limit, now: int) -> int:
    """The seconds left of a pause; 0 when there is none. `moments` are those of the newest failures, newest first."""
    last = list(moments[: limit.tries])
    if len(last) < limit.tries or last[0] - last[-1] >= PAUSE:
        return 0
    return max(0, last[0] + PAUSE - now)


def tries_left(moments: Sequence[int], limit: Limit, now: int) -> int:
    """How many more wrong passwords there may be before a pause."""
    return max(0, limit.tries - sum(1 for moment in moments[: limit.tries] if now - moment < PAUSE))


@dataclass(frozen=True)
class Account:
    """What wrong passwords are counted by: a user, or a name that nobody has."""

    key: str

    @classmethod
    def of(cls, user: SpecifyUser) -> "Account":
        """The account of a user."""
        return cls(f"user {user.pk}")

    @classmethod
    def of_codes(cls, user: SpecifyUser) -> "Account":
        """The account of a user's second factor: a right password must not buy tries at its codes."""
        return cls(f"codes {user.pk}")

    @classmethod
    def named(cls, name: str) -> "Account":
        """The account that somebody typed the name of. Asks the same statements for known and for unknown names."""
        weight = _weight(name)
        user = user_named(name)
        return cls(f"name {weight}") if user is None else cls.of(user)


def user_named(name: str) -> SpecifyUser | None:
    """The user of that name, compared as the database compares; None when there is none."""
    try:
        user: SpecifyUser = SpecifyUser.objects.get_by_natural_key(name)
    except SpecifyUser.DoesNotExist:
        return None
    except OperationalError as error:
        if error.args[:1] != (_OTHER_LETTERS,):
            raise
        return None
    return user


def _weight(name: str) -> str:
    """The same text for all names that the database holds equal. SQLite compares by `fold`."""
    if connection.vendor == "sqlite":
        return fold(name)
    try:
        with connection.cursor() as cursor:
            cursor.execute(_WEIGHT, [name])
            return str(cursor.fetchone()[0])
    except OperationalError as error:
        if error.args[:1] != (_OTHER_LETTERS,):
            raise
        return fold(name)


@dataclass(frozen=True)
class Attempt:
    """One try to sign in: `wait` seconds of a pause that is on (then nothing was written down), else the row it has."""

    account: str
    address: str
    wait: int
    row: int | None = None

    @classmethod
    def begin(cls, account: Account, address: str, now: int | None = None) -> "Attempt":
        """Write the attempt down unless a pause is on. Statements: one to write, one to read per limit."""
        moment = int(time.time()) if now is None else now
        attempt = cls(_digest("account", account.key), _digest("address", _network(address)), 0)
        row = SigninFailure.objects.create(account=attempt.account, address=attempt.address, at=moment)
        wait = max(wait_after(attempt._before(limit, row.pk), limit, moment) for limit in (ACCOUNT, ADDRESS))
        if wait:
            row.delete()
            return cls(attempt.account, attempt.address, wait)
        return cls(attempt.account, attempt.address, 0, row.pk)

    def failed(self, now: int | None = None) -> tuple[int, int]:
        """The password was wrong: the tries left and the pause in seconds that has begun. Old rows are swept."""
        moment = int(time.time()) if now is None else now
        SigninFailure.objects.filter(at__lt=moment - KEPT).delete()
        newest = {limit: self._before(limit, (self.row or 0) + 1) for limit in (ACCOUNT, ADDRESS)}
        left = min(tries_left(moments, limit, moment) for limit, moments in newest.items())
        return left, max(wait_after(moments, limit, moment) for limit, moments in newest.items())

    def succeeded(self) -> None:
        """The password was right."""
        SigninFailure.objects.filter(account=self.account).delete()

    def given_up(self) -> None:
        """Whether it was right could not be told."""
        SigninFailure.objects.filter(pk=self.row).delete()

    def _before(self, limit: Limit, row: int) -> list[int]:
        same = SigninFailure.objects.filter(**{limit.field: getattr(self, limit.field)}, pk__lt=row)
        return list(same.order_by("-pk").values_list("at", flat=True)[: limit.tries])


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; `X-Forwarded-For` counts only as far as our own proxies have written it."""
    proxies: int = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if proxies > 0 and len(hops) >= proxies:
        return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR") or "")


def network_of(request: HttpRequest) -> str:
    """The same short text for all requests from one network, which does not tell its address."""
    return _digest("address", _network(address_of(request)))


def _network(address: str) -> str:
    """An IPv6 address stands for its /64 network, of which one subscriber has all."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))


def _digest(field: str, text: str) -> str:
    return salted_hmac(f"specify.signin.{field}", text, algorithm="sha256").hexdigest()
