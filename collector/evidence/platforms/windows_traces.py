"""What the registry still knows of the last time that a Windows ran: its addresses and firmware."""

from __future__ import annotations

from collector.evidence.outcome import absent
from collector.evidence.platforms import windows_system
from collector.evidence.platforms.facts import Firmware
from collector.evidence.platforms.registry import (
    Registry,
    lookup,
    machine_number,
    text,
    texts,
)

_CONTROL = r"SYSTEM\CurrentControlSet\Control"
_INTERFACES = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces"


def addresses(registry: Registry) -> tuple[str, ...]:
    """The network addresses that its interfaces had last."""
    found: dict[str, None] = {}
    interfaces = lookup(registry, _INTERFACES)
    for name in interfaces.subkeys() if interfaces is not None else ():
        one = lookup(registry, f"{_INTERFACES}\\{name}")
        if one is None:
            continue
        for each in (*texts(one, "IPAddress"), text(one, "DhcpIPAddress")):
            if each and each != "0.0.0.0":  # noqa: S104 - compared, not bound
                found[each] = None
    return tuple(found)


def firmware(registry: Registry) -> Firmware:
    """Raises NotCollectedError (absent) where Windows noted nothing of it."""
    secure = windows_system.secure_boot(registry)
    mode = {1: "BIOS", 2: "UEFI"}.get(machine_number(registry, _CONTROL, "PEFirmwareType") or 0, "")
    if not mode and secure is None:
        raise absent("the registry does not say how Windows was started", "HKLM\\" + _CONTROL)
    return Firmware(mode=mode, secure_boot=secure)
