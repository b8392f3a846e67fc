"""Probes that behave as badly as what they stand for. They read where FAKE_PROBES points."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.outcome import refused
from collector.evidence.probe import Command, Context, Cost, Facts, File, Gap, Item, Probe, Stream
from tests.systems import kill


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    name: str
    version: str
    size: int


def place() -> Path:
    return Path(os.environ["FAKE_PROBES"])


def _good(context: Context) -> Iterator[Item]:
    print("a stray print must not corrupt the protocol")
    sys.stdout.flush()
    os.write(1, b"nor may a library that writes to descriptor 1")
    yield Facts("thing", lambda: Thing(name="of jane.example", version="10.1.25.172", size=7))
    yield File("app.log", place() / "app.log")
    yield Gap("missing.log", Status.ABSENT, searched=("/opt", "/home/jane.example"))


def _needs_good(context: Context) -> Iterator[Item]:
    found = context.found["good"]["thing"]["name"]
    yield Facts("heard", lambda: f"clear: {found == 'of jane.example'}")


def _hang() -> object:
    while True:
        time.sleep(60)


def _crash() -> object:
    kill(os.getpid())
    return None


def _raise() -> object:
    raise RuntimeError("the driver of jane.example said no")


def _exit() -> object:
    sys.exit(3)


def _flood() -> Iterator[bytes]:
    while True:
        yield b"flood " * 1000 + b"\n"


def _interrupted() -> Iterator[bytes]:
    yield b"first\n"
    raise OSError(5, "Input/output error")


def _refused() -> object:
    raise refused("only for administrators")


def _bad(context: Context) -> Iterator[Item]:
    yield Facts("before", lambda: "there")
    yield Facts("hangs", _hang)
    yield Facts("crashes", _crash)
    yield Facts("raises", _raise)
    yield Facts("exits", _exit)
    yield Facts("refused", _refused)
    yield Stream("flood.txt", "/dev/flood", _flood)
    yield Stream("interrupted.txt", "/dev/x", _interrupted)
    yield File("fifo", place() / "fifo")
    yield File("folder", place())
    yield File("gone.log", place() / "gone.log")
    yield Facts("after", lambda: "there, too")


def _listing_raises(context: Context) -> Iterator[Item]:
    yield Facts("before", lambda: 1)
    raise OSError("cannot list")


def _listing_hangs(context: Context) -> Iterator[Item]:
    yield Facts("before", lambda: 1)
    _hang()


def _commands(context: Context) -> Iterator[Item]:
    python = sys.executable
    yield Command("ok.txt", (python, "-c", "import os; print(os.environ.get('LC_ALL'))"))
    yield Command("fails.txt", (python, "-c", "import sys; sys.exit('no such disk')"))
    yield Command("missing.txt", ("no-such-program-anywhere",))
    yield Command("reads.txt", (python, "-c", "import sys; print(repr(sys.stdin.read()))"))
    yield Command(
        "slow.txt", (python, "-uc", "import time; print('begun', flush=True); time.sleep(600)")
    )
    yield Command("flood.txt", (python, "-c", "while True: print('x' * 1000)"))


def _learns(context: Context) -> Iterator[Item]:
    yield Facts("early", lambda: {"list": ["Bob was here", "and jane.example"]})
    yield File("bob-early.log", place() / "early.log")
    yield File("teacher.log", place() / "teacher.log")
    yield File("late.log", place() / "late.log")


def _learns_by_searching(context: Context) -> Iterator[Item]:
    yield File("early.log", place() / "early.log")
    yield Gap("gone.log", Status.ABSENT, searched=("/home/learn=Bob;/logs",))


def _learns_by_failing(context: Context) -> Iterator[Item]:
    yield File("early.log", place() / "early.log")
    raise RuntimeError("no such folder: /home/learn=Bob;/logs")


def _rest() -> str:
    time.sleep(0.2)
    return "done"


def _slow(context: Context) -> Iterator[Item]:
    for number in range(1000):
        yield Facts(f"slow {number}", _rest)


def _sleeps(context: Context) -> Iterator[Item]:
    mark = os.environ["FAKE_PROBES"]
    yield Command("sleeps", (sys.executable, "-c", "import time; time.sleep(600)", mark))


def _big(context: Context) -> Iterator[Item]:
    yield File("big.log", place() / "big.log")


def _logs(context: Context) -> Iterator[Item]:
    for path in sorted(place().glob("*.log")):
        yield File(path.name, path)


def _rooted(context: Context) -> Iterator[Item]:
    root = context.machine.root
    assert root is not None
    for name in ("inside", "leads-out", "up", "absolute", "loop", "dir-out/secret"):
        yield File(name, root / name)
    yield File("elsewhere", root.parent / "secret")


def _probe(
    probe_id: str,
    items: Callable[[Context], Iterator[Item]],
    needs: tuple[str, ...] = (),
    cost: Cost = Cost.NORMAL,
) -> Probe:
    return Probe(
        id=probe_id, title=probe_id, reads="r", why="w", items=items, needs=needs, cost=cost
    )


GOOD = _probe("good", _good, cost=Cost.CHEAP)
NEEDS_GOOD = _probe("needs_good", _needs_good, needs=("good",))
BAD = _probe("bad", _bad)
LISTING_RAISES = _probe("listing_raises", _listing_raises)
LISTING_HANGS = _probe("listing_hangs", _listing_hangs)
COMMANDS = _probe("commands", _commands)
LEARNS = _probe("learns", _learns)
LEARNS_BY_SEARCHING = _probe("learns_by_searching", _learns_by_searching)
LEARNS_BY_FAILING = _probe("learns_by_failing", _learns_by_failing)
SLOW = _probe("slow", _slow, cost=Cost.SLOW)
BIG = _probe("big", _big)
LOGS = _probe("logs", _logs)
ROOTED = _probe("rooted", _rooted)
SLEEPS = _probe("sleeps", _sleeps, cost=Cost.SLOW)
PROBES = (
    GOOD, NEEDS_GOOD, BAD, LISTING_RAISES, LISTING_HANGS, COMMANDS, LEARNS, SLOW, BIG, LOGS, ROOTED,
    SLEEPS, LEARNS_BY_SEARCHING, LEARNS_BY_FAILING,
)  # fmt: skip
