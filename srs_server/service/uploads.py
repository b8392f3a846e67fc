"""Uploads: announced, continued at the byte where they stand, verified, linked to the ticket."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, and_, exists, func, insert, or_, select, update

from collector.core.durable import checkpoint
from collector.srs.protocol import Actor, AttachmentKind, EventType, Slug, Status
from srs_server.blobs import sha256_of
from srs_server.keys import matches
from srs_server.lifecycle import Action
from srs_server.problems import ProblemError, not_found, unavailable
from srs_server.schema import attachments, tickets, uploads
from srs_server.service.desk import Desk
from srs_server.service.rows import act, by_number, find_with_token, record

_SPARE_BYTES = 64 * 1024 * 1024  # room that is left for the database


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What Upload-Metadata says about a file; `sha256` in lower-case hexadecimal."""

    filename: str
    sha256: str
    kind: AttachmentKind = AttachmentKind.OTHER
    filetype: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """`size` in bytes; `state` is open or complete."""

    id: str
    ticket: int
    size: int
    sha256: str
    state: str


def start(desk: Desk, ticket_id: str, token: str, size: int, file: Announced) -> Upload:
    """A new upload; size, quota and status are decided here, before a byte is sent."""
    at, key = desk.now(), uuid.uuid4().hex
    with desk.database.writing() as connection:
        row = find_with_token(connection, ticket_id, token)
        if row.status == Status.SUPPORTED:
            act(connection, row, Action.ATTACH, at)  # refuses, and names what is allowed
        _check_size(connection, desk, row.number, size, file)
        desk.spool.start(key)
        connection.execute(
            insert(uploads).values(
                id=key,
                ticket=row.number,
                filename=file.filename,
                filetype=file.filetype,
                kind=file.kind,
                size=size,
                sha256=file.sha256,
                state="open",
                created_at=at,
            )
        )
    return Upload(id=key, ticket=row.number, size=size, sha256=file.sha256, state="open")


def _check_size(
    connection: Connection, desk: Desk, number: int, size: int, file: Announced
) -> None:
    limits = desk.settings.limits
    if size > limits.max_bundle_bytes:
        raise ProblemError(Slug.TOO_LARGE, f"A file may have {limits.max_bundle_bytes} bytes.")
    full = _quota(connection, desk, number, size)
    if full and _drop_abandoned(connection, desk, number, size, file):
        full = _quota(connection, desk, number, size)
    if full:
        raise ProblemError(Slug.TOO_LARGE, full)
    if shutil.disk_usage(desk.settings.data).free < size + _SPARE_BYTES:
        raise unavailable("There is no room for this file at the moment.", 600)


def _quota(connection: Connection, desk: Desk, number: int, size: int) -> str:
    """Which limit of the ticket another file of `size` bytes would pass; "" if none."""
    limits, files, total = desk.settings.limits, 0, 0
    for table, wanted in (
        (attachments, attachments.c.ticket == number),
        (uploads, (uploads.c.ticket == number) & (uploads.c.state == "open")),
    ):
        count, used = connection.execute(
            select(func.count(), func.coalesce(func.sum(table.c.size), 0)).where(wanted)
        ).one()
        files, total = files + count, total + int(used)
    if files >= limits.max_files:
        return f"A ticket may have {limits.max_files} files."
    if total + size > limits.max_ticket_bytes:
        return f"The files of a ticket may have {limits.max_ticket_bytes} bytes."
    return ""


def _drop_abandoned(
    connection: Connection, desk: Desk, number: int, size: int, file: Announced
) -> int:
    """End uploads without a byte whose file is announced anew, or there: their addresses were lost
    on the way to the customer, once for each interruption. How many there were."""
    arrived = exists().where(
        attachments.c.ticket == number,
        attachments.c.sha256 == uploads.c.sha256,
        attachments.c.filename == uploads.c.filename,
        attachments.c.kind == uploads.c.kind,
    )
    announced = and_(
        uploads.c.sha256 == file.sha256,
        uploads.c.filename == file.filename,
        uploads.c.kind == file.kind,
        uploads.c.size == size,
    )
    same = connection.scalars(
        select(uploads.c.id).where(
            uploads.c.ticket == number, uploads.c.state == "open", or_(arrived, announced)
        )
    )
    empty = [key for key in same if not desk.spool.offset(key)]
    connection.execute(update(uploads).where(uploads.c.id.in_(empty)).values(state="ended"))
    for key in empty:
        desk.spool.remove(key)
    return len(empty)


