"""Render processes: alone with what they are handed, ended at their limit, never more than there may be."""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from specify.printing.rendering import limits, pool, wire
from specify.printing.rendering.pool import Work, render
from specify.printing.rendering.telling import BadTemplate
from specify.web.refusals import Refusal
from tests.patience import wait_until
from tests.printing.press import made, text

pytestmark = pytest.mark.one_shape
ROOT = Path(__file__).parents[3]


def in_python(code: str) -> str:
    """What a Python of its own prints that runs this code."""
    around = {**os.environ, "DJANGO_SETTINGS_MODULE": "specify.settings"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=around, capture_output=True, text=True, check=True
    ).stdout


def test_the_web_process_never_loads_what_lays_out() -> None:
    told = in_python(
        "import sys, json, importlib, pathlib, django; django.setup(); import specify.urls, specify.wsgi\n"
        "for path in pathlib.Path('specify/printing').rglob('*.py'):\n"
        "    name = '.'.join(path.with_suffix('').parts)\n"
        "    if '.child' not in name: importlib.import_module(name.removesuffix('.__init__'))\n"
        "print(json.dumps([name for name in ('weasyprint', 'zxingcpp', 'pydyf') if name in sys.modules]))"
    )
    assert json.loads(told) == []


def test_the_render_process_loads_nothing_that_reaches_the_database() -> None:
    told = in_python(
        "import sys, json; import specify.printing.rendering.child.serving\n"
        "outside = ('django', 'MySQLdb', 'sqlite3', 'specify.settings')\n"
        "print(json.dumps([name for name in outside if name in sys.modules]))"
    )
    assert json.loads(told) == []


def test_the_render_process_knows_nothing_of_the_servers_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a-secret")
    pool.end_all()
    made("<p>x</p>")
    environment = Path(f"/proc/{pool._idle[-1].pid}/environ").read_text()
    assert "a-secret" not in environment
    assert not [
        variable for variable in environment.split("\0") if variable.startswith(("DATABASE", "SPECIFY", "HOME="))
    ]


@pytest.mark.parametrize(
    "deed",
    [
        "os.fork()",
        "os.system('true')",
        "subprocess.run(['true'])",
        "socket.socket()",
        "open('/etc/passwd')",
        "open('/proc/self/environ')",
        "open(folder + '/../../etc/passwd')",
        "open(folder + '/var/secret')",
        "open(folder + '/manage.py')",
        "open('/dev/shm/written', 'w')",
        "os.open('/dev/shm/written', os.O_CREAT | os.O_WRONLY)",
        "ctypes.CDLL(None)",
        "os.kill(1, 0)",
    ],
)
def test_confined_code_does_nothing_outside(deed: str) -> None:
    told = in_python(
        "import ctypes, os, socket, subprocess, sys\n"
        "from specify.printing.rendering.child import confining\n"
        f"folder = {str(ROOT)!r}\n"
        "confining.confine(5, os.getppid())\n"
        "import wsgiref.util\n"  # what belongs to Python is still loaded
        f"try:\n    {deed}\nexcept PermissionError as error: print('refused')"
    )
    assert told == "refused\n"


@pytest.mark.parametrize(
    "deed",
    [
        "lib.open(b'/etc/passwd', 0)",
        "lib.open(b'/proc/%d/environ' % os.getppid(), 0)",
        f"lib.open({str(ROOT / 'manage.py').encode()!r}, 0)",
        "lib.open(b'/dev/shm/written', os.O_CREAT | os.O_WRONLY)",
        "lib.mkfifo(b'/dev/shm/written', 0o600)",
        "lib.socket(2, 2, 0)",
        "lib.socket(1, 1, 0)",
        "lib.fork()",
        "lib.kill(os.getppid(), 0)",
        "lib.execv(b'/bin/true', ffi.new('char *[2]'))",
    ],
)
def test_what_is_not_python_does_nothing_outside_either(deed: str) -> None:
    told = in_python(
        "import os, cffi\n"
        "from specify.printing.rendering.child import confining, walls\n"
        "ffi = cffi.FFI()\n"
        "ffi.cdef('int open(const char *, int, ...); int mkfifo(const char *, int); int socket(int, int, int);'\n"
        "  'int fork(void); int kill(int, int); int execv(const char *, char **);')\n"
        "lib = ffi.dlopen(None)\n"
        "confining.confine(5, os.getppid())\n"
        f"print(list(walls.missing()), {deed}, ffi.errno in (1, 13))"
    )
    assert told == "[] -1 True\n" or told.startswith("['This ")  # where the system has no such walls, it is told


