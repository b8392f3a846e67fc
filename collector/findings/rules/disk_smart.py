"""A disk whose own counters say that it is failing, or about to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings.case import Case
from collector.findings.disk_health import Reading, readings
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text

FAILING = Text(
    id="disk-failing",
    severity=Severity.BACK_UP_FIRST,
    customer="The disk {disk} is failing or about to fail. Back up your data first, before "
    "anything else.",
    engineer="{disk} ({model}): {what}.",
    advice="Copy what matters to another disk now. Do not move, resize or check partitions on this "
    "disk before that, and do not save the backup on it.",
)
WORN = Text(
    id="disk-worn",
    severity=Severity.WARNING,
    customer="The disk {disk} shows first signs of wear.",
    engineer="{disk} ({model}): {what}.",
    advice="Make sure that you have a current backup, and look at the disk's health again soon.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """`about` is the same for whoever told it: smartctl and a driver say it once."""

    about: str
    serious: bool
    what: str
    cite: Cite


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    models: dict[str, str] = {}
    faults: dict[str, dict[str, _Fault]] = {}
    for reading in readings(case):
        models[reading.disk] = models.get(reading.disk) or reading.health.model
        found = faults.setdefault(reading.disk, {})
        for fault in _faults(reading, known):
            found.setdefault(fault.about, fault)
    for disk, found in sorted(faults.items()):
        for text in (FAILING, WORN):
            told = [fault for fault in found.values() if fault.serious == (text is FAILING)]
            if told:
                yield text.finding(
                    *(fault.cite for fault in told),
                    what="; ".join(fault.what for fault in told),
                    disk=disk,
                    model=models[disk] or "model not known",
                )


def _faults(reading: Reading, known: Knowledge) -> Iterator[_Fault]:
    if reading.health.passed is False:
        what = "its own verdict is FAILED"
        cite = reading.cite(reading.verdict, what)
        yield _Fault(about="verdict", serious=True, what=what, cite=cite)
    for limit in known.thresholds.smart:
        found = reading.health.attribute(limit.id)
        if found and found.raw is not None and found.raw >= limit.notice:
            what = f"SMART {limit.id} ({limit.name}) is {found.raw}, the limit {limit.least}"
            yield _Fault(
                about=f"SMART {limit.id}",
                serious=found.raw >= limit.least,
                what=what,
                cite=reading.cite(reading.attribute, what, place=found.place),
            )
    yield from _nvme(reading, known)
    yield from _emmc(reading, known)


def _nvme(reading: Reading, known: Knowledge) -> Iterator[_Fault]:
    nvme, limits = reading.health.nvme, known.thresholds.nvme
    if nvme is None:
        return

    def fault(field: str, what: str, *, serious: bool, about: str = "") -> _Fault:
        cite = reading.cite(reading.nvme, what, name=field)
        return _Fault(about=f"NVMe {about or field}", serious=serious, what=what, cite=cite)

    for bit, meaning in limits.critical_bits.items():
        if bit.isdecimal() and (nvme.critical_warning or 0) >> int(bit) & 1:
            what = f"critical warning: {meaning}"
            yield fault("critical_warning", what, serious=True, about=f"warning {bit}")
    spare, least = nvme.available_spare, nvme.spare_threshold
    if spare is not None and least is not None and spare < least:
        what = f"{spare} % of the spare blocks are left, its maker's limit is {least} %"
        yield fault("available_spare", what, serious=True)
    if nvme.percentage_used is not None and nvme.percentage_used >= limits.used_percent:
        what = f"{nvme.percentage_used} % of its rated life is used"
        yield fault("percentage_used", what, serious=False)


def _emmc(reading: Reading, known: Knowledge) -> Iterator[_Fault]:
    emmc, limits = reading.emmc, known.thresholds.emmc
    if emmc is None:
        return
    if emmc.pre_eol is not None and emmc.pre_eol >= limits.pre_eol_notice:
        serious = emmc.pre_eol >= limits.pre_eol_least
        what = f"its spare blocks are {'nearly used up' if serious else 'getting few'} (pre-EOL)"
        cite = reading.cite(reading.card, what, name="pre_eol")
        yield _Fault(about="eMMC spare", serious=serious, what=what, cite=cite)
    if emmc.life_time and max(emmc.life_time) >= limits.life_time:
        what = "its rated life is used"
        cite = reading.cite(reading.card, what, name="life_time")
        yield _Fault(about="eMMC life", serious=False, what=what, cite=cite)


RULE = Rule(
    id="disk_smart",
    looks_for="SMART 5, 187, 197, 198 or the disk's own verdict; NVMe critical warning and spare",
    texts=(FAILING, WORN),
    look=look,
    reads=("smart",),
)
