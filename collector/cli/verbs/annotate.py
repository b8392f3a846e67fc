"""The verb `annotate`: add a comment, and files, to a ticket."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collector.core.environment import Environment
from collector.core.errors import CollectorError, ExitCode, UsageError

if TYPE_CHECKING:
    from collector.workflow.attach import Attached
    from collector.workflow.send import SendResult

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
    from collector.cli.options import cancel_on_signal
    from collector.cli.progress_bar import saying, shown
    from collector.workflow import follow
    from collector.workflow.addition import queue_files
    from collector.workflow.attach import ready_to_attach
    from collector.workflow.desk import open_desk
    from collector.workflow.send import drain

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
            pairs = [(one.name, one.file) for one in attached]
            item = queue_files(record, args.text, pairs, desk)
        [result] = drain(desk, items=[item])
    if result.error is not None:
        raise _kept(result.error, result.item_id)
    _say(args, environment, result, attached)
    return ExitCode.DONE


def _kept(error: CollectorError, item_id: str) -> CollectorError:
    """The error, saying what became of the comment."""
    short = item_id[:8]
    error.hint = (
        f"{error.hint} " if error.hint else ""
    ) + f"Your comment is kept in the outbox as {short}: `outbox send {short}` tries it again."
    return error


def _say(
    args: argparse.Namespace,
    environment: Environment,
    result: SendResult,
    attached: Sequence[Attached],
) -> None:
    from collector.cli import ticket_text as text

    if args.json:
        comment = result.comment
        answer = {
            "ticket_id": result.ticket_id,
            "event_id": comment.id if comment else None,
            "at": text.iso(comment.at) if comment else None,
            "attachment_ids": list(comment.attachment_ids) if comment else [],
            "sent_as_they_are": [str(one.source) for one in attached if not one.cleaned],
        }
        text.document(environment, answer)
        return
    files = f" with {len(args.attach)} file(s)" if args.attach else ""
    text.say(environment, f"Your comment{files} was added to {result.ticket_id}.")
    for one in attached:
        if not one.cleaned:
            text.say(environment, _as_it_is(one.source.name, one.name))


def _as_it_is(own: str, sent: str) -> str:
    named = "" if sent == own else f", under the name {sent}"
    return f"{own} went as it is{named}: nothing can be hidden in it."
