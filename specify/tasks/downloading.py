"""Giving out a file, or the part of it that somebody still needs whose line broke.

In: a request, an open file. Out: all of it, or the one range of bytes that was asked for (RFC 9110, section 14), if the
file is still the one of which the browser has the beginning. Several ranges at once are answered with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))")
_AT_ONCE = 65_536


def file_or_part(request: HttpRequest, file: File[bytes], name: str, kind: str) -> HttpResponseBase:
    """The file under that name, to be saved; or a part. What is at one address is taken to be the same for ever."""
    size, tag = file.size, f'"{file.size}"'
    span = _span(request, size, tag)
    answer: HttpResponseBase
    if span is None:
        answer = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    elif not span:
        file.close()
        answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        answer = StreamingHttpResponse(_part(file, span), status=206, content_type=kind)
        answer["Content-Length"] = str(len(span))
        answer["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    answer["Accept-Ranges"], answer["ETag"] = "bytes", tag
    # Compressed on the way, it would have other bytes, and whoever goes on would get the wrong ones.
    answer["Content-Encoding"] = "identity"
    return answer


def _span(request: HttpRequest, size: int, tag: str) -> range | None:
    """Which bytes are wanted: None for all, none at all for some beyond the end."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or request.headers.get("If-Range", tag) != tag:
        return None
    first, last, tail = found.groups()
    if tail is not None:
        return range(max(0, size - int(tail)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1 if last else size))


def _part(file: File[bytes], span: range) -> Iterator[bytes]:
    with file:
        file.seek(span.start)
        left = len(span)
        while left and (piece := file.read(min(left, _AT_ONCE))):
            left -= len(piece)
            yield piece
