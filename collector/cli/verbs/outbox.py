"""The verb `outbox`: what waits to be sent, and sending it now."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from collector.core.environment import Environment
from collector.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collector.workflow.desk import Desk

NAME = "outbox"
HELP = "list what waits to be sent, send it now, or discard an item"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "send", "discard"))
    parser.add_argument(
        "id", nargs="?", default="", metavar="ID",
        help="the item (the first characters are enough); send: that one, even after a refusal",
    )  # fmt: skip
    parser.add_argument(
        "--progress", choices=("auto", "ndjson", "none"), default="auto",
        help="a bar on a terminal, one JSON event a line on standard error, or nothing",
    )  # fmt: skip


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.cli.options import cancel_on_signal
    from collector.cli.progress_bar import saying, shown
    from collector.workflow.desk import open_desk

    if args.action == "discard" and not args.id:
        raise UsageError("`outbox discard` needs the ID of an item.", hint="See `outbox list`.")
    with (
        shown(args.progress, environment.stderr) as progress,
        cancel_on_signal() as cancel,
        open_desk(
            environment,
            progress=progress,
            cancel=cancel,
            notice=saying(progress, environment.stderr),
        ) as desk,
    ):
        action = {"list": _list, "send": _send, "discard": _discard}[args.action]
        return action(args, environment, desk)


def _list(args: argparse.Namespace, environment: Environment, desk: Desk) -> ExitCode:
    from collector.cli import ticket_text as text

    items = [desk.outbox.get(args.id)] if args.id else desk.outbox.items()
    if args.json:
        text.document(environment, {"items": [text.item(one) for one in items]})
        return ExitCode.DONE
    if not items:
        text.say(environment, "The outbox is empty.")
        return ExitCode.DONE
    cells = [
        (
            one.id[:8],
            str(one.state.status).replace("_", " "),
            one.state.ticket_id or "-",
            text.size(one.size) if one.size else "-",
            one.state.subject,
        )
        for one in items
    ]
    text.say(environment, text.table(("ITEM", "STATUS", "TICKET", "SIZE", "SUBJECT"), cells))
    for one in items:
        if one.state.reason:
            text.say(environment, f"{one.id[:8]}: {one.state.reason}")
    return ExitCode.DONE


def _send(args: argparse.Namespace, environment: Environment, desk: Desk) -> ExitCode:
    from collector.cli import ticket_text as text
    from collector.cli.progress_bar import end_line
    from collector.workflow.send import drain, worst

    chosen = [desk.outbox.get(args.id)] if args.id else None
    results = drain(desk, items=chosen)
    end_line(desk.progress)
    code = worst(results)
    if args.json:
        sent = [text.result(one) for one in results]
        text.document(environment, {"results": sent, "exit_code": int(code)})
        return code
    if not results:
        text.say(environment, "Nothing waits to be sent.")
    for one in results:
        text.say(environment, text.result_lines(one))
    return code


def _discard(args: argparse.Namespace, environment: Environment, desk: Desk) -> ExitCode:
    from collector.cli import ticket_text as text

    item = desk.outbox.get(args.id)
    desk.outbox.discard(item)
    if args.json:
        text.document(
            environment, {"discarded": item.id, "ticket_id": item.state.ticket_id or None}
        )
        return ExitCode.DONE
    text.say(environment, f"The item {item.id[:8]} was discarded: {item.state.subject}.")
    if item.state.addition:
        text.say(environment, f"Its ticket {item.state.ticket_id} stays as it is.")
    elif item.state.ticket_id:
        text.say(environment, f"Its ticket {item.state.ticket_id} stays, without the bundle.")
    return ExitCode.DONE
