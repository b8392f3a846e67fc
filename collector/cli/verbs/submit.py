"""`submit`: from an answers file to a Ticket ID, without a question; the silent mode."""

from __future__ import annotations

import argparse
import json
import math
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from collector.cli.options import add_collect_options, cancel_on_signal, collect_options
from collector.cli.progress_bar import ProgressBar, progress_to
from collector.cli.silent_log import SilentLog
from collector.cli.watchdog import Watchdog
from collector.core.environment import Environment
from collector.core.errors import (
    CancelledError,
    CollectorError,
    ExitCode,
    InputError,
    LeakFoundError,
    MissingInputError,
    UsageError,
)
from collector.core.printable import printable, write_line

if TYPE_CHECKING:
    from collector.srs.item import Item
    from collector.workflow.send import SendResult
    from collector.workflow.submit import Submission, Submitted

NAME = "submit"
HELP = "submit a Support Request from an answers file (silent mode)"

TIME_LIMIT_S = 600.0
"""All of it: collecting, packing and sending. `--time-limit` overrides it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--answers", metavar="FILE.toml", type=Path, help="the answers")
    parser.add_argument(
        "--print-answers", action="store_true", help="print a commented answers file to fill in"
    )
    parser.add_argument("--bundle", metavar="FILE.zip", type=Path, help="a bundle made before")
    parser.add_argument("--srs", metavar="URL", help="address of the Support Request System")
    add_collect_options(parser)


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    if args.print_answers:
        from collector.request.template import print_answers

        environment.stdout.write(print_answers())
        return ExitCode.DONE
    if args.answers is None:
        raise UsageError(
            "submit needs --answers FILE.toml.",
            hint="`paragon-collector submit --print-answers` prints one to fill in.",
        )
    log = SilentLog(environment)
    ending = _Ending(log=str(log.path))
    try:
        return _submit(args, environment, log, ending)
    finally:
        log.close()


@dataclass(slots=True)
class _Ending:
    """The one line of JSON with which silent mode ends, whatever happened."""

    log: str
    ticket: str = ""
    bundle: str = ""
    receipt: str = ""
    outbox_item: str = ""
    error: str = ""
    hint: str = ""
    faults: tuple[str, ...] = ()

    def queued(self, item: Item) -> None:
        """Known from now on, whatever happens to the sending."""
        self.outbox_item, self.ticket = item.id, item.state.ticket_id
        self.bundle = str(item.bundle) if item.state.bundle else ""

    def line(self, code: ExitCode) -> str:
        answer = {
            "ticket": self.ticket or None, "bundle": self.bundle or None,
            "receipt": self.receipt or None, "outbox_item": self.outbox_item or None,
            "exit_code": int(code),
            "error": self.error or None, "hint": self.hint or None,
            "faults": list(self.faults), "log": self.log,
        }  # fmt: skip
        return json.dumps(answer, ensure_ascii=False)


def _submit(
    args: argparse.Namespace, environment: Environment, log: SilentLog, ending: _Ending
) -> ExitCode:
    progress = progress_to(args.progress, environment.stderr)
    try:
        seconds = _time_limit(args)
        deadline = time.monotonic() + seconds

        def too_late() -> int:
            ending.error = "Time is up, and a call to the system or the network did not return."
            ending.hint = "What was queued waits in the outbox: paragon-collector outbox list"
            log(ending.line(ExitCode.NOT_FINISHED))
            write_line(environment.stdout, ending.line(ExitCode.NOT_FINISHED))
            environment.stdout.flush()
            return ExitCode.NOT_FINISHED

        with Watchdog(seconds, too_late), cancel_on_signal() as cancel:
            submission = _submission(args, environment)
            from collector.workflow.submit import Deadline, submit

            submitted = submit(
                submission, environment, deadline=Deadline(ends=deadline),
                progress=progress, cancel=cancel, say=log, queued=ending.queued,
            )  # fmt: skip
        code = _ended(submitted, submission, environment, ending)
    except CollectorError as error:
        code = _failed(error, environment, ending)
    except Exception as error:
        code = _defect(error, environment, ending)
    finally:
        if isinstance(progress, ProgressBar):
            progress.close()
    log(ending.line(code))
    write_line(environment.stdout, ending.line(code))
    return code


def _time_limit(args: argparse.Namespace) -> float:
    """Seconds for all of it; collecting keeps the answers' own limit."""
    limit, args.time_limit = args.time_limit, None
    if limit is not None and not 0 < limit < math.inf:
        raise UsageError("--time-limit is a positive number of seconds.")
    return float(limit or TIME_LIMIT_S)


def _submission(args: argparse.Namespace, environment: Environment) -> Submission:
    from collector.core.settings import load_settings, srs_url
    from collector.request.answers import read_answers
    from collector.srs.protocol import Mode
    from collector.workflow.submit import Submission

    answers = read_answers(args.answers)
    url = srs_url(args.srs, load_settings(environment.paths, environment.environ))
    return Submission(
        request=answers.request, options=collect_options(args, answers.collect), srs_url=url,
        mode=Mode.SILENT, attachments=answers.attachments, bundle=args.bundle,
    )  # fmt: skip


def _ended(
    submitted: Submitted, submission: Submission, environment: Environment, ending: _Ending
) -> ExitCode:
    sent = submitted.sent
    ending.ticket, ending.bundle = sent.ticket_id, str(sent.bundle or "")
    ending.receipt = str(sent.receipt or "")
    ending.outbox_item = ""
    if sent.error is not None:
        ending.outbox_item = sent.item_id
        kept = "" if isinstance(sent.error, (MissingInputError, CancelledError)) else _kept(sent)
        return _failed(sent.error, environment, ending, kept)
    wanted = [gap for gap in submitted.missing if gap.wanted]
    if submission.options.strict and wanted:
        ending.error = "Done, but some evidence is missing: " + ", ".join(
            f"{gap.probe}/{gap.item.name} ({gap.item.status.value})" for gap in wanted
        )
        return ExitCode.EVIDENCE_MISSING
    return ExitCode.DONE


def _kept(sent: SendResult) -> str:
    ticket = f"The ticket {sent.ticket_id} is there already. " if sent.ticket_id else ""
    item = sent.item_id[:8]
    return (
        f"{ticket}Request and bundle are kept in the outbox as {item}; "
        f"`paragon-collector outbox send {item}` goes on with them."
    )


def _failed(
    error: CollectorError, environment: Environment, ending: _Ending, kept: str = ""
) -> ExitCode:
    ending.error, ending.hint = error.title, " ".join(filter(None, [error.hint, kept]))
    ending.faults = error.faults if isinstance(error, InputError | LeakFoundError) else ()
    hints = [error.hint, kept]
    for line in filter(None, [error.title, *(f"  {one}" for one in ending.faults), *hints]):
        write_line(environment.stderr, printable(line))
    return error.exit_code


def _defect(error: Exception, environment: Environment, ending: _Ending) -> ExitCode:
    """An installer must get its line of JSON even where we failed ourselves."""
    from collector.core.defect import write_report

    place = write_report("".join(traceback.format_exception(error)), environment)
    ending.error = f"A defect in the program stopped it ({type(error).__name__})."
    ending.hint = f"A report about it was written: {place}"
    write_line(environment.stderr, f"{ending.error}\n{ending.hint}")
    return ExitCode.DEFECT
