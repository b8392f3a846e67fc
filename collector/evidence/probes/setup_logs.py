"""What Windows wrote while it was installed, repaired, or given a driver or a product of ours."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.installer_logs import installer_logs
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_paths import system_root
from collector.evidence.probe import Context, Cost, File, Gap, Item, Probe
from collector.evidence.safe_names import unique

_IN_WINDOWS = (
    r"INF\setupapi.dev.log",
    r"INF\setupapi.setup.log",
    "setupapi.log",
    r"Panther\setupact.log",
    r"Panther\setuperr.log",
    r"Logs\CBS\CBS.log",
    r"Logs\DISM\dism.log",
    r"System32\LogFiles\Srt\SrtTrail.txt",
    "ntbtlog.txt",
    "PFRO.log",
)
_ON_ITS_DRIVE = (
    r"$Windows.~BT\Sources\Panther\setupact.log",
    r"$Windows.~BT\Sources\Panther\setuperr.log",
)
_INSTALLATIONS = "installations"


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if machine.platform not in ("windows", "offline-windows"):
        yield Gap("setup-logs", Status.NOT_APPLICABLE, "only Windows writes such logs")
        return
    pages = _code_pages(machine)
    root = system_root(machine)
    for folder, names in ((root, _IN_WINDOWS), (root[:2], _ON_ITS_DRIVE)):
        for below in names:
            name = below.replace("\\", "/").replace("$Windows.~BT", "upgrade")
            try:
                yield File(name, machine.path(f"{folder}\\{below}"), code_pages=pages)
            except NotCollectedError as error:
                yield Gap(name, error.status, error.reason)
            except Exception as error:
                yield Gap(name, Status.FAILED, f"it cannot be looked for: {error}")
    yield from _installations(machine, pages)


def _installations(machine: Machine, pages: tuple[str, ...]) -> Iterator[Item]:
    """Those of the vendor's products; folders of other accounts are told as refused."""
    try:
        logs = installer_logs(machine)
    except Exception as error:
        yield Gap(_INSTALLATIONS, Status.FAILED, f"they cannot be looked for: {error}")
        return
    taken: set[str] = set()
    for path in logs.found:
        name = unique(f"{_INSTALLATIONS}/{path.name}", taken)
        taken.add(name.casefold())
        yield File(name, path, code_pages=pages)
    if logs.unread:
        reason = f"this account may not look into {len(logs.unread)} of the folders"
        yield Gap(_INSTALLATIONS, Status.REFUSED, reason, searched=logs.searched)
    elif not logs.found:
        reason = "no log of an installation of a Paragon product"
        yield Gap(_INSTALLATIONS, Status.ABSENT, reason, searched=logs.searched)


def _code_pages(machine: Machine) -> tuple[str, ...]:
    try:
        return machine.locale().code_pages
    except Exception:
        return ()  # whatever it is, the item "locale" of the probe system says so


PROBE = Probe(
    id="setup_logs",
    title="Setup and repair logs of Windows",
    reads="The log setupapi.dev.log, those of Windows Setup (Panther), the end of CBS.log and "
    "dism.log, the report of automatic repair (SrtTrail.txt), ntbtlog.txt and PFRO.log; of the "
    "logs of installations in the folders for temporary files the newest five that name Paragon "
    "as the maker.",
    why="They say when a driver was changed, an update or a repair failed, or a file could not be "
    "replaced at start.",
    personal="Names of accounts and computers in paths. They are replaced by pseudonyms.",
    items=items,
    cost=Cost.NORMAL,
)
