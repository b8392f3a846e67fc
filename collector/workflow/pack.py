"""Use case: pack an evidence set (and a request) into a bundle."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path

from collector.bundle.manifest import Privacy
from collector.bundle.writer import BundleInfo, write_bundle
from collector.core.progress import Cancel, Progress
from collector.evidence.set import EvidenceSet


def pack(
    evidence: EvidenceSet,
    out: Path,
    *,
    request_json: bytes | None = None,
    overwrite: bool = False,
    progress: Progress,
    cancel: Cancel,
) -> BundleInfo:
    """Write the bundle of `evidence` to `out`. Its id and time are those of the set, so that
    packing again after a kill gives the same bytes."""
    return write_bundle(
        out,
        evidence=evidence,
        request_json=request_json,
        bundle_id=str(uuid.UUID(evidence.id)),
        created_at=evidence.created_at,
        platform=evidence.platform,
        time_zone=evidence.time_zone,
        privacy=privacy_of(evidence),
        overwrite=overwrite,
        progress=progress,
        cancel=cancel,
    )


def privacy_of(evidence: EvidenceSet) -> Privacy:
    """Level and counts, as the manifest tells them."""
    counts: dict[str, int] = {}
    for record in evidence.files:
        for kind, count in record.redactions.items():
            counts[kind] = counts.get(kind, 0) + count
    return Privacy(level=evidence.options.privacy, distinct=counts, notes=evidence.notes)


def default_name(host_pseudonym: str, now: datetime) -> str:
    return f"paragon-support-{host_pseudonym}-{now:%Y%m%dT%H%M%SZ}.zip"
