"""Pages in Chromium on a slow line with an empty cache.

In: the site, the address of a record, the cookies of someone who is signed in. Out: lines with the time until the page
can be read and used (first contentful paint: the HTML has come and the stylesheet is applied, and a plain page works
without script), the time until all is loaded, requests and bytes. Each page is opened three times, each time in a
browser context of its own; the median is told.
"""

import shutil
import statistics
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

LATENCY_MS = 400
BYTES_PER_SECOND = 400_000 // 8
TIMES = 3
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_FIGURES = """() => {
  const page = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const parts = performance.getEntriesByType('resource');
  return [paint ? paint.startTime : NaN, page.domContentLoadedEventEnd, page.loadEventEnd, parts.length + 1,
          parts.reduce((sum, part) => sum + part.transferSize, page.transferSize)];
}"""


def _visit(browser: Browser, site: str, path: str, cookies: dict[str, str]) -> list[float]:
    context = browser.new_context(viewport=ViewportSize(width=1280, height=800))
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    conditions: dict[str, Any] = {
        "offline": False,
        "latency": LATENCY_MS,
        "downloadThroughput": BYTES_PER_SECOND,
        "uploadThroughput": BYTES_PER_SECOND,
    }
    session.send("Network.emulateNetworkConditions", conditions)
    page.goto(site + path, wait_until="load")
    while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
        page.wait_for_timeout(20)
    figures: list[float] = page.evaluate(_FIGURES)
    context.close()
    return figures


def report(site: str, record: str, cookies: dict[str, str]) -> Iterator[str]:
    """Measure the sign-in page and a record by deep link."""
    program = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
    )
    yield f"Chromium at 400 kbit/s, {LATENCY_MS} ms latency, empty cache (median of {TIMES}):"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS), chromium_sandbox=False)
        for name, path, kept in (("sign-in", "/accounts/sign-in/", {}), ("record by deep link", record, cookies)):
            visits = [_visit(browser, site, path, kept) for _ in range(TIMES)]
            paint, ready, loaded, requests, size = (statistics.median(figure) for figure in zip(*visits, strict=True))
            yield (
                f"{name:<20} usable {paint / 1000:.2f} s, scripts {ready / 1000:.2f} s, all {loaded / 1000:.2f} s, "
                f"{requests:.0f} requests, {size:.0f} bytes"
            )
        browser.close()
