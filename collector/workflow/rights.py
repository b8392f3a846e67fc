"""What was refused for want of administrator rights, read again by one click of who has them.

Evidence that is there already is extended: only what the elevated pass really read takes the
place of what the same probes had collected without the rights.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from collector.core.environment import Environment
from collector.core.progress import Cancel, Progress
from collector.evidence.catalogue import catalogue
from collector.evidence.elevated import has_rights
from collector.evidence.elevation import Asking, Start, promised, read_elevated, starter
from collector.evidence.model import Status
from collector.evidence.probe import Probe
from collector.evidence.runner import gather
from collector.evidence.set import EvidenceSet
from collector.workflow.elevate import LONGEST_S, own_fault, told

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
_READING_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Probes that administrator rights add something to; none is no offer. `fault` says why this
    installation cannot be given them."""

    probes: tuple[Probe, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    """The ids of the probes that were read with the rights; `fault` says why not all were, and
    `cancelled` that the person ended it."""

    probes: tuple[str, ...] = ()
    fault: str = ""
    cancelled: bool = False


def offer(
    evidence: EvidenceSet,
    environment: Environment,
    *,
    has: Callable[[], bool] = has_rights,
    fault: Callable[[], str] = own_fault,
) -> Offer:
    """What one click would add to `evidence`: nothing where this process has the rights, where
    the system has no way to ask for them on the screen, or where nothing was refused. Blocks."""
    wanted = refused(evidence)
    if not wanted or has() or not can_ask(environment):
        return Offer()
    return Offer(probes=wanted, fault=fault())


def refused(evidence: EvidenceSet) -> tuple[Probe, ...]:
    """Probes of which something was refused, that administrator rights read: of this machine,
    for the pass reads no other tree."""
    if evidence.options.root:
        return ()
    ids = {line.probe for line in evidence.items.values() if line.record.status is Status.REFUSED}
    return tuple(
        probe
        for probe in promised(catalogue(), evidence.platform)
        if probe.id in ids and _noted(probe) not in evidence.notes
    )


def can_ask(environment: Environment) -> bool:
    """Whether this system has a way to ask the person for the rights, on the screen."""
    if sys.platform == "win32":
        return True
    pkexec = shutil.which("pkexec", path=environment.environ.get("PATH"))
    return bool(pkexec) and any(environment.environ.get(name) for name in _SCREENS)


def gain(
    evidence: EvidenceSet,
    environment: Environment,
    *,
    progress: Progress,
    cancel: Cancel,
    start: Start | None = None,
) -> Gained:
    """Let the elevated pass read what was refused, into `evidence` (held by this process).

    A probe that it did not read stays as it was; what a person left out stays left out.
    """
    wanted = refused(evidence)
    if not wanted:
        return Gained()
    if start is None:
        if fault := own_fault():
            return Gained(fault=fault)
        start = starter(environment.environ, Asking.SCREEN)
    ids = [probe.id for probe in wanted]
    more = read_elevated(ids, start, seconds=LONGEST_S, cancel=cancel)
    if cancel.requested:
        return Gained(cancelled=True)
    if more.fault:
        evidence.note(told(more.fault))
    again = tuple(probe for probe in wanted if probe.id in more.raw)
    if again:
        left_out = _forget(evidence, {probe.id for probe in again})
        everything = [probe for probe in catalogue() if probe.id in evidence.ended]
        gather(
            evidence, _in_order([*everything, *again]), progress=progress, cancel=cancel,
            time_limit_s=_READING_S, raw=more.raw,
        )  # fmt: skip
        for path in left_out & {one.path for one in evidence.files}:
            evidence.leave_out(path)
        for probe in again:
            evidence.note(_noted(probe))
    return Gained(probes=tuple(probe.id for probe in again), fault=more.fault)


def _in_order(probes: Iterable[Probe]) -> tuple[Probe, ...]:
    ids = {probe.id for probe in probes}
    return tuple(probe for probe in catalogue() if probe.id in ids)


def _forget(evidence: EvidenceSet, ids: set[str]) -> frozenset[str]:
    """Make room for what is read again; the paths that a person has left out."""
    left_out = evidence.left_out
    evidence.reopen()
    evidence.ended -= ids
    for line in list(evidence.items.values()):
        if line.probe in ids:
            evidence.drop_item(line)
    return left_out


def _noted(probe: Probe) -> str:
    """The line in the manifest, which also says that nobody need be asked again."""
    return f"Read with administrator rights: {probe.title}."
