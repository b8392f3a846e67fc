"""What Windows wrote while it was installed, repaired, or given a driver."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.model import Status
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Cost, File, Gap, Item, NotCollectedError, Probe

_LOGS = (
    r"C:\Windows\INF\setupapi.dev.log",
    r"C:\Windows\INF\setupapi.setup.log",
    r"C:\Windows\setupapi.log",
    r"C:\Windows\Panther\setupact.log",
    r"C:\Windows\Panther\setuperr.log",
    r"C:\$Windows.~BT\Sources\Panther\setupact.log",
    r"C:\$Windows.~BT\Sources\Panther\setuperr.log",
    r"C:\Windows\Logs\CBS\CBS.log",
    r"C:\Windows\Logs\DISM\dism.log",
    r"C:\Windows\System32\LogFiles\Srt\SrtTrail.txt",
    r"C:\Windows\ntbtlog.txt",
    r"C:\Windows\PFRO.log",
)


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if machine.platform not in ("windows", "offline-windows"):
        yield Gap("setup-logs", Status.NOT_APPLICABLE, "only Windows writes such logs")
        return
    pages = _code_pages(machine)
    for place in _LOGS:
        name = place.removeprefix("C:\\").removeprefix("Windows\\").replace("\\", "/")
        name = name.replace("$Windows.~BT", "upgrade")
        try:
            yield File(name, machine.path(place), code_pages=pages)
        except NotCollectedError as error:
            yield Gap(name, error.status, error.reason)
        except Exception as error:
            yield Gap(name, Status.FAILED, f"it cannot be looked for: {error}")


def _code_pages(machine: Machine) -> tuple[str, ...]:
    try:
        return machine.locale().code_pages
    except Exception:
        return ()  # whatever it is, the item "locale" of the probe system says so


PROBE = Probe(
    id="setup_logs",
    title="Setup and repair logs of Windows",
    reads="The log setupapi.dev.log, those of Windows Setup (Panther), the end of CBS.log and "
    "dism.log, the report of automatic repair (SrtTrail.txt), ntbtlog.txt and PFRO.log.",
    why="They say when a driver was changed, an update or a repair failed, or a file could not be "
    "replaced at start.",
    personal="Names of accounts and computers in paths. They are replaced by pseudonyms.",
    items=items,
    cost=Cost.NORMAL,
)
