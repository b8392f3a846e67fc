"""Use case: what the evidence means, before it is packed and for the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from collector.bundle.finding import Cite, Finding
from collector.evidence.trimmed import Trimmed
from collector.findings.case import Case
from collector.findings.evaluate import evaluate, with_stored
from collector.findings.source import BundleSource, SetSource

if TYPE_CHECKING:
    from collector.bundle.reader import BundleReader
    from collector.evidence.set import EvidenceSet


def of_set(
    evidence: EvidenceSet | Trimmed, request_json: bytes | None = None
) -> tuple[Finding, ...]:
    """What a set means, also while it is still being gathered. Its facts are redacted already."""
    try:
        request = json.loads(request_json or b"{}")
    except (ValueError, RecursionError):
        request = {}
    return evaluate(Case(SetSource(evidence, request if isinstance(request, dict) else {})))


def of_bundle(reader: BundleReader, case: Case | None = None) -> tuple[Finding, ...]:
    """What a bundle means to this version of the rules, and what only a newer one found in it.

    A `case` of this bundle that exists already saves reading its logs again.
    """
    return with_stored(evaluate(case or Case(BundleSource(reader))), reader.manifest.findings)


def hidden(findings: Iterable[Finding], text: Callable[[str], str]) -> tuple[Finding, ...]:
    """The findings with every text passed through `text`.

    What they quote was hidden before; but a name that is also a word of ours ("nearly") would
    stand in a sentence of the manifest in clear.
    """
    return tuple(
        replace(
            one,
            customer=text(one.customer),
            engineer=text(one.engineer),
            advice=text(one.advice),
            evidence=tuple(_cite(cite, text) for cite in one.evidence),
            values={name: text(value) for name, value in one.values.items()},
        )
        for one in findings
    )


def _cite(cite: Cite, text: Callable[[str], str]) -> Cite:
    """Paths stay: they are those of members, which the leak check sees by themselves."""
    return replace(cite, fact=text(cite.fact), text=text(cite.text))
