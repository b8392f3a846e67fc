"""The verb `close`: the problem is solved, or the proposed closure is accepted."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode

NAME = "close"
HELP = "close a ticket: the problem is solved, or you agree to a proposed closure"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ticket_id", metavar="ID", help="the Ticket ID, in any spelling")
    parser.add_argument("--text", default="", metavar="T", help="a last word to the engineer")


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.cli import ticket_text as text
    from collector.workflow import follow
    from collector.workflow.desk import open_desk

    with open_desk(environment) as desk:
        record = follow.known(desk, args.ticket_id)
        ticket, reason = follow.close(desk, record, args.text)
    if args.json:
        answer = {
            "ticket_id": record.ticket_id, "status": str(ticket.status),
            "status_label": ticket.status_label, "reason": str(reason),
        }  # fmt: skip
        text.document(environment, answer)
    else:
        why = str(reason).replace("_", " ")
        text.say(environment, f"{record.ticket_id} is closed ({why}): {ticket.status_label}.")
        text.say(environment, f"Should the problem come back: reopen {record.ticket_id} --text …")
    return ExitCode.DONE
