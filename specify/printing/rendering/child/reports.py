"""Reports: one document a record, of as many pages as it takes, with headings and tables that readers find.

In: the HTML of each record's report, the paper. Out: a PDF after PDF/UA-1, the pages of each record counted from 1.
"""

import io
from collections.abc import Sequence

from specify.printing.rendering.child.pages import Press
from specify.printing.sheets.geometry import Pair


def style_of(paper: Pair) -> str:
    """Our style sheet for reports."""
    return (
        f"@page{{size:{paper[0]}mm {paper[1]}mm;margin:20mm}}"
        "html{font:10pt/1.35 'Nimbus Sans',sans-serif;color:#000}body{margin:0}svg.code{display:block}"
    )


def printed(press: Press, reports: Sequence[str], paper: Pair) -> bytes:
    """The reports as PDF."""
    documents = [
        press.document(html, style_of(paper)).render(font_config=press.fonts, pdf_variant="pdf/ua-1")
        for html in reports
    ]
    pages = [page for document in documents for page in document.pages]
    target = io.BytesIO()
    documents[0].copy(pages).write_pdf(target, pdf_variant="pdf/ua-1")
    return target.getvalue()
