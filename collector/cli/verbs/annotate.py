"""The verb `annotate`: add a comment, and files, to a ticket."""

from __future__ import annotations

import argparse
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import ExitCode, UsageError

NAME = "annotate"
HELP = "add a comment, and files, to a ticket"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ticket_id", metavar="ID", help="the Ticket ID, in any spelling")
    parser.add_argument("--text", required=True, metavar="T", help="what you want to say")
    parser.add_argument(
        "--attach", action="append", default=[], type=Path, metavar="FILE",
        help="a file to send along; what is personal is hidden in text and in names",
    )  # fmt: skip


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.cli import ticket_text as text
    from collector.cli.options import cancel_on_signal
    from collector.cli.progress_bar import saying, shown
    from collector.workflow import follow
    from collector.workflow.attach import ready_to_attach, send_ready
    from collector.workflow.desk import open_desk

    if not args.text.strip():
        raise UsageError("The comment is empty.", hint="Say something with --text.")
    with (
        shown("none" if args.json else "auto", environment.stderr) as progress,
        cancel_on_signal() as cancel,
        open_desk(
            environment,
            progress=progress,
            cancel=cancel,
            notice=saying(progress, environment.stderr),
        ) as desk,
    ):
        record = follow.known(desk, args.ticket_id)
        with ready_to_attach(args.attach, environment, cancel) as attached:
            comment = send_ready(desk, record, args.text, attached)
    if args.json:
        answer = {
            "ticket_id": record.ticket_id, "event_id": comment.id, "at": text.iso(comment.at),
            "attachment_ids": list(comment.attachment_ids),
            "sent_as_they_are": [str(one.source) for one in attached if not one.cleaned],
        }  # fmt: skip
        text.document(environment, answer)
    else:
        files = f" with {len(args.attach)} file(s)" if args.attach else ""
        text.say(environment, f"Your comment{files} was added to {record.ticket_id}.")
        for one in attached:
            if not one.cleaned:
                text.say(environment, _as_it_is(one.source.name, one.name))
    return ExitCode.DONE


def _as_it_is(own: str, sent: str) -> str:
    named = "" if sent == own else f", under the name {sent}"
    return f"{own} went as it is{named}: nothing can be hidden in it."
