"""A disk whose own counters say that it is failing, or about to."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.formats.smartctl import Health, NotSmartctlError, parse
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.source import DAMAGED

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


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for path in case.named(case.member("smart/"), ".json"):
        try:
            health = parse(case.read(path))
        except (NotSmartctlError, *DAMAGED):
            continue
        name = path.rpartition("/")[2].removesuffix(".json")
        serious, slight = _faults(health, known)
        about = {"disk": name, "model": health.model or "model not known"}
        for text, faults in ((FAILING, serious), (WORN, slight)):
            if faults:
                cites = [Cite(path=path, fact=fact, text=what) for fact, what in faults]
                yield text.finding(*cites, what="; ".join(what for _, what in faults), **about)


_Faults = list[tuple[str, str]]


def _faults(health: Health, known: Knowledge) -> tuple[_Faults, _Faults]:
    """(fact, sentence) of what is serious, and of what is not yet."""
    serious: _Faults = []
    slight: _Faults = []
    if health.passed is False:
        serious.append(("smart_status.passed", "its own verdict is FAILED"))
    for limit in known.thresholds.smart:
        found = health.attribute(limit.id)
        if found and found.raw is not None and found.raw >= limit.notice:
            what = f"SMART {limit.id} ({limit.name}) is {found.raw}, the limit {limit.least}"
            fact = f"ata_smart_attributes.table[{found.place}].raw"
            (serious if found.raw >= limit.least else slight).append((fact, what))
    _add_nvme(health, known, serious, slight)
    return serious, slight


def _add_nvme(health: Health, known: Knowledge, serious: _Faults, slight: _Faults) -> None:
    nvme, limits = health.nvme, known.thresholds.nvme
    if nvme is None:
        return
    log = "nvme_smart_health_information_log"
    for bit, meaning in limits.critical_bits.items():
        if bit.isdecimal() and (nvme.critical_warning or 0) >> int(bit) & 1:
            serious.append((f"{log}.critical_warning", f"critical warning: {meaning}"))
    spare, least = nvme.available_spare, nvme.spare_threshold
    if spare is not None and least is not None and spare < least:
        what = f"{spare} % of the spare blocks are left, its maker's limit is {least} %"
        serious.append((f"{log}.available_spare", what))
    if nvme.percentage_used is not None and nvme.percentage_used >= limits.used_percent:
        what = f"{nvme.percentage_used} % of its rated life is used"
        slight.append((f"{log}.percentage_used", what))


RULE = Rule(
    id="disk_smart",
    looks_for="SMART 5, 187, 197, 198 or the disk's own verdict; NVMe critical warning and spare",
    texts=(FAILING, WORN),
    look=look,
)
