"""Errors in the person's language, where the app knows them better than their sentence does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from collector.core.errors import CollectorError
from collector.gui.texts.sizes import size_words
from collector.workflow.draft_files import OverLimitError

translate = QCoreApplication.translate


def error_words(error: CollectorError) -> tuple[str, str]:
    """What happened, and what to do next."""
    if isinstance(error, OverLimitError):
        return _over_limit(error)
    return error.title, error.hint


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
