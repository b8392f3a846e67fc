"""The verb `tickets`: the requests that this installation sent."""

from __future__ import annotations

import argparse

from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.printable import printable, write_line

NAME = "tickets"
HELP = "list the Support Requests that were sent from this account, with their status"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`tickets` takes no options of its own."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.cli import ticket_text as text
    from collector.workflow import follow
    from collector.workflow.desk import open_desk

    with open_desk(environment) as desk:
        rows = follow.tickets(desk)
    if args.json:
        listed = [{**text.record(row.record), "fault": text.fault(row.fault)} for row in rows]
        text.document(environment, {"tickets": listed})
        return ExitCode.DONE
    if not rows:
        text.say(environment, "No Support Request was sent from this account yet.")
        return ExitCode.DONE
    cells = [
        (
            row.record.ticket_id,
            row.record.status_label + (" *" if row.fault else ""),
            text.local(row.record.first_response_due),
            row.record.subject,
        )
        for row in rows
    ]
    text.say(environment, text.table(("TICKET", "STATUS", "FIRST ANSWER DUE", "SUBJECT"), cells))
    faults = {row.fault.title: row for row in rows if row.fault}
    for title, row in faults.items():
        seen = text.local(row.record.checked_at)
        write_line(environment.stderr, printable(f"* as of {seen}: {title}"))
    return ExitCode.DONE
