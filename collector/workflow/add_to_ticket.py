"""Adding to a ticket that is there already: a note, files, and evidence collected now."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from collector.core.environment import Environment
from collector.core.paths import private
from collector.evidence.set import EvidenceSet
from collector.history.model import Record
from collector.workflow.attach import ready_to_attach, send_ready
from collector.workflow.deliver import stop_for_reading
from collector.workflow.desk import Desk
from collector.workflow.draft import Draft
from collector.workflow.follow import annotate, known
from collector.workflow.leak_check import Accepted
from collector.workflow.pack import default_name, pack

NO_TEXT = "Files for this ticket."


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What the ticket has now: its record, and the names of the files that were added."""

    record: Record
    files: tuple[str, ...]


def mine(desk: Desk) -> tuple[Record, ...]:
    """The tickets of this installation, newest first, as last seen; asks nobody."""
    return tuple(desk.history.records())


def add(
    draft: Draft,
    files: Sequence[Path],
    evidence: EvidenceSet | None,
    desk: Desk,
    environment: Environment,
    *,
    accepted: Collection[Accepted] = (),
) -> Added:
    """Send the draft's note with the evidence (and the attachments in it) to `draft.ticket_id`,
    or, where nothing was collected, the files alone, cleaned. Repeating it adds nothing twice.

    Raises UsageError (mistyped), MissingInputError (not a ticket of this installation: a new
    request can name it as the earlier one), LeaksFoundError and the client's faults; nothing is
    queued, the draft keeps everything.
    """
    record = known(desk, draft.ticket_id)
    text = draft.note.strip() or NO_TEXT
    if evidence is None:
        with ready_to_attach(files, environment, desk.cancel) as ready:
            send_ready(desk, record, text, ready)
        return Added(record=record, files=tuple(path.name for path in files))
    folder = private(private(environment.paths.state) / f"adding-{draft.id}")
    try:
        bundle = folder / default_name(evidence.host_pseudonym, evidence.created_at)
        bundle_id = str(uuid.uuid5(uuid.UUID(evidence.id), draft.id))
        pack(
            evidence, bundle, overwrite=True, bundle_id=bundle_id, paths=environment.paths,
            stop=stop_for_reading, accepted=accepted, progress=desk.progress, cancel=desk.cancel,
        )  # fmt: skip
        annotate(desk, record, text, [bundle])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Added(record=record, files=(bundle.name,))
