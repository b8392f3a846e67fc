"""What console programs of Windows that need an administrator print, as text."""

from __future__ import annotations

import re
from pathlib import Path

from collector.evidence.formats.console_blocks import decode
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, not_applicable, refused
from collector.evidence.platforms.machine import Machine

# What programs end with that want more rights: ERROR_ACCESS_DENIED, ERROR_ELEVATION_REQUIRED,
# ERROR_PRIVILEGE_NOT_HELD, and E_ACCESSDENIED as it is and as it is cut to a signed number
REFUSALS = (5, 740, 1314, 0x80070005, 0x80070005 - 2**32)
# the same among words of any language: as a number of COM, or alone after a colon
_REFUSED = re.compile(r"0x80070005\b|:\s*(?:0x0*)?5\s*$", re.IGNORECASE | re.MULTILINE)


def said(machine: Machine, name: str, *arguments: str, seconds: float = 60.0) -> str:
    """The output of System32's own program `name`, decoded.

    Raises NotCollectedError: refused without admin rights, not applicable on another system.
    """
    if machine.platform != "windows":
        raise not_applicable(f"{name} can be asked on a running Windows only")
    if not machine.admin():
        raise refused(f"{name} answers administrators only")
    program = Path(machine.system_folder()) / "System32" / f"{name}.exe"
    return decode(machine.ask((str(program), *arguments), seconds, REFUSALS), pages(machine))


def not_understood(text: str, what: str) -> NotCollectedError:
    """The outcome where what was asked for is not in `text`: refused if that is what a number in
    it says, whatever its words are; else a fault, with its last line."""
    if _REFUSED.search(text):
        return refused(f"{what}: it answers an account with more rights only")
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "")
    return NotCollectedError(Status.FAILED, f"{what}: {last.strip()[:200]}")


def pages(machine: Machine) -> tuple[str, ...]:
    """Code pages of this Windows, its console's second; none where they cannot be told."""
    try:
        return machine.locale().code_pages
    except (NotCollectedError, OSError, RuntimeError):
        return ()