def find(desk: Desk, upload_id: str, token: str) -> Upload:
    """The upload that `token` may touch; 404 if there is none, 410 if it ended."""
    with desk.database.reading() as connection:
        row = connection.execute(
            select(uploads, tickets.c.token_hash)
            .join(tickets, tickets.c.number == uploads.c.ticket)
            .where(uploads.c.id == upload_id)
        ).one_or_none()
    if row is None or not matches(token, row.token_hash):
        raise not_found()
    upload = Upload(id=row.id, ticket=row.ticket, size=row.size, sha256=row.sha256, state=row.state)
    if row.state not in ("open", "complete") or offset(desk, upload) is None:
        raise ProblemError(Slug.UPLOAD_GONE)
    if row.state == "open" and expires(desk, upload) <= desk.now():
        raise ProblemError(Slug.UPLOAD_GONE, "It expired.")
    return upload


def offset(desk: Desk, upload: Upload) -> int | None:
    """Bytes that are there; None if the file is lost."""
    if upload.state == "complete":
        return upload.size
    found = desk.spool.offset(upload.id)
    return desk.blobs.size(upload.id) if found is None else min(found, upload.size)


def expires(desk: Desk, upload: Upload) -> datetime:
    """When an open upload is deleted (aware UTC), counted from its last byte."""
    try:
        touched = datetime.fromtimestamp(desk.spool.touched(upload.id), UTC)
    except FileNotFoundError:
        touched = desk.now()
    return touched + timedelta(seconds=desk.settings.limits.upload_expires_s)


def finish(desk: Desk, upload: Upload) -> None:
    """Verify and link a file whose bytes are all there; done twice it is done once.

    The caller holds the upload. The 460 problem if the bytes are not those announced.
    """
    if upload.state == "complete":
        return
    spooled = desk.spool.path(upload.id)
    if spooled.exists():
        with spooled.open("rb") as source:
            found = sha256_of(source)
        if found != upload.sha256:
            end(desk, upload, "failed")
            raise ProblemError(
                Slug.CHECKSUM_MISMATCH, f"Announced {upload.sha256}, received {found}."
            )
        desk.blobs.put(upload.id, spooled)
    checkpoint("srs.link.before-commit")
    with desk.database.writing() as connection:
        needed = _link(connection, desk, upload)
    checkpoint("srs.link.after-commit")
    if not needed:
        desk.blobs.remove(upload.id)


def _link(connection: Connection, desk: Desk, upload: Upload) -> bool:
    """Make it an attachment; False if the ticket has this very file already."""
    at = desk.now()
    row = connection.execute(select(uploads).where(uploads.c.id == upload.id)).one()
    if row.state != "open":
        return True
    connection.execute(update(uploads).where(uploads.c.id == row.id).values(state="complete"))
    twin = connection.execute(
        select(attachments.c.id).where(
            attachments.c.ticket == row.ticket,
            attachments.c.sha256 == row.sha256,
            attachments.c.filename == row.filename,
            attachments.c.kind == row.kind,
        )
    ).scalar()
    if twin is not None:
        return False
    connection.execute(
        insert(attachments).values(
            id=row.id,
            ticket=row.ticket,
            filename=row.filename,
            filetype=row.filetype,
            kind=row.kind,
            size=row.size,
            sha256=row.sha256,
            created_at=at,
        )
    )
    ticket = by_number(connection, row.ticket)
    before = after = Status(ticket.status)
    if before is not Status.SUPPORTED:  # a file that was on its way does not reopen a ticket
        after = act(connection, ticket, Action.ATTACH, at).status
    record(
        connection,
        row.ticket,
        at,
        EventType.ATTACHED,
        Actor.CUSTOMER,
        text=row.filename,
        moved=(before, after),
        attachment_ids=(row.id,),
    )
    return True


def end(desk: Desk, upload: Upload, state: str = "ended") -> None:
    """Give an open upload up and delete its bytes."""
    with desk.database.writing() as connection:
        connection.execute(
            update(uploads)
            .where(uploads.c.id == upload.id, uploads.c.state == "open")
            .values(state=state)
        )
    desk.spool.remove(upload.id)


def recover(desk: Desk) -> list[str]:
    """After a start: link what was complete, drop what no upload owns; ids of what was linked."""
    linked = []
    opened = _open_uploads(desk)
    for upload in opened:
        if offset(desk, upload) == upload.size:
            try:
                finish(desk, upload)
                linked.append(upload.id)
            except ProblemError:
                continue
    for key in desk.spool.keys() - {upload.id for upload in opened}:
        desk.spool.remove(key)
    return linked


def expire(desk: Desk) -> int:
    """Delete uploads whose time is over; how many there were."""
    over = [upload for upload in _open_uploads(desk) if expires(desk, upload) <= desk.now()]
    for upload in over:
        end(desk, upload, "expired")
    return len(over)


def _open_uploads(desk: Desk) -> list[Upload]:
    with desk.database.reading() as connection:
        rows = connection.execute(select(uploads).where(uploads.c.state == "open"))
        return [
            Upload(id=row.id, ticket=row.ticket, size=row.size, sha256=row.sha256, state=row.state)
            for row in rows
        ]
