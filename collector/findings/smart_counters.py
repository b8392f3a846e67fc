"""What disks count about themselves, as plain numbers that two bundles can be compared by."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.formats.smartctl import Health
from collector.findings.case import Case
from collector.findings.disk_health import readings

SPARE = "NVMe available spare (%)"
"""The one counter that falls."""

# Raw values of these ATA attributes only ever rise because something went wrong.
_ATA = {
    5: "reallocated sectors", 10: "spin retries", 183: "SATA downshifts", 184: "end-to-end errors",
    187: "reported uncorrectable errors", 188: "command timeouts", 196: "reallocation events",
    197: "pending sectors", 198: "offline uncorrectable sectors", 199: "CRC errors of the cable",
}  # fmt: skip


def counters(case: Case) -> dict[str, dict[str, int]]:
    """{name of the disk: {counter: value}} of every disk that was asked and answered."""
    found: dict[str, dict[str, int]] = {}
    for reading in readings(case):
        for name, value in _of(reading.health):
            found.setdefault(reading.disk, {}).setdefault(name, value)
    return found


def _of(health: Health) -> Iterator[tuple[str, int]]:
    for attribute in health.attributes:
        name = _ATA.get(attribute.id)
        if name and attribute.raw is not None:
            yield name, attribute.raw
    if health.nvme is None:
        return
    for name, value in (
        ("NVMe critical warning", health.nvme.critical_warning),
        ("NVMe media errors", health.nvme.media_errors),
        ("NVMe life used (%)", health.nvme.percentage_used),
        (SPARE, health.nvme.available_spare),
    ):
        if value is not None:
            yield name, value
