"""The files of a ticket: there, on their way, or announced; and their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from sqlalchemy import Connection, select

from collector.srs.protocol import (
    Attachment,
    AttachmentKind,
    AttachmentState,
    NewTicket,
    decode,
)
from srs_server.problems import not_found, unavailable
from srs_server.schema import attachments, uploads
from srs_server.service.desk import Desk
from srs_server.service.rows import TicketRow, find_with_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    filename: str
    size: int
    sha256: str
    source: IO[bytes]


def look(desk: Desk, ticket_id: str, token: str) -> tuple[Attachment, ...]:
    with desk.database.reading() as connection:
        return listed(connection, desk, find_with_token(connection, ticket_id, token))


def listed(connection: Connection, desk: Desk, ticket: TicketRow) -> tuple[Attachment, ...]:
    """Complete ones, then those on their way, then those announced of which nothing came."""
    found = [*_complete(connection, ticket.number)]
    for coming in _uploading(connection, desk, ticket.number):
        if all(coming.sha256 != there.sha256 for there in found):
            found.append(coming)
    known = {attachment.sha256 for attachment in found}
    for file in decode(ticket.request.encode(), NewTicket).expected_attachments:
        if file.sha256 not in known:
            known.add(file.sha256)
            found.append(
                Attachment(
                    filename=file.filename,
                    kind=file.kind,
                    size=file.size,
                    received=0,
                    sha256=file.sha256,
                    state=AttachmentState.EXPECTED,
                )
            )
    return tuple(found)


def _complete(connection: Connection, number: int) -> list[Attachment]:
    rows = connection.execute(
        select(attachments)
        .where(attachments.c.ticket == number)
        .order_by(attachments.c.created_at, attachments.c.id)
    )
    return [
        Attachment(
            id=row.id,
            filename=row.filename,
            kind=AttachmentKind(row.kind),
            filetype=row.filetype,
            size=row.size,
            received=row.size,
            sha256=row.sha256,
            state=AttachmentState.COMPLETE,
            created_at=row.created_at,
        )
        for row in rows
    ]


def _uploading(connection: Connection, desk: Desk, number: int) -> list[Attachment]:
    rows = connection.execute(
        select(uploads)
        .where(uploads.c.ticket == number, uploads.c.state == "open")
        .order_by(uploads.c.created_at.desc())
    )
    return [
        Attachment(
            id=row.id,
            filename=row.filename,
            kind=AttachmentKind(row.kind),
            filetype=row.filetype,
            size=row.size,
            received=min(desk.spool.offset(row.id) or 0, row.size),
            sha256=row.sha256,
            state=AttachmentState.UPLOADING,
            created_at=row.created_at,
        )
        for row in rows
    ]


def open_for_agent(desk: Desk, attachment_id: str) -> Download:
    """A complete attachment with its open file, which the caller closes."""
    with desk.database.reading() as connection:
        row = connection.execute(
            select(attachments).where(attachments.c.id == attachment_id)
        ).one_or_none()
    if row is None:
        raise not_found()
    try:
        source = desk.blobs.open(row.id)
    except FileNotFoundError:
        raise unavailable("The file is not where it was put.", 600) from None
    return Download(filename=row.filename, size=row.size, sha256=row.sha256, source=source)
