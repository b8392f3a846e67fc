"""The privacy text that a person, or an installer's licence, agrees to."""

from __future__ import annotations

from contextlib import suppress

from collector.core.resources import resource_path

PRIVACY_TEXT_VERSION = 1
"""The newest text; `consent.privacy_text_version` names the one that was agreed to."""


def privacy_text(version: int = PRIVACY_TEXT_VERSION, language: str = "") -> str:
    """The text with this number, in the language where there is a translation ("de"), else in
    English; FileNotFoundError if there is none."""
    if language.isascii() and language.isalpha():
        with suppress(FileNotFoundError):
            return _read(f"privacy-text-{version:d}.{language}.txt")
    return _read(f"privacy-text-{version:d}.txt")


def _read(name: str) -> str:
    return resource_path(name).read_text(encoding="utf-8")
