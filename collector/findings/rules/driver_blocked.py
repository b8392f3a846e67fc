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
    engineer="{file} {version} is older than {fixed} and blocked here: {why}. {also}",
    advice="Update the product: its newer versions bring a driver that Windows accepts. Do not "
    "switch the block list off. {kb}",
)
VULNERABLE = Text(
    id="driver-vulnerable",
    severity=Severity.WARNING,
    customer="The driver {file} of the installed product has known security holes.",
    engineer="{file} {version} is older than {fixed}. {also}",
    advice="Update the product; if it is not needed any more, uninstall it. {kb}",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    why = _blocking(case)
    for cite, row in case.rows_with("file", "version", "sha256"):
        file = tree.text(row.get("file")).replace("\\", "/").rpartition("/")[2]
        version = tree.text(row.get("version"))
        for driver in known.drivers:
            if file.casefold() == driver.file.casefold() and _is_affected(version, driver):
                reason = why or _by_default(case, driver)
                yield (BLOCKED if reason else VULNERABLE).finding(
                    cite, file=driver.file, version=version, fixed=driver.fixed, why=reason,
                    also=", ".join(driver.also), kb=driver.kb,
                )  # fmt: skip


def _is_affected(version: str, driver: Driver) -> bool:
    plain = version.replace(",", ".").replace(" ", "")
    if plain in driver.vulnerable:
        return True
    return is_newer(driver.fixed, plain) is True


def _blocking(case: Case) -> str:
    """What is switched on that blocks it; "-" where the block list is switched off."""
    for _, row in case.rows_with("blocklist", "memory_integrity"):
        if row.get("blocklist") is True:
            return "the list of vulnerable drivers is switched on"
        if row.get("memory_integrity") is True:
            return "memory integrity is switched on, which uses the list of vulnerable drivers"
        if row.get("blocklist") is False:
            return ""
    return ""


def _by_default(case: Case, driver: Driver) -> str:
    """A Windows that has the list switched on, unless somebody switched it off."""
    off = any(
        row.get("blocklist") is False for _, row in case.rows_with("blocklist", "memory_integrity")
    )
    build = windows_build(case)
    if off or build is None or build < driver.blocked_since_build:
        return ""
    return f"Windows build {build} has the list of vulnerable drivers switched on by default"


RULE = Rule(
    id="driver_blocked",
    looks_for="BioNTdrv.sys older than 2.0.0, and whether this Windows blocks it",
    texts=(BLOCKED, VULNERABLE),
    look=look,
)
