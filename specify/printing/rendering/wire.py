"""How a process of the server and a render process speak: messages over pipes.

In: a mapping that JSON can say, and named bytes. Out: the same on the other side. Four bytes tell the length of the
JSON, which tells the lengths of the bytes that follow it.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
_BYTES = "bytes"


class Ended(Exception):
    """The other side is gone, or went in the middle of a message."""


def packed(told: Mapping[str, Any], content: Mapping[str, bytes] | None = None) -> bytes:
    """A message as bytes."""
    content = content or {}
    lengths = {name: len(one) for name, one in content.items()}
    # Half a letter, which JSON could say and no page can be written with, becomes a question mark.
    head = json.dumps({**told, _BYTES: lengths}, ensure_ascii=False).encode(errors="replace")
    return b"".join((_LENGTH.pack(len(head)), head, *content.values()))


def receive(stream: BinaryIO) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The next message."""
    (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
    told: dict[str, Any] = json.loads(_read(stream, length))
    lengths: dict[str, int] = told.pop(_BYTES)
    return told, {name: _read(stream, size) for name, size in lengths.items()}


def _read(stream: BinaryIO, length: int) -> bytes:
    found = stream.read(length) or b""
    if len(found) < length:
        raise Ended
    return found
