"""What a screen reader is told of a page, kept as text.

In: a page in Chromium. Out: a failed test where its accessibility tree is not the one in `tests/recorded/spoken/`; with
`--rewrite-records` that file instead. It can be read like a walk-through, and a change of it shows in a review.
"""

import re
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

from playwright.sync_api import Page

from tests import recording

SPOKEN = Path(__file__).parent.parent / "recorded" / "spoken"
# What is told otherwise tomorrow, or where others were before: moments, the age of what is overdue, versions, keys of
# drafts, the ids of record sets, those of new names, how many names there are, and how much hangs on them.
PASSING = re.compile(
    r"(?<=counted today at )\d\d:\d\d|\d+(?= days overdue)|(?<=Version )\d+|[0-9a-f]{32}"
    r"|(?<=/taxon/)\d{4,}|(?<=at=)\d{4,}|(?<=like=)\d{4,}|(?<=&id=)\d{4,}|(?<=#n)\d{4,}"
    r"|(?<=heading \")[\d,]+(?= Taxon\")"
    r"|\d[\d,]*(?= itself)|(?<= itself, )\d[\d,]*(?= in all)"
    r"|(?<=\bset=)\d+|(?<=/record-sets/)\d+|(?<=today, )\d\d:\d\d"
)


def spoken(page: Page, name: str) -> None:
    """Compare the page's accessibility tree with the one that is kept."""
    today = re.compile(rf"{datetime.now(UTC).date()}( \d\d:\d\d)?")
    told = today.sub("…", PASSING.sub("…", page.locator("body").aria_snapshot())) + "\n"
    file = SPOKEN / f"{name}.txt"
    if recording.is_rewriting:
        SPOKEN.mkdir(parents=True, exist_ok=True)
        file.write_text(told)
    kept = file.read_text() if file.exists() else ""
    changed = "\n".join(unified_diff(kept.splitlines(), told.splitlines(), "kept", "told", n=1, lineterm=""))
    assert not changed, (
        f"{name} is told differently. If that is meant, run with --rewrite-records and commit the file.\n{changed}"
    )
