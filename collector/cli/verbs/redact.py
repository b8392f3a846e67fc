"""The verb `redact`: the engine over what exists already; never in place."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from collector.cli.options import cancel_on_signal
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.printable import printable, write_line

NAME = "redact"
HELP = "write a redacted copy of a file, a folder or a bundle"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("source", metavar="FILE|DIR|BUNDLE.zip", type=Path, help="what is read; it is not changed")
    add("--out", metavar="PATH", type=Path, help="default: beside it, with -redacted in its name")
    add("--force", action="store_true", help="overwrite an existing file")
    add("--privacy", choices=("standard", "strict"), default="standard", help="how much is hidden")
    add("--code-page", metavar="CP", default="", help="encoding of what is not Unicode: cp1251")


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.bundle.readme import hidden_words
    from collector.privacy.model import Level
    from collector.workflow.redact import redact

    with cancel_on_signal() as cancel:
        done = redact(
            args.source, args.out, environment, level=Level(args.privacy), overwrite=args.force,
            code_page=args.code_page, cancel=cancel,
        )  # fmt: skip
    if args.json:
        answer = {
            "out": str(done.out), "files": done.files, "hidden": done.hidden,
            "left_out": [{"path": path, "reason": reason} for path, reason in done.left_out],
            "exit_code": int(ExitCode.DONE),
        }  # fmt: skip
        write_line(environment.stdout, json.dumps(answer))
        return ExitCode.DONE
    for path, reason in done.left_out:
        write_line(environment.stderr, printable(f"{path} - {reason}", 500))
    words = ", ".join(hidden_words(done.hidden)) or "nothing was found"
    write_line(environment.stdout, f"Hidden in {done.files} file(s): {words}")
    write_line(environment.stdout, f"Written: {printable(str(done.out), 2000)}")
    return ExitCode.DONE
