"""What a person has chosen to send, in one value: whether what waits in the outbox is still it."""

from __future__ import annotations

import hashlib

import msgspec

from collector.evidence.set import EvidenceSet
from collector.privacy.model import Kind
from collector.workflow.draft import Draft


def chosen(draft: Draft, evidence: EvidenceSet | None) -> str:
    """The print of the files that were attached, what was read, and what was left out, hidden or
    kept. What the program itself hides later does not change it."""
    files = [(one.name, one.size) for one in draft.attachments]
    said: list[object] = [files]
    if evidence is not None:
        words = sorted(name.value for name in evidence.names if name.kind is Kind.WORD)
        probes = sorted(probe.id for probe in evidence.probes)
        said += [evidence.id, probes, sorted(evidence.left_out), sorted(evidence.kept), words]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()
