"""How tickets, events and outbox items read in a terminal; strangers' text is made harmless."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from collector.cli.progress_bar import size
from collector.core.environment import Environment
from collector.core.printable import printable, write_line

__all__ = [
    "document",
    "fault",
    "iso",
    "item",
    "local",
    "record",
    "result",
    "result_lines",
    "say",
    "size",
    "table",
]

if TYPE_CHECKING:
    from collector.core.errors import CollectorError
    from collector.history.model import Record
    from collector.srs.item import Item
    from collector.workflow.send import SendResult


def say(environment: Environment, text: str) -> None:
    """Print `text`; whoever wrote it, a line of it cannot steer the terminal."""
    for line in text.split("\n"):
        write_line(environment.stdout, printable(line))


def document(environment: Environment, value: object) -> None:
    """One JSON document on standard output."""
    write_line(environment.stdout, json.dumps(value, ensure_ascii=False))


def local(moment: datetime | None) -> str:
    """A time as this computer's clock shows it."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M %Z}".strip() if moment else "not known"


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their longest cell; the last one runs free."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    widths[-1] = 0
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def fault(error: CollectorError | None) -> dict[str, Any] | None:
    if error is None:
        return None
    return {"error": error.title, "hint": error.hint, "exit_code": int(error.exit_code)}


def record(one: Record) -> dict[str, Any]:
    return {
        "ticket_id": one.ticket_id,
        "subject": one.subject,
        "status": one.status,
        "status_label": one.status_label,
        "created_at": iso(one.created_at),
        "first_response_due": iso(one.first_response_due),
        "srs_url": one.srs_url,
        "web": one.web_link,
        "bundle": one.bundle_path,
        "bundle_sha256": one.bundle_sha256,
        "complete": one.done,
        "checked_at": iso(one.checked_at),
    }


def item(one: Item) -> dict[str, Any]:
    state = one.state
    return {
        "id": state.id,
        "status": str(state.status),
        "request_id": state.request_id,
        "subject": state.subject,
        "ticket_id": state.ticket_id or None,
        "addition": state.addition,
        "srs_url": state.srs_url,
        "created_at": iso(state.created_at),
        "next_try_at": iso(state.next_try_at),
        "reason": state.reason,
        "folder": str(one.folder),
        "size": one.size,
        "sent": state.offset,
    }


def result(one: SendResult) -> dict[str, Any]:
    return {
        "id": one.item_id,
        "request_id": one.request_id,
        "ticket_id": one.ticket_id or None,
        "done": one.done,
        "first_response_due": iso(one.first_response_due),
        "web": one.web_link,
        "bundle": str(one.bundle) if one.bundle else None,
        "bundle_sha256": one.bundle_sha256,
        "receipt": str(one.receipt) if one.receipt else None,
        "next_try_at": iso(one.next_try_at),
        "fault": fault(one.error),
        "exit_code": int(one.exit_code),
    }


def result_lines(one: SendResult) -> str:
    """A result as a person reads it: what is there, what is missing, what to do."""
    if one.addition and one.done:
        return f"What you added to {one.ticket_id} has arrived."
    lines = [f"Ticket ID: {one.ticket_id}"] if one.ticket_id else []
    if one.first_response_due:
        lines.append(f"First answer due: {local(one.first_response_due)}")
    if one.web_link:
        lines.append(f"Look at it: {one.web_link}")
    if one.error:
        where = f" It is kept in the outbox as {one.item_id[:8]}."
        lines += [f"Not finished: {one.subject}. {one.error.title}{where}", one.error.hint]
    return "\n".join(line for line in lines if line)
