"""What was noticed, in the words of the person's language: by the id that a finding carries.

The English texts stand beside the rules; a test keeps both equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from collector.gui.texts.disk_findings import disk_findings
from collector.gui.texts.finding_values import value_words

if TYPE_CHECKING:
    from collector.bundle.finding import Finding

translate = QCoreApplication.translate


def finding_words(finding: Finding) -> tuple[str, str]:
    """What it means for the customer, and what to do; one that is not known says it in English."""
    words = known_findings().get(finding.id)
    if words is None or QLocale().language() is QLocale.Language.English:
        return finding.customer, finding.advice
    values = {name: value_words(value) for name, value in finding.values.items()}
    customer, advice = (text.format_map(values).strip() for text in words)
    return customer, advice


def known_findings() -> dict[str, tuple[str, str]]:
    """What is said to the customer, and the advice, with their places for values."""
    return {**disk_findings(), **_products(), **_machine(), **_of_evaluation()}


def _products() -> dict[str, tuple[str, str]]:
    """The products, their drivers and operations."""
    return {
        "driver-blocked": (
            translate(
                "Findings",
                "This Windows blocks the driver {file} of the installed product, because that"
                " version has security holes. Operations that need it fail.",
            ),
            translate(
                "Findings",
                "Update the product: its newer versions bring a driver that Windows accepts. "
                "Do not switch the block list off. {kb}",
            ),
        ),
        "driver-vulnerable": (
            translate(
                "Findings",
                "The driver {file} of the installed product has known security holes.",
            ),
            translate(
                "Findings",
                "Update the product; if it is not needed any more, uninstall it. {kb}",
            ),
        ),
        "driver-refused": (
            translate(
                "Findings",
                "Windows refused to load the driver {file} of the installed product. "
                "Operations that need it fail.",
            ),
            translate(
                "Findings",
                "Update the product: its newer versions bring a driver that Windows accepts.",
            ),
        ),
        "operation-failed": (
            translate(
                "Findings",
                "An operation of the product ended with the error {code}{quoted}.",
            ),
            translate(
                "Findings",
                "Do not repeat the operation before support has answered. {kb}",
            ),
        ),
        "product-log-errors": (
            translate(
                "Findings",
                "A log of the product reports errors.",
            ),
            translate(
                "Findings",
                "Nothing needs to be done; support looks at these lines.",
            ),
        ),
        "operation-never-executed": (
            translate(
                "Findings",
                'The operation "{name}" was planned, but never carried out.',
            ),
            translate(
                "Findings",
                "An operation before it failed. Do not apply it again before support has answered.",
            ),
        ),
        "operation-not-applied": (
            translate(
                "Findings",
                'The operation "{name}" was planned; the log does not tell that it was carried'
                " out.",
            ),
            translate(
                "Findings",
                "If you took it back, or did not apply it yet, all is well. Otherwise tell "
                "support when you applied it, and whether the computer was restarted.",
            ),
        ),
        "operation-after-restart": (
            translate(
                "Findings",
                "An operation was left to a restart of the computer. The computer has been "
                "restarted since; the log does not tell whether the operation was carried out.",
            ),
            translate(
                "Findings",
                "Look whether your partitions are as you wanted them. If not, tell support "
                "what the screen showed during the restart.",
            ),
        ),
        "restart-for-operation": (
            translate(
                "Findings",
                "An operation waits for a restart of the computer before it is carried out.",
            ),
            translate(
                "Findings",
                "Close all programs and restart the computer once. If the operation is still "
                "not done then, tell support what the screen showed during the restart.",
            ),
        ),
        "products-side-by-side": (
            translate(
                "Findings",
                "Several versions of {product} are installed: {versions}.",
            ),
            translate(
                "Findings",
                "Tell support which of them you use. Uninstall the others if you do not need them.",
            ),
        ),
        "product-not-supported": (
            translate(
                "Findings",
                "{product} {version} has not been supported since {until}.",
            ),
            translate(
                "Findings",
                "Update to a newer version; the fault may be gone there. Ask support which "
                "one fits.",
            ),
        ),
        "product-newer-build": (
            translate(
                "Findings",
                "There is a newer build of {product} {version} than the one that is installed.",
            ),
            translate(
                "Findings",
                "Install the newer build and try again; the fault may be fixed in it.",
            ),
        ),
        "logs-missing": (
            translate(
                "Findings",
                "Logs that support asks for were not found: {names}.",
            ),
            translate(
                "Findings",
                "If you know where the product is installed, name its folder; else copy these"
                " files by hand, or say that they do not exist.",
            ),
        ),
        "no-product-found": (
            translate(
                "Findings",
                "No installed Paragon product was found on this computer.",
            ),
            translate(
                "Findings",
                "If it is installed, name its folder. If it runs from a recovery medium, or "
                "is not installed here, say so.",
            ),
        ),
    }


def _machine() -> dict[str, tuple[str, str]]:
    """Windows, the start, and the collecting."""
    return {
        "restart-pending": (
            translate(
                "Findings",
                "Windows waits for a restart.",
            ),
            translate(
                "Findings",
                "Restart the computer before you work on partitions.",
            ),
        ),
        "boot-execute": (
            translate(
                "Findings",
                "A program is set to run before Windows starts the next time.",
            ),
            translate(
                "Findings",
                "Nothing needs to be done; support looks at it.",
            ),
        ),
        "vss-writer-failed": (
            translate(
                "Findings",
                "A part of Windows that backups need ({writer}) has failed.",
            ),
            translate(
                "Findings",
                "Restart the computer and try the backup again. If it fails again, tell support.",
            ),
        ),
        "recovery-media-not-bootable": (
            translate(
                "Findings",
                "This computer cannot start from the medium {disk}: {why}.",
            ),
            translate(
                "Findings",
                "Make the recovery medium again on this computer, for {mode}, on a stick of "
                "at most 32 GB.",
            ),
        ),
        "recovery-environment-off": (
            translate(
                "Findings",
                "The recovery environment of Windows, from which recovery media are made, is "
                "switched off.",
            ),
            translate(
                "Findings",
                "Switch it on (reagentc /enable, as administrator), or make the medium with "
                "the Windows ADK.",
            ),
        ),
        "boot-entry-nowhere": (
            translate(
                "Findings",
                'The boot entry "{name}" points at a partition that was not found here.',
            ),
            translate(
                "Findings",
                "If the computer does not start, repair the start with the recovery medium. "
                "Otherwise this is not urgent.",
            ),
        ),
        "conflicting-program": (
            translate(
                "Findings",
                "Programs are installed that may stand in the way: {names}.",
            ),
            translate(
                "Findings",
                "If an operation fails, try it again with these programs paused or closed.",
            ),
        ),
        "clock-behind": (
            translate(
                "Findings",
                "The clock of this computer is wrong: it shows {now}.",
            ),
            translate(
                "Findings",
                "Set date and time, then try again. If the clock is wrong after each start, "
                "the battery of the mainboard may be empty.",
            ),
        ),
        "clock-moved": (
            translate(
                "Findings",
                "The clock of this computer is, or was, wrong: a log ends at {last}, it is "
                "{now} now.",
            ),
            translate(
                "Findings",
                "Check date, time and time zone of the computer.",
            ),
        ),
        "collected-without-admin": (
            translate(
                "Findings",
                "Some facts could not be read, because that needs administrator rights.",
            ),
            translate(
                "Findings",
                "If support asks for them, collect again as administrator.",
            ),
        ),
        "collection-incomplete": (
            translate(
                "Findings",
                "Some facts could not be collected; what is missing is named in the bundle.",
            ),
            translate(
                "Findings",
                "Nothing needs to be done now; support asks if it needs them.",
            ),
        ),
    }


def _of_evaluation() -> dict[str, tuple[str, str]]:
    """The checks themselves, where they could not be made."""
    return {
        "rule-failed": (
            translate(
                "Findings",
                "One of the automatic checks could not be finished.",
            ),
            translate(
                "Findings",
                "Nothing needs to be done; an engineer looks at this part by hand.",
            ),
        ),
        "findings-data-unreadable": (
            translate(
                "Findings",
                "The automatic checks could not be made.",
            ),
            translate(
                "Findings",
                "Nothing needs to be done; an engineer looks at the evidence by hand.",
            ),
        ),
        "logs-not-judged": (
            translate(
                "Findings",
                "Not all logs could be checked automatically.",
            ),
            translate(
                "Findings",
                "Nothing needs to be done; an engineer looks at these logs by hand.",
            ),
        ),
    }
