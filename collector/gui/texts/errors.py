"""Errors in the person's language, where the app knows them better than their sentence does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from collector.core.errors import (
    CollectorError,
    ConfigurationError,
    InputError,
    LeakFoundError,
    MissingInputError,
    NotFinishedError,
    NowhereToWriteError,
    RefusedBySrsError,
)
from collector.gui.texts.sizes import size_words
from collector.srs.faults import (
    CertificateError,
    NotUnderstoodError,
    TryLaterError,
    UnreachableError,
)
from collector.srs.outbox import InUseError
from collector.workflow.draft_files import OverLimitError
from collector.workflow.draft_store import DraftInUseError
from collector.workflow.keeper import GIVEN_UP_FAULT
from collector.workflow.send import ChangedSinceError

translate = QCoreApplication.translate
_Kinds = tuple[tuple[type[CollectorError], tuple[str, str]], ...]


def error_words(error: CollectorError) -> tuple[str, str]:
    """What happened, and what to do next: in English as the error says it, which is most exact,
    but for advice to who types commands; in another language as its kind says it, with that
    sentence as the details where it tells more."""
    if isinstance(error, OverLimitError):
        return _over_limit(error)
    in_english = QLocale().language() is QLocale.Language.English
    heading, advice = _kind_words(error)
    if isinstance(error, CertificateError):  # its hint names a file; the app has a page for that
        return error.title if in_english else heading, advice
    if isinstance(error, ChangedSinceError):
        return heading, advice
    if in_english:
        return error.title, advice if _for_commands(error.hint) else error.hint
    if isinstance(error, _KNOWN_WHOLE):
        return heading, advice
    joined = translate("Texts", "{advice} Details, in English: {details}")
    return heading, joined.format(advice=advice, details=error.title)


def reason_words(fault: str, reason: str) -> str:
    """Why an item of the outbox waits: `fault` is the kind of the last error by its name, `reason`
    its sentence in English."""
    if QLocale().language() is QLocale.Language.English:
        return reason
    for kind, (heading, _advice) in _kinds():
        if kind.__name__ == fault and kind is not CollectorError:
            if kind in _KNOWN_WHOLE:
                return heading
            joined = translate("Texts", "{heading} Details, in English: {details}")
            return joined.format(heading=heading, details=reason)
    if fault == GIVEN_UP_FAULT:
        return translate(
            "Texts",
            "It could not be delivered for 30 days and is not tried any more by itself. It is "
            "kept: send it again, or discard it.",
        )
    return reason


def _for_commands(hint: str) -> bool:
    """Whether a hint speaks of commands, options or files of settings: the app has pages."""
    return any(mark in hint for mark in ("`", "--", ".toml"))


def _kind_words(error: CollectorError) -> tuple[str, str]:
    return next(words for kind, words in _kinds() if isinstance(error, kind))


def _kinds() -> _Kinds:
    """Every kind of error; what is more special comes first."""
    return (*_of_the_srs(), *_in_use(), *_of_this_computer())


_KNOWN_WHOLE = (
    UnreachableError, InUseError, DraftInUseError, ChangedSinceError, CertificateError,
)  # fmt: skip
"""Where the sentence of the error adds nothing that a person could use."""


def _in_use() -> _Kinds:
    return (
        (InUseError, (
            translate("Texts", "This is being sent already, by another window or program."),
            translate("Texts", "Wait until it is done; the outbox shows it."),
        )),
        (DraftInUseError, (
            translate("Texts", "This draft is open in another window."),
            translate("Texts", "Go on there, or close that window."),
        )),
        (ChangedSinceError, (
            translate("Texts", "This was put into the outbox before your last changes."),
            translate(
                "Texts",
                "It is sent as it was then. To send what you see now, discard it in the outbox "
                "and try again here; once it has arrived, add the rest to its ticket.",
            ),
        )),
    )  # fmt: skip


def _of_the_srs() -> _Kinds:
    return (
        (UnreachableError, (
            translate("Texts", "Paragon's server cannot be reached now."),
            translate(
                "Texts",
                "Check the network connection. It is tried again by itself while this program "
                "runs.",
            ),
        )),
        (TryLaterError, (
            translate("Texts", "The support server cannot take it now."),
            translate("Texts", "It is tried again by itself while this program runs."),
        )),
        (NotUnderstoodError, (
            translate("Texts", "What answered is not the support server."),
            translate(
                "Texts",
                "In a hotel or a company network, sign in to the network first. It is tried again "
                "by itself while this program runs.",
            ),
        )),
        (CertificateError, (
            translate("Texts", "The certificate of the support server is not trusted."),
            translate(
                "Texts",
                "Nothing was sent. If your company uses certificates of its own, name its "
                "certificate file in the settings; otherwise check date and time of this "
                "computer, or ask your administrator.",
            ),
        )),
        (RefusedBySrsError, (
            translate("Texts", "The support server has refused it for good."),
            translate("Texts", "Your request and everything collected are kept on this computer."),
        )),
    )  # fmt: skip


def _of_this_computer() -> _Kinds:
    return (
        (ConfigurationError, (
            translate("Texts", "Something in the settings does not fit."),
            translate("Texts", "Please check the settings."),
        )),
        (NowhereToWriteError, (
            translate("Texts", "This could not be written."),
            translate(
                "Texts", "Free some space, or choose another folder. What you typed is kept."
            ),
        )),
        (NotFinishedError, (
            translate("Texts", "It is not finished yet, but nothing is lost."),
            translate("Texts", "Please try again in a moment."),
        )),
        (MissingInputError, (
            translate("Texts", "This file or folder does not exist, or cannot be read."),
            translate("Texts", "Choose another one."),
        )),
        (InputError, (
            translate("Texts", "This cannot be used as it is."),
            translate("Texts", "What you typed is kept; what was damaged is kept aside."),
        )),
        (LeakFoundError, (
            translate("Texts", "The last check found something personal. Nothing was sent."),
            translate("Texts", "It can be hidden, then sent."),
        )),
        (CollectorError, (
            translate("Texts", "This was not possible."),
            translate("Texts", "What you typed is kept."),
        )),
    )  # fmt: skip


def _over_limit(error: OverLimitError) -> tuple[str, str]:
    if error.room.files_left == 0:
        heading = translate("Texts", "{name} was not attached: at most {most} files can be.")
        hint = translate("Texts", "Take another file out, or put several into one ZIP file.")
        return heading.format(name=error.name, most=error.room.files_allowed), hint
    heading = translate("Texts", "{name} was not attached: it has {size}, and {left} are left.")
    return (
        heading.format(
            name=error.name, size=size_words(error.size), left=size_words(error.room.bytes_left)
        ),
        translate("Texts", "Attach a smaller part of it, or take another file out."),
    )
