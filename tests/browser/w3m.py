"""w3m, a browser in a terminal without script and style, driven by the keys that a person presses.

In: an address and keys. Out: the page as w3m has laid it out. The terminal is a real one (a pty); what stands on the
page is read by w3m's own command for saving it as text, on a key of its own that asks for no name: while w3m loads a
page it may miss a key, and the rest of a name would be keys for the page.
"""

import contextlib
import fcntl
import os
import pty
import shutil
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE_SECONDS = 60.0
KEYS_TAKE_SECONDS = 0.7
LOADING_SECONDS = 0.2
ROWS, COLUMNS = 50, 100
ENTER, NEXT_FIELD, FIELD_BEFORE = "\r", "\t", "\x1b\t"
SAVED = "page"


class W3m:
    """One running w3m."""

    def __init__(self, terminal: int, folder: Path) -> None:
        """Read what it writes all the time, so that it never waits."""
        self._terminal, self._saved = terminal, folder / SAVED
        threading.Thread(target=self._drain, daemon=True).start()

    def _drain(self) -> None:
        with contextlib.suppress(OSError):  # the terminal closes when w3m ends
            while os.read(self._terminal, 65536):
                pass

    def press(self, keys: str) -> None:
        """Press keys as a quick typist would."""
        for key in keys:
            os.write(self._terminal, key.encode())
            time.sleep(0.005)

    def page(self) -> str:
        """The page as text; "" while w3m misses the key. The file goes: w3m would ask whether to write over it."""
        self._saved.unlink(missing_ok=True)
        self.press("S")
        deadline = time.monotonic() + KEYS_TAKE_SECONDS
        while not self._saved.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        page = self._saved.read_text() if self._saved.exists() else ""
        self._saved.unlink(missing_ok=True)
        return page

    def wait_for(self, words: str) -> str:
        """The page, once these words stand on it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            time.sleep(LOADING_SECONDS)
            page = self.page()
            if words in page:
                return page
        raise AssertionError(f"{words!r} did not come; w3m shows:\n{page}")

    def find(self, words: str) -> None:
        """Put the cursor on words, from the top of the page, as one does with the key /."""
        self.press(f"g/{words}{ENTER}")

    def find_further(self, words: str) -> None:
        """Put the cursor on words that come after it."""
        self.press(f"/{words}{ENTER}")

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        self.find(words)
        self.press(ENTER)

    def fill_in(self, label: str, value: str) -> None:
        """Fill in the field after a label."""
        self.find(label)
        self.press(f"{NEXT_FIELD}{ENTER}{value}{ENTER}")


@contextlib.contextmanager
def w3m(address: str, folder: Path) -> Iterator[W3m]:
    """w3m on that address, with nothing remembered from before."""
    program = shutil.which("w3m")
    assert program, "w3m is missing; deploy/test installs it."
    (folder / ".w3m").mkdir()
    (folder / ".w3m" / "keymap").write_text(f"keymap S PRINT {SAVED}\n")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {"HOME": str(folder), "TERM": "xterm", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    options = ["-no-mouse", "-cookie", "-o", "use_history=0", "-o", "accept_cookie=1", "-o", "confirm_qq=0"]
    running = subprocess.Popen(
        [program, *options, "-I", "UTF-8", "-O", "UTF-8", address],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=folder,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield W3m(ours, folder)
    finally:
        running.terminate()
        running.wait(5)
        os.close(ours)
