"""Looking at a page: accessibility rules, whether it fits a narrow screen, pictures of it.

In: a page in Chromium. Out: sentences about what is wrong, or PNG files. The rules are those of axe-core up to WCAG 2.2
AA, the narrow screen is that of WCAG 1.4.10 (320 pixels, no scrolling in two directions).
"""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 768, 360)
NARROW = 320
_TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return null;
  const out = [...document.querySelectorAll('body *')].filter(
    e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[role=region]'));
  return wide + ' pixels too wide: ' + out.slice(0, 5).map(e => e.outerHTML.slice(0, 90)).join(' … ');
}"""


def violations(page: Page) -> list[str]:
    """What axe-core finds, rule and place; not in frames, which are sandboxed and hold no pages of ours."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "iframes": False, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response
    return [
        f"{one['id']}: {one['help']}: {'; '.join(node['html'][:120] for node in one['nodes'][:5])}"
        for one in found["violations"]
    ]


def overflow(page: Page) -> str | None:
    """What sticks out of a screen of 320 pixels; None when nothing does."""
    before = page.viewport_size
    page.set_viewport_size(ViewportSize(width=NARROW, height=640))
    told: str | None = page.evaluate(_TOO_WIDE)
    if before:
        page.set_viewport_size(before)
    return told


def shoot(page: Page, folder: Path, name: str) -> None:
    """Pictures of the whole page in three widths, light and dark.

    The window is as high as the page: Chromium draws no frame, and loads no picture, that is out of sight.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for width in WIDTHS:
            page.set_viewport_size(ViewportSize(width=width, height=900))
            height: int = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size(ViewportSize(width=width, height=max(height, 900)))
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
