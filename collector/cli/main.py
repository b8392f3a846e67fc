"""The command line: one parser over the verbs, and the one place where it shows errors."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn, Protocol, cast

from collector.core.environment import Environment
from collector.core.errors import CollectorError, ExitCode, InputError, LeakFoundError
from collector.core.printable import printable, write_line
from collector.core.version import VERSION

VERBS = (
    "collect", "inspect", "submit", "probes", "tickets", "status", "annotate", "close", "reopen",
    "outbox", "redact", "privacy", "demo",
)  # fmt: skip


class Verb(Protocol):
    """A module in `cli/verbs/`. Heavy libraries are imported inside `run`."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace, environment: Environment) -> ExitCode: ...


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(ExitCode.USAGE, f"{self.prog}: {message}\n")


def _verb(name: str) -> Verb:
    return cast(Verb, importlib.import_module(f"collector.cli.verbs.{name}"))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="paragon-collector",
        description="From a disk in trouble to a Ticket ID. Without a command: the guided app.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    commands = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    for name in VERBS:
        verb = _verb(name)
        command = commands.add_parser(verb.NAME, help=verb.HELP, description=verb.HELP)
        command.add_argument("--json", action="store_true", help="print one JSON document")
        verb.add_arguments(command)
    return parser


def main(arguments: Sequence[str], environment: Environment | None = None) -> ExitCode:
    """Run one command; every way out is an ExitCode."""
    environment = environment or Environment.real()
    try:
        args = _parser().parse_args(arguments)
    except SystemExit as exit_:
        return ExitCode(exit_.code if isinstance(exit_.code, int) else ExitCode.USAGE)
    try:
        return _verb(args.verb).run(args, environment)
    except CollectorError as error:
        return show(error, environment, as_json=args.json)
    except KeyboardInterrupt:
        print("Cancelled. What was collected so far is kept.", file=environment.stderr)
        return ExitCode.CANCELLED
    except BrokenPipeError:
        return ExitCode.NOWHERE_TO_WRITE
    except Exception as error:
        return _defect(error, environment)


def show(error: CollectorError, environment: Environment, *, as_json: bool) -> ExitCode:
    """Print an error as a person (or, with --json, a program) wants it; return its exit code."""
    faults = error.faults if isinstance(error, InputError | LeakFoundError) else ()
    if as_json:
        answer: dict[str, Any] = {
            "error": error.title, "hint": error.hint, "faults": list(faults),
            "exit_code": int(error.exit_code),
        }  # fmt: skip
        write_line(environment.stdout, json.dumps(answer, ensure_ascii=False))
    else:
        for line in filter(None, [error.title, *(f"  {fault}" for fault in faults), error.hint]):
            write_line(environment.stderr, printable(line))
    return error.exit_code


def _defect(error: Exception, environment: Environment) -> ExitCode:
    """A defect of our own: write a report, say where it lies. Never a traceback on the screen."""
    from collector.core.defect import write_report

    text = "".join(traceback.format_exception(error))
    place = write_report(text, environment)
    print(
        f"A defect in the program stopped it ({type(error).__name__}). Nothing was sent.\n"
        f"A report about it was written: {place}",
        file=environment.stderr,
    )
    return ExitCode.DEFECT
