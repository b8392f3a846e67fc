"""How a probe declares what it reads. The runner executes; a probe only says what to execute.

A probe module in `evidence/probes/` looks like this:

    def items(context: Context) -> Iterator[Item]:
        yield Facts("os", lambda: OperatingSystem(...))             # a frozen dataclass
        yield File("kern.log", Path("/var/log/kern.log"))           # a log
        yield Command("lsblk.json", ("lsblk", "-J", "-O", "-b"))    # a command's output
        yield Bytes("boot.bin", "sda, sector 0", lambda: b"...")    # not text: never redacted
        yield Gap("stubact.log", Status.ABSENT, searched=(...))     # looked for, not there

    PROBE = Probe(id="system", title="…", reads="…", why="…", items=items)

Item names are unique within a probe and the same at every call: after the loss of a worker the
generator is started again and the items that are done or lost are passed over. Enumerating is
cheap; whatever may hang or fail happens inside an item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collector.evidence.model import Status

if TYPE_CHECKING:
    from collector.evidence.platforms.machine import Machine


class Tier(StrEnum):
    """Standard items are collected by default; opt-in ones hold content that is personal."""

    STANDARD = "standard"
    OPT_IN = "opt-in"


class Cost(StrEnum):
    """Cheap probes run first (well under a second), slow ones (seconds) last."""

    CHEAP = "cheap"
    NORMAL = "normal"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Facts:
    """Structured facts: `read` returns a frozen dataclass (or a tuple of them), or raises one of
    `evidence.outcome`. They stand in `evidence/<probe>/facts.json` under `name`."""

    name: str
    read: Callable[[], object]


@dataclass(frozen=True, slots=True)
class File:
    """A file on the machine, as `evidence/<probe>/<name>`. Only a regular file is ever opened.

    `tail`: keep the end when it is over the limit (logs); else the beginning is kept.
    `code_pages`: those of the Windows that wrote it, where known.
    """

    name: str
    path: Path
    tail: bool = True
    code_pages: tuple[str, ...] = ()
    text: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """A command's standard output. `argv[0]` is looked up on the PATH; never a shell string."""

    name: str
    argv: tuple[str, ...]
    ok_exit_codes: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Stream:
    """Text that a source yields piece by piece (a device such as /dev/kmsg); same exceptions."""

    name: str
    source: str
    read: Callable[[], Iterator[bytes]]
    code_pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bytes:
    """A few bytes that are no text (sectors of a disk), as they are: nothing in them can be
    hidden, so only opt-in probes yield them. `read` raises the same exceptions."""

    name: str
    source: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was looked for and is not collected, with the reason."""

    name: str
    status: Status
    reason: str = ""
    searched: tuple[str, ...] = ()


Item = Facts | File | Command | Stream | Bytes | Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a probe may look at.

    `machine` answers for the platform (and the root); `install_dirs` are host paths that were
    given; `found` holds the facts of the probes it needs, as plain data: {probe: {item: value}}.
    """

    machine: Machine
    install_dirs: tuple[Path, ...] = ()
    kernel_logs: tuple[Path, ...] = ()
    since: datetime | None = None
    found: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One subject. `reads` and `why` are sentences that the command line and the app show.

    `personal` says in words what is personal in it; `needs` names probes whose facts it uses;
    `seconds` is the longest that one of its items may take, where `cost` is not the measure;
    `only_on` names the platforms that it says anything about, none for all.
    """

    id: str
    title: str
    reads: str
    why: str
    items: Callable[[Context], Iterator[Item]]
    personal: str = ""
    needs: tuple[str, ...] = ()
    admin: bool = False
    tier: Tier = Tier.STANDARD
    cost: Cost = Cost.NORMAL
    seconds: float | None = None
    only_on: tuple[str, ...] = ()
