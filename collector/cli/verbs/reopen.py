"""The verb `reopen`: the problem of a closed ticket is back."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode, UsageError

NAME = "reopen"
HELP = "reopen a closed ticket because its problem is back (a new problem is a new request)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ticket_id", metavar="ID", help="the Ticket ID, in any spelling")
    parser.add_argument("--text", required=True, metavar="T", help="what is wrong again")


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.cli import ticket_text as text
    from collector.workflow import follow
    from collector.workflow.desk import open_desk

    if not args.text.strip():
        raise UsageError("The comment is empty.", hint="Say with --text what is wrong again.")
    with open_desk(environment) as desk:
        record = follow.known(desk, args.ticket_id)
        ticket = follow.reopen(desk, record, args.text)
    if args.json:
        answer = {
            "ticket_id": record.ticket_id, "status": str(ticket.status),
            "status_label": ticket.status_label, "reopen_count": ticket.reopen_count,
        }  # fmt: skip
        text.document(environment, answer)
    else:
        text.say(environment, f"{record.ticket_id} is open again: {ticket.status_label}.")
    return ExitCode.DONE
