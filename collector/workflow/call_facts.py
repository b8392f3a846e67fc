"""What the call sheet holds (rules 42-48), gathered from form and evidence; the app names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from collector.request.form import SupportRequest
from collector.workflow.found_products import FoundProduct
from collector.workflow.summary import HasFacts, build_as_found, machine_summary

MOST_DISKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """The form with the build as it was found, and the machine in short lines: `os` and `system`
    (rule 44), `configuration` (rule 47: disks), `products` that were found."""

    request: SupportRequest
    written_at: datetime
    os: str = ""
    system: tuple[str, ...] = ()
    configuration: tuple[str, ...] = ()
    products: tuple[FoundProduct, ...] = ()


def call_facts(request: SupportRequest, evidence: HasFacts | None, now: datetime) -> CallFacts:
    """Rules 42 (who), 43 (how to reach), 44 to 47 (the machine), 48 (the problem); without
    evidence the machine's part is empty, to be filled in by hand."""
    if evidence is None:
        return CallFacts(request=request, written_at=now)
    machine = machine_summary(evidence)
    from collector.workflow.found_products import found

    return CallFacts(
        request=build_as_found(request, evidence),
        written_at=now,
        os=machine.os,
        system=tuple(
            line for line in machine.system_summary.splitlines() if not line.startswith("Product:")
        ),
        configuration=tuple(machine.system_configuration.splitlines()[:MOST_DISKS]),
        products=found(evidence),
    )
