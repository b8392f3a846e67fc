"""`demo`: the whole main job against an embedded SRS on this machine."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from collector.cli.options import cancel_on_signal
from collector.cli.progress_bar import saying, shown, size
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.printable import write_line

if TYPE_CHECKING:
    from collector.workflow.submit import Submitted

NAME = "demo"
HELP = "the whole main job against an embedded SRS on this machine"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dir", metavar="DIR", type=Path, default=Path(".demo"),
        help="where the demo keeps everything (default: .demo in the current folder)",
    )  # fmt: skip
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--app", action="store_true", help="open the app against the embedded SRS")
    what.add_argument(
        "--serve", action="store_true", help="serve the demo's tickets until interrupted"
    )


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.workflow import demo

    home = args.dir.absolute()
    if args.serve:
        where = f"http://127.0.0.1:{demo.PORT}"
        write_line(environment.stderr, f"Serving the demo's tickets at {where}. End with Ctrl-C.")
        return demo.serve(home)
    if args.app:
        return demo.open_app(home, environment)
    with shown("auto", environment.stderr) as progress, cancel_on_signal() as cancel:
        say = saying(progress, environment.stderr)
        submitted = demo.run(home, environment, progress=progress, cancel=cancel, say=say)
    if submitted.sent.error is not None:
        raise submitted.sent.error
    write_line(environment.stdout, _last_lines(submitted, demo.PORT))
    return ExitCode.DONE


def _last_lines(submitted: Submitted, port: int) -> str:
    sent = submitted.sent
    due = sent.first_response_due
    parts = urlsplit(sent.web_link)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    lines = [f"Receipt: {_from_here(sent.receipt)}"] if sent.receipt else []
    lines.append(f"Ticket ID: {sent.ticket_id}")
    if due is not None:
        lines.append(f"First answer due: {due.astimezone():%Y-%m-%d %H:%M %Z} (local time)")
    if sent.bundle is not None:
        lines.append(f"Bundle: {_from_here(sent.bundle)} ({size(sent.bundle.stat().st_size)})")
    where = f"http://127.0.0.1:{port}{path}"
    lines.append(f"Look at the ticket: make srs, then open {where}")
    return "\n".join(lines)


def _from_here(path: Path) -> Path:
    """`path` as one would type it in the current folder."""
    with suppress(ValueError, OSError):
        return path.relative_to(Path.cwd())
    return path
