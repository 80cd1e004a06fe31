"""What a form showed when it was opened, signed, so that a save knows who has changed what.

In: the controls of a form, and a posted form. Out: a token to send along with the form, and from it whose form it is,
and a short digest of what each control held. A control counts as changed by the person if what was sent differs from
its digest, as changed by somebody else if what the record would show now does. On purpose otherwise than Specify, which
compares versions of whole records: two people may change different fields of one record.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.core.signing import BadSignature, Signer

from specify.layouts.filling.filled import Entry
from specify.layouts.filling.sent import NOTHING, Sent
from specify.records.filling.drafts import Whose

_DIGEST, _NAMES = 3, 6
_LETTERS = 4
"""How long a digest is in letters."""
_PLACES = 4
"""How long the place of a control in its form is, in hexadecimal digits."""
_UNKNOWN = "~~~~"
"""In place of a digest where nobody knows what a control held before something was put into it."""
_SIGNER = Signer(salt="specify.records.form", sep=":")
_LINE_ENDS = str.maketrans("", "", "\r\n")
ID = ".id"


@dataclass(frozen=True, slots=True)
class Token:
    """What was signed: whose form it is, the `key` of its opening, digests of all its names and of each text.

    `of_shown` are digests of what stood in controls when the page was made, where that was no longer the first text.
    What the form itself had changed there counts as put in by whoever sends it. `of_like` is what the form is a copy
    of, which nothing else tells as long as no draft is kept.
    """

    whose: Whose
    key: str
    of_names: str
    of_texts: str
    of_shown: str = ""
    of_like: str = ""

    def begun(self) -> Sent:
        """What the form began with: a copy, or nothing."""
        return Sent(**_read_like(self.of_like)) if self.of_like else NOTHING

    def digests(self, texts: Iterable[str]) -> Mapping[str, str] | None:
        """What the controls held, by the names sent; None if the form did not come as a whole."""
        names = _in_order(texts)
        if self.of_names != _of_names(names):
            return None
        found = {name: self.of_texts[_LETTERS * at :][:_LETTERS] for at, name in enumerate(names)}
        return {name: one for name, one in found.items() if one != _UNKNOWN}

    def changed(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """What was put into this page, of the texts of a whole form; a field and its id count as one."""
        names = _in_order(texts)
        shown = {name: self.of_texts[_LETTERS * at :][:_LETTERS] for at, name in enumerate(names)}
        shown |= {names[at]: one for at, one in _read_shown(self.of_shown)}
        changed = {base_name(name) for name in names if digest(texts[name]) != shown[name]}
        return {name: text for name, text in texts.items() if base_name(name) in changed}

    def sealed_again(self, texts: Mapping[str, str]) -> str:
        """The token for the same page as it is now, with these texts in it."""
        now = [digest(texts[name]) for name in _in_order(texts)]
        first = [self.of_texts[_LETTERS * at :][:_LETTERS] for at in range(len(now))]
        rest = (self.key, self.of_names, self.of_texts, _written_shown(first, now), self.of_like)
        return _signed(self.whose, rest)


def base_name(name: str) -> str:
    """The name of a field, of which the id of a chosen record is sent under a name of its own."""
    return name.removesuffix(ID)


def held(entry: Entry) -> tuple[str, str]:
    """The text and the id that a control sends if nobody touches it. A browser's line has no line ends."""
    if entry.name.endswith(ID):
        return "", entry.text
    return (entry.text.translate(_LINE_ENDS) if entry.kind in ("line", "record") else entry.text), entry.chosen


def parts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """What a control sends if nobody touches it, by the names that it is sent under."""
    text, chosen = held(entry)
    if not entry.name.endswith(ID):
        yield entry.name, text
    if entry.name.endswith(ID) or entry.kind == "record":
        yield base_name(entry.name) + ID, chosen


def sent_for(texts: Mapping[str, str], name: str) -> tuple[str, str]:
    """The text and the id that were sent for a field."""
    return texts.get(name, ""), texts.get(name + ID, "")


def digest(text: str) -> str:
    """A short digest of a text; the ends of lines count alike, since browsers write their own."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return _short(plain, _DIGEST)


def seal(whose: Whose, key: str, entries: Iterable[Entry], sent: Sent) -> str:
    """The token for a form with these controls; what was `sent` so far knows what they held when it was opened."""
    parts = {name: text for entry in entries for name, text in parts_of(entry)}
    shown = {name: digest(parts[name]) for name in _in_order(parts)}
    digests = {name: sent.digests.get(name, _UNKNOWN if name in sent.texts else now) for name, now in shown.items()}
    now = [
        one if one == digest(sent.texts.get(name, "")) or name not in sent.texts else _UNKNOWN
        for name, one in shown.items()
    ]
    first = tuple(digests.values())
    return _signed(whose, (key, _of_names(digests), "".join(first), _written_shown(first, now), _written_like(sent)))


def unseal(token: str) -> Token | None:
    """What was signed; None if that was not here, or with a secret that is no more."""
    try:
        user, collection, table, record, *rest = _SIGNER.unsign(token).split(".")
    except BadSignature:
        return None
    return Token(Whose(int(user), int(collection), table, int(record) or None), *rest)


def _signed(whose: Whose, rest: Iterable[str]) -> str:
    return _SIGNER.sign(".".join([*(str(part or 0) for part in whose), *rest]))


def _written_shown(first: Sequence[str], now: Sequence[str]) -> str:
    """Where a control holds something else than at first, its place and the digest of that."""
    pairs = enumerate(zip(first, now, strict=True))
    return "".join(f"{at:0{_PLACES}x}{here}" for at, (was, here) in pairs if was != here)


def _read_shown(of_shown: str) -> Iterator[tuple[int, str]]:
    """The places and digests in it, each of the same length."""
    for start in range(0, len(of_shown), _PLACES + _LETTERS):
        yield int(of_shown[start:][:_PLACES], 16), of_shown[start + _PLACES :][:_LETTERS]


def _written_like(sent: Sent) -> str:
    """What a form is a copy of, in letters that an address could have; "" for one that is none."""
    if not sent.like:
        return ""
    begun = {"like": dict(sent.like), "is_carried": sent.is_carried, "omitted": dict(sent.omitted)}
    told = json.dumps(begun, separators=(",", ":"))
    return urlsafe_b64encode(zlib.compress(told.encode())).decode()


def _read_like(written: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(zlib.decompress(urlsafe_b64decode(written)))
    return told


def fields_in(texts: Iterable[str]) -> Sequence[str]:
    """The fields that a form was sent with, each once and in order."""
    return tuple(dict.fromkeys(base_name(name) for name in texts if not name.startswith("_")))


def _in_order(texts: Iterable[str]) -> Sequence[str]:
    """The names of controls in an order of our own: not every browser sends them in that of the page."""
    return sorted(name for name in texts if not name.startswith("_"))


def _of_names(names: Iterable[str]) -> str:
    return _short("\n".join(names), _NAMES)


def _short(text: str, size: int) -> str:
    return urlsafe_b64encode(blake2b(text.encode("utf-8", "replace"), digest_size=size).digest()).decode()
