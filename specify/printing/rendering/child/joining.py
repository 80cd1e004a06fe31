"""Puts several PDF together: the pages of all behind those of the first, whose title and language stay.

In: the bytes of PDF of our own. Out: those of one.
"""

import ctypes
import io
from collections.abc import Sequence
from typing import Any

import pypdfium2
from pypdfium2 import raw


def joined(parts: Sequence[bytes]) -> bytes:
    """The pages of all parts in their order."""
    whole = pypdfium2.PdfDocument(parts[0])
    for part in parts[1:]:
        whole.import_pages(pypdfium2.PdfDocument(part))
    return _bytes(whole)


def _bytes(document: pypdfium2.PdfDocument) -> bytes:
    """The document as a file; pypdfium2 itself would ask for the addresses of objects, which is refused here."""
    target = io.BytesIO()

    def write(_writer: Any, block: Any, size: int) -> int:
        target.write(ctypes.cast(block, ctypes.POINTER(ctypes.c_ubyte * size)).contents)
        return 1

    writer = raw.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(write)
    if not raw.FPDF_SaveAsCopy(document, writer, 0):
        raise RuntimeError("PDFium could not write the document.")
    return target.getvalue()
