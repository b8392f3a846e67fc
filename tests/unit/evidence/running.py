"""Executes a probe's items in this process, as the runner does in a worker."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from collector.evidence.facts_json import plain
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Bytes, Context, Facts, Gap, Item, Probe, Stream
from collector.evidence.probes import product_logs, products


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that an ordinary user can reach; pytest's own ones are private to who runs it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def as_ordinary_user(script: str, *arguments: str | Path) -> str:
    """What a script prints that becomes nobody by `os.getuid() or os.setuid(65534)`."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3], timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def steady(machine: Machine) -> Machine:
    """Its disks and mounts as they are now, for good: other tests attach disks meanwhile."""
    for name in ("disks", "mounts"):
        with suppress(NotCollectedError):  # a tree has none
            seen = getattr(machine, name)()
            setattr(machine, name, lambda seen=seen: seen)
    return machine


def tree(root: Path, *install_dirs: Path, **more: Any) -> Context:
    return Context(machine=open_machine(root), install_dirs=install_dirs, **more)


def items(probe: Probe, context: Context) -> dict[str, Item]:
    """The items by name, which must be unique and the same at a second call."""
    found = list(probe.items(context))
    names = [item.name for item in found]
    assert names == [item.name for item in probe.items(context)]
    assert len({name.casefold() for name in names}) == len(names)
    return {item.name: item for item in found}


def outcome(item: Item) -> tuple[Status, Any]:
    """What came of one item: (collected, its plain value or bytes), or (status, reason)."""
    if isinstance(item, Gap):
        return item.status, item.reason
    try:
        if isinstance(item, Facts):
            return Status.COLLECTED, plain(item.read())
        if isinstance(item, Bytes):
            return Status.COLLECTED, item.read()
        assert isinstance(item, Stream)
        return Status.COLLECTED, b"".join(item.read())
    except NotCollectedError as error:
        return error.status, error.reason


def facts(probe: Probe, context: Context) -> dict[str, Any]:
    """The facts that were collected, by item."""
    rows = {name: outcome(item) for name, item in items(probe, context).items()}
    return {name: value for name, (status, value) in rows.items() if status is Status.COLLECTED}


def logs_of(machine: Machine, *install_dirs: Path) -> Mapping[str, Item]:
    """The items of `product_logs`, after `products` has run."""
    first = Context(machine=machine, install_dirs=install_dirs)
    found = {"products": facts(products.PROBE, first)}
    second = Context(machine=machine, install_dirs=install_dirs, found=found)
    return items(product_logs.PROBE, second)
