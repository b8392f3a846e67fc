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
from collector.srs.faults import CertificateError
from collector.workflow.draft_files import OverLimitError

translate = QCoreApplication.translate


def error_words(error: CollectorError) -> tuple[str, str]:
    """What happened, and what to do next: in English as the error says it, which is most exact;
    in another language as its kind says it, with that sentence as the details."""
    if isinstance(error, OverLimitError):
        return _over_limit(error)
    in_english = QLocale().language() is QLocale.Language.English
    heading, advice = _kind_words(error)
    if isinstance(error, CertificateError):  # its hint names a file; the app has a page for that
        return error.title if in_english else heading, advice
    if in_english:
        return error.title, error.hint
    details = f"{error.title} {error.hint}".strip()
    joined = translate("Texts", "{advice} Details, in English: {details}")
    return heading, joined.format(advice=advice, details=details)


def _kind_words(error: CollectorError) -> tuple[str, str]:
    return next(words for kind, words in _kinds() if isinstance(error, kind))


def _kinds() -> tuple[tuple[type[CollectorError], tuple[str, str]], ...]:
    """Every kind of error; what is more special comes first."""
    return (
        (CertificateError, (
            translate("Texts", "The certificate of the support server is not trusted."),
            translate(
                "Texts",
                "Nothing was sent. If your company uses certificates of its own, name its "
                "certificate file in the settings; otherwise check date and time of this "
                "computer, or ask your administrator.",
            ),
        )),
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
            translate("Texts", "It is tried again by itself while this program runs."),
        )),
        (RefusedBySrsError, (
            translate("Texts", "The support server has refused it for good."),
            translate("Texts", "Your request and everything collected are kept on this computer."),
        )),
        (MissingInputError, (
            translate("Texts", "This file or folder does not exist, or cannot be read."),
            translate("Texts", "Choose another one."),
        )),
        (InputError, (
            translate("Texts", "This cannot be used as it is."),
            translate("Texts", "What was damaged is kept aside."),
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
        heading = translate("Texts", "{name} was not attached: {most} files are the most.")
        hint = translate("Texts", "Take another file out, or put several into one ZIP file.")
        return heading.format(name=error.name, most=error.room.files_allowed), hint
    heading = translate("Texts", "{name} was not attached: it has {size}, and {left} are left.")
    return (
        heading.format(
            name=error.name, size=size_words(error.size), left=size_words(error.room.bytes_left)
        ),
        translate("Texts", "Attach a smaller part of it, or take another file out."),
    )
