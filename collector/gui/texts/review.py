"""What was read, what is missing and what was hidden, in the words of the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from collector.evidence.model import Status
from collector.gui.texts.reasons import gap_reason_words
from collector.privacy.model import Kind

if TYPE_CHECKING:
    from collector.evidence.model import ItemRecord

translate = QCoreApplication.translate


def time_words(seconds: float) -> str:
    """About how long, from "a few seconds" to hours."""
    if seconds < 10:
        return translate("Texts", "a few seconds")
    if seconds < 90:
        return translate("Texts", "about %n second(s)", "", round(seconds / 10) * 10)
    if seconds < 5400:
        return translate("Texts", "about %n minute(s)", "", round(seconds / 60))
    return translate("Texts", "about %n hour(s)", "", round(seconds / 3600))


def statuses() -> dict[Status, str]:
    """Every outcome of an item."""
    return {
        Status.COLLECTED: translate("Texts", "Read"),
        Status.PARTIAL: translate("Texts", "Read in part"),
        Status.ABSENT: translate("Texts", "Not there"),
        Status.REFUSED: translate("Texts", "Needs administrator rights"),
        Status.TIMED_OUT: translate("Texts", "Took too long"),
        Status.FAILED: translate("Texts", "Could not be read"),
        Status.SKIPPED: translate("Texts", "Passed over"),
        Status.NOT_APPLICABLE: translate("Texts", "Does not exist on this system"),
    }


def gap_words(item: ItemRecord) -> str:
    """Why an item is missing, with the places that were searched."""
    said = statuses()[item.status]
    if item.reason:
        reason = gap_reason_words(item.reason)
        said = translate("Texts", "{status}: {reason}").format(status=said, reason=reason)
    if item.searched:
        places = QLocale().createSeparatedList([*item.searched[:4]])
        said = translate("Texts", "{said}. Searched: {places}").format(
            said=said.rstrip("."), places=places
        )
    return said


def kinds() -> dict[Kind, str]:
    """Every kind of personal value."""
    return {
        Kind.USER: translate("Texts", "Names of people"),
        Kind.HOST: translate("Texts", "Names of computers"),
        Kind.MAIL: translate("Texts", "E-mail addresses"),
        Kind.IP: translate("Texts", "Network addresses"),
        Kind.MAC: translate("Texts", "Addresses of network cards"),
        Kind.SID: translate("Texts", "Security identifiers"),
        Kind.SERIAL: translate("Texts", "Serial numbers"),
        Kind.LICENCE: translate("Texts", "Licence keys"),
        Kind.NETWORK: translate("Texts", "Names of networks"),
        Kind.FILE: translate("Texts", "Names of files"),
        Kind.SECRET: translate("Texts", "Passwords and keys"),
        Kind.WORD: translate("Texts", "Your own words"),
    }


def hidden_words(counts: dict[str, int]) -> str:
    """How much was hidden, by kind: "Names of people (12), …"; "" where nothing was."""
    known = {kind.value: words for kind, words in kinds().items()}
    parts = [
        translate("Texts", "{kind} ({count})").format(
            kind=known.get(kind, kind), count=QLocale().toString(count)
        )
        for kind, count in sorted(counts.items(), key=lambda pair: -pair[1])
    ]
    return QLocale().createSeparatedList(parts)
