"""The privacy text that a person, or an installer's licence, agrees to."""

from __future__ import annotations

from collector.core.resources import resource_path

PRIVACY_TEXT_VERSION = 1
"""The newest text; `consent.privacy_text_version` names the one that was agreed to."""


def privacy_text(version: int = PRIVACY_TEXT_VERSION) -> str:
    """The text with this number; FileNotFoundError if there is none."""
    return resource_path(f"privacy-text-{version:d}.txt").read_text(encoding="utf-8")
