"""How a process of the server and a render process speak: messages over pipes.

In: a mapping that JSON can say, and named bytes. Out: the same on the other side. Each message begins with its length,
eight bytes; eight more tell the length of the JSON, which tells the lengths of the bytes that follow it. What does not
come to exactly the length that it began with is no message.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")
_BYTES = "bytes"


class Ended(Exception):
    """The other side is gone, went in the middle of a message, or said what is none."""


def packed(told: Mapping[str, Any], content: Mapping[str, bytes] | None = None) -> bytes:
    """A message as bytes."""
    content = content or {}
    lengths = {name: len(one) for name, one in content.items()}
    # Half a letter, which JSON could say and no page can be written with, becomes a question mark.
    head = json.dumps({**told, _BYTES: lengths}, ensure_ascii=False).encode(errors="replace")
    whole = _LENGTH.size + len(head) + sum(lengths.values())
    return b"".join((_LENGTH.pack(whole), _LENGTH.pack(len(head)), head, *content.values()))


def is_whole(message: bytes) -> bool:
    """Whether these bytes are one message by their length, and no more."""
    size = _LENGTH.size
    return len(message) >= size and _LENGTH.unpack_from(message)[0] == len(message) - size


def receive(stream: BinaryIO, most: int | None = None) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The next message, of at most so many bytes."""
    message = _Message(stream, _LENGTH.size)
    (message.left,) = _LENGTH.unpack(message.read(_LENGTH.size))
    if most is not None and message.left > most:
        raise Ended
    try:
        told: dict[str, Any] = json.loads(message.read(*_LENGTH.unpack(message.read(_LENGTH.size))))
        found = told, {name: message.read(size) for name, size in told.pop(_BYTES).items()}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Ended from error
    if message.left:
        raise Ended
    return found


class _Message:
    """What is still to be read of a message."""

    def __init__(self, stream: BinaryIO, left: int) -> None:
        self.stream, self.left = stream, left

    def read(self, length: int) -> bytes:
        """So many bytes of it."""
        if not 0 <= length <= self.left:
            raise Ended
        self.left -= length
        found = self.stream.read(length) or b""
        if len(found) < length:
            raise Ended
        return found
