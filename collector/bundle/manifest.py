"""The manifest of a bundle, format 1: what is inside, what is not, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from collector.evidence.model import FileRecord, ProbeRecord

FORMAT = "paragon-support-bundle/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A verdict over the evidence; the list stays empty until `findings` fills it."""

    id: str
    severity: str
    customer: str
    engineer: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """How the text was redacted: level and how many distinct values, by kind."""

    level: str
    distinct: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`manifest.json`. `id` is a UUID, `created_at` UTC, `time_zone` that of the machine."""

    format: str
    id: str
    created_at: datetime
    collector: str
    platform: str
    time_zone: str
    privacy: Privacy
    probes: tuple[ProbeRecord, ...]
    files: tuple[FileRecord, ...]
    findings: tuple[Finding, ...] = ()
