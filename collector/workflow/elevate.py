"""Use case: read with administrator rights what needs them, if the person gives them.

Refusing costs nothing but what those rights would have added: the same probes run without them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from collector.core.environment import Environment
from collector.core.progress import Cancel
from collector.evidence import program_files
from collector.evidence.elevated import has_rights
from collector.evidence.elevation import Asking, Elevated, promised, read_elevated, starter
from collector.evidence.platforms import open_machine
from collector.evidence.probe import Probe
from collector.request.options import CollectOptions

Say = Callable[[str], None]
LONGEST_S = 180.0
"""The time to type a password is part of it."""


def elevated(
    probes: Sequence[Probe],
    options: CollectOptions,
    environment: Environment,
    *,
    may_ask: bool,
    seconds: float,
    cancel: Cancel,
    say: Say,
) -> Elevated:
    """What the elevated pass reads of `probes`; nothing where the options do not ask for it, or
    where this process has the rights itself.

    may_ask: the system may ask the person, on the terminal or on the screen.
    """
    if not options.elevate or has_rights():
        return Elevated()
    wanted = promised(probes, open_machine().platform)
    if not wanted:
        return Elevated()
    say(f"With administrator rights: {', '.join(probe.title for probe in wanted)}.")
    ids = [probe.id for probe in wanted]
    if fault := own_fault():
        more = Elevated(fault=fault)
    else:
        asking = Asking.TERMINAL if environment.stderr.isatty() else Asking.SCREEN
        start = starter(environment.environ, asking if may_ask else Asking.NOBODY)
        more = read_elevated(ids, start, seconds=min(LONGEST_S, seconds), cancel=cancel)
    if more.fault:
        say(told(more.fault))
    return more


def own_fault() -> str:
    """Asked for rights, the pass would refuse: so nobody types a password for nothing."""
    try:
        fault = program_files.fault(whole=False)
    except OSError as error:
        fault = f"{error.filename} cannot be looked at"
    return f"{fault}, and what others can change gets no such rights" if fault else ""


def told(fault: str) -> str:
    """The sentence for the person and the manifest."""
    return (
        f"No administrator rights: {fault}. The probes that need them read what they may without."
    )
