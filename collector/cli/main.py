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
from collector.core.errors import (
    CancelledError,
    CollectorError,
    ExitCode,
    InputError,
    LeakFoundError,
    NowhereToWriteError,
    UsageError,
)
from collector.core.printable import flush, printable, write_line
from collector.core.streams import drop
from collector.core.version import VERSION

VERBS = (
    "collect", "inspect", "submit", "probes", "tickets", "status", "annotate", "close", "reopen",
    "outbox", "redact", "privacy", "rescue", "demo",
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
        raise UsageError(f"{self.prog}: {message}")


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
        code = _run(arguments, environment)
        flush(environment.stdout)
    except BrokenPipeError:
        drop(environment.stdout)
        return ExitCode.NOWHERE_TO_WRITE
    except NowhereToWriteError as error:
        drop(environment.stdout)
        return show(error, environment, as_json=False)
    return code


def _run(arguments: Sequence[str], environment: Environment) -> ExitCode:
    """Parse and run. Raises only what standard output does where it cannot be written."""
    as_json, silent = "--json" in arguments, list(arguments[:1]) == ["submit"]
    try:
        args = _parser().parse_args(arguments)
        return _verb(args.verb).run(args, environment)
    except SystemExit:  # --help, --version
        return ExitCode.DONE
    except CollectorError as error:
        return show(error, environment, as_json=as_json, silent=silent)
    except KeyboardInterrupt:
        cancelled = CancelledError("Cancelled.", hint="What was collected so far is kept.")
        return show(cancelled, environment, as_json=as_json, silent=silent)
    except BrokenPipeError:
        raise
    except Exception as error:
        return _defect(error, environment)


def show(
    error: CollectorError, environment: Environment, *, as_json: bool, silent: bool = False
) -> ExitCode:
    """Print an error as a person (or, with --json, a program) wants it; return its exit code.

    Silent mode gets both: it ends with its line of JSON even where it never began.
    """
    faults = error.faults if isinstance(error, InputError | LeakFoundError) else ()
    if as_json or silent:
        answer: dict[str, Any] = {
            "error": error.title, "hint": error.hint, "faults": list(faults),
            "exit_code": int(error.exit_code),
        }  # fmt: skip
        if silent:
            nothing = dict.fromkeys(("ticket", "bundle", "receipt", "outbox_item"))
            answer = {**nothing, **answer, "log": None}
        write_line(environment.stdout, json.dumps(answer, ensure_ascii=False))
    if silent or not as_json:
        for line in filter(None, [error.title, *(f"  {fault}" for fault in faults), error.hint]):
            write_line(environment.stderr, printable(line))
    return error.exit_code


def _defect(error: Exception, environment: Environment) -> ExitCode:
    """A defect of our own: write a report, say where it lies. Never a traceback on the screen."""
    from collector.core.defect import write_report

    text = "".join(traceback.format_exception(error))
    place = write_report(text, environment)
    write_line(
        environment.stderr,
        f"A defect in the program stopped it ({type(error).__name__}). What was collected or "
        f"queued before is kept.\nA report about it was written: {place}",
    )
    return ExitCode.DEFECT
