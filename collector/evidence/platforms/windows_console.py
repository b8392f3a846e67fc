"""What console programs of Windows that need an administrator print, as text."""

from __future__ import annotations

from pathlib import Path

from collector.evidence.formats.console_blocks import decode
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import NotCollectedError, not_applicable, refused


def said(machine: Machine, name: str, *arguments: str, seconds: float = 60.0) -> str:
    """The output of System32's own program `name`, decoded.

    Raises NotCollectedError: refused without admin rights, not applicable on another system.
    """
    if machine.platform != "windows":
        raise not_applicable(f"{name} can be asked on a running Windows only")
    if not machine.admin():
        raise refused(f"{name} answers administrators only")
    program = Path(machine.system_folder()) / "System32" / f"{name}.exe"
    return decode(machine.ask((str(program), *arguments), seconds), _pages(machine))


def _pages(machine: Machine) -> tuple[str, ...]:
    try:
        return machine.locale().code_pages
    except (NotCollectedError, OSError, RuntimeError):
        return ()
