"""The addresses of pictures in HTML and style sheets: names without scheme or folder, of attachments by their titles.

In: the source of a template, or what came of it. Out: the names; the same HTML with the pictures in it.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from mimetypes import guess_type

_ADDRESS = re.compile(
    r"""(\bsrc\s*=\s*)(["'])([^"'<>{}:/#]+)\2"""  # the attribute of an element, or within a style:
    r"""|(\burl\(\s*)(["']?)([^"'<>{}():/#]+)\5(?=\s*\))""",
    re.IGNORECASE,
)


def named_in(source: str) -> set[str]:
    """The names of pictures that stand in a template as they are."""
    return {_name(found) for found in _ADDRESS.finditer(source)}


def embedded(html: str, pictures: Mapping[str, bytes]) -> str:
    """The HTML with its pictures in it, for a browser that may fetch nothing."""
    contents = {name.lower(): content for name, content in pictures.items()}

    def drawn(found: re.Match[str]) -> str:
        name = _name(found)
        content = contents.get(name.lower())
        if content is None:
            return found[0]
        kind = guess_type(name)[0] or "image/png"
        return f'{found[1] or found[4]}"data:{kind};base64,{b64encode(content).decode()}"'

    return _ADDRESS.sub(drawn, html) if contents else html


def _name(found: re.Match[str]) -> str:
    return unescape(found[3] or found[6]).strip()
