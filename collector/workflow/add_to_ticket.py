"""Adding to a ticket that is there already: a note, files, and evidence collected now."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from pathlib import Path

from collector.core.environment import Environment
from collector.evidence.set import EvidenceSet
from collector.history.model import Record
from collector.srs.item import Item
from collector.workflow import addition
from collector.workflow.attach import ready_to_attach
from collector.workflow.chosen import chosen
from collector.workflow.deliver import stop_for_reading
from collector.workflow.desk import Desk
from collector.workflow.draft import Draft
from collector.workflow.follow import known
from collector.workflow.leak_check import Accepted
from collector.workflow.pack import default_name, pack
from collector.workflow.send import SendResult, result_of

NO_TEXT = "Files for this ticket."


def mine(desk: Desk) -> tuple[Record, ...]:
    """The tickets of this installation, newest first, as last seen; asks nobody."""
    return tuple(desk.history.records())


def queue_addition(
    draft: Draft,
    files: Sequence[Path],
    evidence: EvidenceSet | None,
    desk: Desk,
    environment: Environment,
    *,
    accepted: Collection[Accepted] = (),
) -> Item | SendResult:
    """Put the draft's note with the evidence (and the attachments in it) for `draft.ticket_id`
    into the outbox, or, where nothing was collected, the note with the files alone, cleaned. What
    a killed run had queued or sent is returned as it is; repeating it adds nothing twice.

    Raises UsageError (mistyped), MissingInputError (not a ticket of this installation: a new
    request can name it as the earlier one), LeaksFoundError, NowhereToWriteError, CancelledError;
    then nothing was queued, and the draft keeps everything.
    """
    record = known(desk, draft.ticket_id)
    text, request_id = draft.note.strip() or NO_TEXT, draft.request.request_id
    if evidence is None:
        with ready_to_attach(files, environment, desk.cancel) as ready:
            pairs = [(one.name, one.file) for one in ready]
            item = addition.queue_files(record, text, pairs, desk, request_id=request_id)
        return result_of(item, None) if item.folder.parent == desk.sent else item
    body = addition.comment_body(text)
    fingerprint = addition.print_of(record, text, [("", chosen(draft, evidence))])
    with desk.outbox.stage(request_id, wait_seconds=5) as staging:
        if (before := addition.waiting(request_id, fingerprint, desk)) is not None:
            return before
        if (done := addition.arrived(request_id, fingerprint, desk)) is not None:
            return result_of(done, None)
        pack(
            evidence, staging.file(0), bundle_id=str(uuid.uuid5(uuid.UUID(evidence.id), draft.id)),
            paths=environment.paths, stop=stop_for_reading, accepted=accepted,
            progress=desk.progress, cancel=desk.cancel,
        )  # fmt: skip
        name = default_name(evidence.host_pseudonym, evidence.created_at)
        return addition.enqueued(
            staging, record, desk, body=body, names=[name], fingerprint=fingerprint
        )
