"""The verb `status`: how one ticket stands, with its history and files."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from collector.core.environment import Environment
from collector.core.errors import ExitCode, NotFinishedError

if TYPE_CHECKING:
    from collector.workflow.follow import Detail

NAME = "status"
HELP = "show how a ticket stands, its history and its files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ticket_id", metavar="ID", help="the Ticket ID, in any spelling")


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.cli import ticket_text as text
    from collector.workflow import follow
    from collector.workflow.desk import open_desk

    with open_desk(environment) as desk:
        record = follow.known(desk, args.ticket_id)
        try:
            detail = follow.look(desk, record)
        except NotFinishedError as error:
            raise NotFinishedError(
                f"{error.title} As of {text.local(record.checked_at)}, {record.ticket_id} was: "
                f"{record.status_label}; first answer due {text.local(record.first_response_due)}.",
                hint=error.hint,
            ) from error
    if args.json:
        text.document(environment, _document(detail))
    else:
        text.say(environment, _page(detail))
    return ExitCode.DONE


def _document(detail: Detail) -> dict[str, object]:
    import msgspec

    from collector.cli import ticket_text as text

    return {
        **text.record(detail.record),
        "ticket": msgspec.to_builtins(detail.ticket),
        "events": msgspec.to_builtins(detail.events),
        "attachments": msgspec.to_builtins(detail.attachments),
    }


def _page(detail: Detail) -> str:
    from collector.cli import ticket_text as text
    from collector.srs.faults import plain

    ticket = detail.ticket
    answered = ticket.first_response_at
    due = text.local(ticket.first_response_due)
    lines = [
        f"{ticket.ticket_id}  {ticket.subject}",
        f"Status:            {ticket.status_label}",
        f"First answer due:  {due}" + (f" (came {text.local(answered)})" if answered else ""),
        f"Look at it:        {ticket.links.web}",
    ]
    if ticket.pending_closure:
        lines.append("The engineer proposes to close it: `close` agrees, `annotate` objects.")
    lines.append("Files:" if detail.attachments else "Files: none")
    for one in detail.attachments:
        lines.append(f"  {plain(one.filename, 100)}  {text.size(one.size)}  {one.state}")
    lines.append("History:")
    for event in detail.events:
        who = plain(event.actor_name, 60) or str(event.actor)
        lines.append(f"  {text.local(event.at)}  {who}: {str(event.type).replace('_', ' ')}")
        lines += [f"      {plain(line, 2000)}" for line in event.text.splitlines() if line.strip()]
    return "\n".join(lines)
