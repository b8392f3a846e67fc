"""What is read of files that a person gave: the file itself, and the facts in a known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from collector.evidence.messages import GivenFile
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.files import read_small
from collector.evidence.probe import Facts, File, Item

if TYPE_CHECKING:
    from collector.evidence.formats.nfo import NfoFacts

_REPORT = ".nfo"


def items(given: Iterable[GivenFile]) -> Iterator[Item]:
    """Each file, then what a report of System Information says, as the probes say it."""
    for each in given:
        path = Path(each.path)
        yield File(each.name, path, tail=False)
        if each.name.casefold().endswith(_REPORT):
            yield Facts(f"{each.name}: facts", partial(_facts, path))


def _facts(path: Path) -> NfoFacts:
    from collector.evidence.formats import nfo

    try:
        return nfo.facts(read_small(path, nfo.MAX_BYTES))
    except nfo.NotNfoError as error:
        reason = f"it is no report of System Information: {error}"
        raise NotCollectedError(Status.NOT_APPLICABLE, reason) from error