def test_threads_may_be_started_for_fonts_are_found_in_some() -> None:
    told = in_python(
        "import os, threading; from specify.printing.rendering.child import confining\n"
        "os.getuid() or os.setuid(65534)\n"  # limits of a person's processes do not hold for root
        "confining.confine(5, os.getppid())\n"
        "one = threading.Thread(target=print, args=['a thread']); one.start(); one.join()"
    )
    assert told == "a thread\n"


def test_what_a_machine_cannot_keep_from_the_process_is_told() -> None:
    told = in_python(
        "import os, platform; platform.machine = lambda: 'vax'\n"
        "from specify.printing.rendering.child import confining, walls; confining.confine(5, os.getppid())\n"
        "print(*walls.missing())"
    )
    assert told.endswith("This machine is not known: only Python keeps the network from the render process.\n")


def test_limits_below_ours_are_kept() -> None:
    told = in_python(
        "import os, resource as r; r.setrlimit(r.RLIMIT_CPU, (3, 3)); r.setrlimit(r.RLIMIT_AS, (2**29, 2**29))\n"
        "from specify.printing.rendering.child import confining; confining.confine(5, os.getppid())\n"
        "print(r.getrlimit(r.RLIMIT_CPU), r.getrlimit(r.RLIMIT_AS)[1] == 2**29)"
    )
    assert told == "(3, 3) True\n"


def test_a_process_is_started_for_who_is_about_to_print() -> None:
    pool.end_all()
    pool.prepare()
    pool.prepare()
    (process,) = pool._idle
    assert made("<p>x</p>").pdf
    assert pool._idle == [process]


