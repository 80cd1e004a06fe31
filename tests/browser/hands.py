"""Hands on a keyboard: every key that they press is counted, and where the focus is can be seen.

In: a page in Chromium. Out: keys pressed, how many, and an AssertionError where they do not lead on. A chord counts as
many keys as it has. Access keys are sent as Chromium gets them from a real keyboard: Playwright's own chords leave out
what the key is without its modifier, and by that Chromium finds the element.
"""

from playwright.sync_api import Page, expect

STEPS_AT_MOST = 60
_ALT = 1


class Hands:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        """Begin on a page."""
        self.page, self.presses, self.letters = page, 0, 0
        self._keys = page.context.new_cdp_session(page)

    def press(self, key: str) -> None:
        """Press one key, or a chord as `Shift+Tab`."""
        self.presses += len(key.split("+"))
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type words; they are counted apart from the keys that lead somewhere."""
        self.letters += len(text)
        self.page.keyboard.type(text)

    def access(self, letter: str) -> None:
        """Press an access key."""
        self.presses += 2
        chord = {
            "modifiers": _ALT,
            "key": letter,
            "code": f"Key{letter.upper()}",
            "windowsVirtualKeyCode": ord(letter.upper()),
            "unmodifiedText": letter,
        }
        self._keys.send("Input.dispatchKeyEvent", {"type": "keyDown", **chord})
        self._keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **chord})

    def expect_on(self, name: str) -> None:
        """Wait until the focus is on what has that id, and see it there."""
        expect(self.page.locator(":focus")).to_have_id(name)
        assert_shown(self.page)

    def tab_to(self, selector: str) -> int:
        """Press Tab until the element has the focus and shows it; how often."""
        for presses in range(1, STEPS_AT_MOST + 1):
            self.press("Tab")
            if is_on(self.page, selector):
                assert_shown(self.page)
                return presses
        raise AssertionError(f"Tab does not lead to {selector}.")


def is_on(page: Page, selector: str) -> bool:
    """Whether what has the focus is called so."""
    return bool(page.evaluate("s => document.activeElement.matches(s)", selector))


def assert_shown(page: Page) -> None:
    """Complain where one does not see what has the focus."""
    told = page.evaluate("[getComputedStyle(document.activeElement).outlineStyle, document.activeElement.outerHTML]")
    assert told[0] != "none", f"The focus is not to be seen: {told[1][:120]}"
