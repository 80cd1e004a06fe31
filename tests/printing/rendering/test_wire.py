"""What a render process says: one message for each that it is sent, or it is taken for none."""

import subprocess
import sys

import pytest

from specify.printing.rendering import pool, wire
from specify.printing.rendering.telling import BadTemplate
from tests.printing.press import made
from tests.printing.rendering.test_pool import ROOT, in_python

pytestmark = pytest.mark.one_shape


def test_what_works_cannot_speak_for_the_process_that_answers() -> None:
    told = in_python(
        "import os; reading, _writing = os.pipe(); os.dup2(reading, 0)\n"  # the server is still there
        "from specify.printing.rendering.child import serving\n"
        "serving.make = lambda *_asked: (os.write(1, b'in between'), print('more'), ({}, {}))[2]\n"
        "print(serving._answer({'seconds': 5}, {}))"
    )
    assert told == f"{wire.packed({})!r}\n"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("wire.packed({}) + b'more'", {"problem": "broken", "line": 0, "told": {"trace": "its answer was none"}}),
        ("b'no message'", {"problem": "broken", "line": 0, "told": {"trace": "its answer was none"}}),
        ("b''", {"problem": "broken", "line": 0, "told": {"trace": "its answer was none"}}),
        ("b'x' * 100_000_000", {"problem": "large", "line": 0, "told": {}}),
        ("os.kill(os.getpid(), 9)", {"problem": "time", "line": 0, "told": {"seconds": 5}}),
        ("os.abort()", {"problem": "memory", "line": 0, "told": {"seconds": 5}}),
    ],
)
def test_what_works_can_say_one_message_and_no_more(said: str, told: dict[str, object]) -> None:
    answered = in_python(
        "import os; reading, _writing = os.pipe(); os.dup2(reading, 0)\n"
        "from specify.printing.rendering import limits, wire\n"
        "from specify.printing.rendering.child import serving\n"
        "limits.ANSWER_BYTES = 1_000_000\n"
        f"serving._made = lambda *_asked: {said}\n"
        "print(serving._answer({'seconds': 5}, {}))"
    )
    assert answered == f"{wire.packed(told)!r}\n"


@pytest.mark.parametrize(
    "said",
    [
        "b''",
        "b'garbage'",
        "b'garbage, and more of it than a message begins with'",
        "bytes(16)",
        "struct.pack('>Q', 1 << 40)",
        "struct.pack('>QQ', 40, 30) + b'{' * 32",
        "struct.pack('>QQ', 40, 1 << 40) + b'{' * 32",
        "struct.pack('>QQ', 12, 4) + b'null'",
        "wire.packed({}, {'pdf': b'x' * 100})[:-1]",
        """struct.pack('>QQ', 20, 12) + b'{"bytes": 1}'""",
        """struct.pack('>QQ', 25, 17) + b'{"bytes":{"a":9}}'""",
        "wire.packed({'problem': 'unheard of', 'told': {}, 'line': 1})",
        "wire.packed({'problem': 'time'})",
        "wire.packed({'problem': 'time', 'told': [], 'line': 1})",
        "wire.packed({'notes': 5})",
        "wire.packed({'notes': [{'note': 'over', 'line': 0, 'told': {}}]})",
    ],
)
def test_the_server_survives_what_a_render_process_says(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        f"import sys, struct; sys.path.append({str(ROOT)!r}); from specify.printing.rendering import wire\n"
        f"wire.receive(sys.stdin.buffer); sys.stdout.buffer.write({said})"
    )
    pool.end_all()

    def started() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    monkeypatch.setattr(pool, "_started", started)
    with pytest.raises(BadTemplate, match="made an error"):
        made("<p>x</p>")
    monkeypatch.undo()
    assert made("<p>x</p>").pdf