def test_two_ask_at_the_same_time_and_each_gets_its_own() -> None:
    answers: dict[str, str] = {}

    def work(word: str) -> None:
        answers[word] = text(made(f"<p>{{{{ '{word}' }}}}</p>").pdf)

    threads = [threading.Thread(target=work, args=[word]) for word in ("Perca", "Esox", "Salmo", "Lota")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {word: told.strip() for word, told in answers.items()} == {word: word for word in answers}
    assert len(answers) == 4


def test_what_works_inherits_no_open_file(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as secret:
        os.set_inheritable(secret.fileno(), True)
        pool.end_all()
        made("<p>x</p>")
        thread = threading.Thread(target=_refused)
        thread.start()
        process, within = _in_the_middle()
        found = {at: os.readlink(f"/proc/{within}/fd/{at}") for at in os.listdir(f"/proc/{within}/fd")}
        os.kill(process, signal.SIGKILL)
        thread.join()
    assert [found[at] for at in ("0", "1", "2")] == ["/dev/null"] * 3
    assert {one.partition(":")[0] for at, one in found.items() if at not in ("0", "1", "2")} <= {"pipe", "/dev/null"}


def test_memory_has_an_end() -> None:
    hungry = "{% macro grow(l, n) %}{{ grow(l + l, n - 1) if n else '' }}{% endmacro %}{{ grow(range(1000)|list, 40) }}"
    with pytest.raises(BadTemplate) as refused:
        made(hungry)
    assert "too large" in str(refused.value) or "memory" in str(refused.value)


def test_a_process_that_does_not_answer_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    made("<p>x</p>")
    process = pool._idle[-1]
    os.kill(process.pid, signal.SIGSTOP)
    monkeypatch.setattr(pool, "_GRACE", 0)
    with pytest.raises(BadTemplate, match="took longer than 1 seconds"):
        made("<p>x</p>", seconds=1)
    assert process.poll() is not None
    monkeypatch.undo()
    assert made("<p>x</p>").pdf


def test_a_process_that_was_killed_meanwhile_is_replaced() -> None:
    made("<p>x</p>")
    pool._idle[-1].kill()
    pool._idle[-1].wait()
    assert made("<p>x</p>").pdf


LONG = "{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3


def _refused() -> None:
    with pytest.raises(BadTemplate):
        made(LONG)


def _in_the_middle() -> tuple[int, int]:
    """The render process that works, and the process in which it does."""
    found: list[tuple[int, int]] = []

    def works() -> bool:
        found.extend((process, inner) for process in _children(os.getpid()) for inner in _children(process))
        return bool(found)

    wait_until(works, "a render process works")
    return found[0]


def _children(process: int) -> list[int]:
    with suppress(FileNotFoundError):
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def _await_end(process: int) -> None:
    state = Path(f"/proc/{process}/stat")
    wait_until(
        lambda: not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z", "the process ended"
    )


def test_what_works_ends_with_the_process_that_answers() -> None:
    refused: list[str] = []

    def work() -> None:
        try:
            made(LONG)
        except BadTemplate as refusal:
            refused.append(str(refusal))

    thread = threading.Thread(target=work)
    thread.start()
    process, within = _in_the_middle()
    os.kill(process, signal.SIGKILL)
    thread.join()
    assert "made an error" in refused[0]
    _await_end(within)


def test_what_works_ends_when_the_server_is_gone() -> None:
    process = pool._started()
    assert process.stdin
    told = {"task": "pdf", "kind": "label", "source": LONG, "records": [{}], "title": "", "language": "", "seconds": 60}
    process.stdin.write(wire.packed(told))
    process.stdin.flush()
    _process, within = _in_the_middle()
    process.stdin.close()
    assert process.wait(timeout=10) == 0
    _await_end(within)
    assert process.stdout
    process.stdout.close()


def test_who_waits_too_long_for_a_free_process_is_told() -> None:
    for _one in range(limits.PROCESSES):
        pool._free.acquire()
    try:
        with pytest.raises(Refusal, match="no turn came"):
            made("<p>x</p>", seconds=1)
    finally:
        for _one in range(limits.PROCESSES):
            pool._free.release()


def test_a_process_that_does_not_start_is_no_matter_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pool.end_all()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(BadTemplate, match="made an error"):
        made("<p>x</p>")


def test_a_fork_of_the_server_has_processes_of_its_own() -> None:
    told = in_python(
        "import os, threading; from specify.printing.rendering import limits, pool\n"
        "for _one in range(limits.PROCESSES): pool._free.acquire()\n"
        "pool._idle.append(None)\n"
        "if not os.fork(): print(pool._free.acquire(timeout=1), pool._idle, flush=True); os._exit(0)\n"
        "os.wait(); pool._idle.clear()"
    )
    assert told == "True []\n"


def test_there_are_never_more_processes_than_may_be() -> None:
    pool.end_all()
    seen: set[int] = set()

    def work() -> None:
        made("<p>{% for a in range(1000) %}{% for b in range(200) %}{% endfor %}{% endfor %}</p>")
        seen.update(process.pid for process in list(pool._idle))

    threads = [threading.Thread(target=work) for _one in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(seen) <= limits.PROCESSES


def test_names_are_asked_without_filling_anything() -> None:
    source = (
        "{# a head #}<style>{{ no }}</style>\n{{ Taxon.fullName|upper }}\n"
        "{% for one in items|sort(attribute='x') if one.quantity %}{{ one.taxon['author'] }}"
        "{% for two in one.parts %}{{ two.number }}{% endfor %}{% endfor %}"
        "{% for one in agents %}{{ one.role }}{% endfor %}"
    )
    told = render(Work({"task": "names", "source": source, "lists": ["items", "agents", "parts"]})).told["names"]
    assert {name: line for name, line in told.items() if "." in name} == {
        "taxon.fullname": 2,
        "items.quantity": 3,
        "items.taxon.author": 3,
        "items.parts": 3,
        "items.parts.number": 3,
        "agents.role": 3,
    }
