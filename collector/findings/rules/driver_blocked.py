"""A driver of the vendor with known holes, which new versions of Windows refuse to load."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Driver, Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import windows_build
from collector.policy.versions import is_newer

BLOCKED = Text(
    id="driver-blocked",
    severity=Severity.ERROR,
    customer="This Windows blocks the driver {file} of the installed product, because that version "
    "has security holes. Operations that need it fail.",
    engineer="{file} {version} is older than {fixed} and blocked here: {why} ({also}).",
    advice="Update the product: its newer versions bring a driver that Windows accepts. Do not "
    "switch the block list off. {kb}",
)
VULNERABLE = Text(
    id="driver-vulnerable",
    severity=Severity.WARNING,
    customer="The driver {file} of the installed product has known security holes.",
    engineer="{file} {version} is older than {fixed} ({also}).",
    advice="Update the product; if it is not needed any more, uninstall it. {kb}",
)


REFUSED = Text(
    id="driver-refused",
    severity=Severity.ERROR,
    customer="Windows refused to load the driver {file} of the installed product. Operations that "
    "need it fail.",
    engineer="CodeIntegrity {event} at {time} names {file}.",
    advice="Update the product: its newer versions bring a driver that Windows accepts.",
)
_CODE_INTEGRITY = "microsoft-windows-codeintegrity"


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    switched = _switched(case)
    for cite, row in case.rows_with("file", "version", "sha256"):
        file = tree.text(row.get("file")).replace("\\", "/").rpartition("/")[2]
        version = tree.text(row.get("version"))
        for driver in known.drivers:
            if file.casefold() == driver.file.casefold() and _is_affected(version, driver):
                why = _by_default(case, driver) if switched is None else switched
                yield (BLOCKED if why else VULNERABLE).finding(
                    cite, file=driver.file, version=version, fixed=driver.fixed, why=why,
                    also=", ".join(driver.also), kb=driver.kb,
                )  # fmt: skip
    yield from _refused(case, known)


def _refused(case: Case, known: Knowledge) -> Iterator[Finding]:
    """What Windows itself noted when it refused to load one of these drivers."""
    for cite, event in case.events:
        if event.provider.casefold() != _CODE_INTEGRITY:
            continue
        said = " ".join(event.data).casefold()
        for driver in known.drivers:
            if driver.file.casefold() in said:
                yield REFUSED.finding(cite, file=driver.file, event=event.id, time=event.time)


def _is_affected(version: str, driver: Driver) -> bool:
    plain = version.replace(",", ".").replace(" ", "")
    if plain in driver.vulnerable:
        return True
    return is_newer(driver.fixed, plain) is True


def _switched(case: Case) -> str | None:
    """What is switched on that blocks it; "" where that is switched off, None where nobody said."""
    if any(row.get("memory_integrity") is True for _, row in case.rows_with("memory_integrity")):
        return "memory integrity is switched on, which uses the list of vulnerable drivers"
    said = [row.get("blocklist") for _, row in case.rows_with("blocklist", "memory_integrity")]
    if True in said:
        return "the list of vulnerable drivers is switched on"
    return "" if False in said else None


def _by_default(case: Case, driver: Driver) -> str:
    """A Windows that has the list switched on by itself."""
    build = windows_build(case)
    if build is None or build < driver.blocked_since_build:
        return ""
    return f"Windows build {build} has the list of vulnerable drivers switched on by default"


RULE = Rule(
    id="driver_blocked",
    looks_for="BioNTdrv.sys older than 2.0.0, and whether this Windows blocks or refused it",
    texts=(BLOCKED, VULNERABLE, REFUSED),
    look=look,
    reads=("paragon_drivers", "driver_policy", "system", "event_log"),
    together=("paragon_drivers", "driver_policy", "system"),
)
