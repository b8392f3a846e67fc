"""The recovery environment of Windows (WinRE)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.formats import reagent
from collector.evidence.formats.reagent import NotReagentError, RecoveryEnvironment
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.files import read_small
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_console import not_understood, said
from collector.evidence.platforms.windows_drivers import place
from collector.evidence.probe import Context, Cost, Facts, Item, Probe

_FILE = r"System32\Recovery\ReAgent.xml"


def items(context: Context) -> Iterator[Item]:
    yield Facts("configured", partial(_configured, context.machine))
    yield Facts("state", partial(_state, context.machine))


def _configured(machine: Machine) -> RecoveryEnvironment:
    machine.system_folder()  # not applicable where there is none
    try:
        return reagent.parse_xml(read_small(place(machine, _FILE)))
    except NotReagentError as error:
        raise NotCollectedError(Status.FAILED, f"ReAgent.xml: {error}") from error


def _state(machine: Machine) -> RecoveryEnvironment:
    text = said(machine, "reagentc", "/info")
    try:
        return reagent.parse_info(text)
    except NotReagentError as error:
        raise not_understood(text, "reagentc /info") from error


PROBE = Probe(
    id="recovery_environment",
    title="Recovery environment (WinRE)",
    reads="Whether the recovery environment of Windows is switched on, and on which partition it "
    "lies (ReAgent.xml, reagentc /info).",
    why="Recovery media are made from it, and a partition that was moved without telling Windows "
    "switches it off.",
    personal="Nothing.",
    items=items,
    admin=True,
    only_on=("windows",),
    cost=Cost.NORMAL,
)
