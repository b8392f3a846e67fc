"""The report of System Information (msinfo32) that the support policy asks for; on request."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from collector.evidence.formats import nfo
from collector.evidence.formats.nfo import NfoFacts, NotNfoError
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.files import read_small
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Cost, Facts, Item, Probe, Stream, Tier

SECONDS = 290.0
_FOLDER, _OLD = "paragon-msinfo-", 3600.0


def items(context: Context) -> Iterator[Item]:
    """The report itself, and the facts in it: saved once, kept in memory between the two."""
    saved: list[bytes] = []
    read = partial(_saved, context.machine, saved)
    yield Stream("msinfo32.nfo", "msinfo32 /nfo", read)
    yield Facts("facts", partial(_facts, saved))


def _saved(machine: Machine, saved: list[bytes]) -> Iterator[bytes]:
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
    try:
        target = folder / "report.nfo"
        machine.save_system_information(target, SECONDS)
        data = read_small(target, nfo.MAX_BYTES)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        nfo.read(data)
    except NotNfoError as error:
        reason = f"msinfo32 saved something that is no report: {error}"
        raise NotCollectedError(Status.FAILED, reason) from error
    saved.append(data)
    yield data


def _sweep(above: Path) -> None:
    """Reports that a killed run left behind: msinfo32 writes them in clear."""
    for old in above.glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > _OLD:
                shutil.rmtree(old, ignore_errors=True)


def _facts(saved: list[bytes]) -> NfoFacts:
    if not saved:
        raise absent("no report was saved")
    return nfo.facts(saved[0])


PROBE = Probe(
    id="system_information",
    title="System Information report (msinfo32)",
    reads="The report that System Information of Windows saves (File, Save): hardware, drivers, "
    "services, running programs, environment variables and network connections. It takes minutes, "
    "so it is made on request only.",
    why="The support policy asks for it where the other facts leave a question open.",
    personal="Names of the account and the computer, environment variables, running programs, "
    "network addresses. What is known or recognised is replaced by pseudonyms.",
    items=items,
    tier=Tier.OPT_IN,
    cost=Cost.SLOW,
    seconds=300.0,
    only_on=("windows",),
)
