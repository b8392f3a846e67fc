"""The verb `inspect`: what a bundle means, what is inside, and whether it is what it says it is."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from collector.cli import inspect_more
from collector.cli.inspect_more import More
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.printable import printable, write_line

if TYPE_CHECKING:
    from collector.bundle.reader import Verification
    from collector.workflow.report import Opened

NAME = "inspect"
HELP = "say what a bundle means, list what is inside and verify every file of it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `inspect`."""
    parser.add_argument("bundle", metavar="FILE.zip", help="the bundle")
    inspect_more.add_arguments(parser)


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    """Exit 0 only if every size and hash is that of the manifest."""
    from collector.bundle.reader import open_bundle
    from collector.workflow import report

    inspect_more.check(args)
    with open_bundle(Path(args.bundle)) as reader:
        result = reader.verify()
        bundle = report.opened(reader)
        more = inspect_more.make(args, bundle, result)
        if args.json:
            return _as_json(bundle, result, more, environment)
        return _as_text(bundle, result, more, environment)


def _as_json(
    bundle: Opened, result: Verification, more: More, environment: Environment
) -> ExitCode:
    import msgspec

    answer = {
        "path": str(bundle.reader.path),
        "size": bundle.reader.size,
        "verified": result.ok,
        "files": result.files,
        "bytes": result.bytes,
        "mismatches": [{"path": one.path, "what": one.what} for one in result.mismatches],
        "findings": msgspec.to_builtins(bundle.findings) if result.ok else [],
        **inspect_more.as_json(more),
        "manifest": msgspec.to_builtins(bundle.reader.manifest),
        "exit_code": int(ExitCode.DONE if result.ok else ExitCode.INPUT),
    }
    # ASCII only: escapes cannot move a cursor, and every stream can encode them.
    write_line(environment.stdout, json.dumps(answer, ensure_ascii=True))
    return ExitCode.DONE if result.ok else ExitCode.INPUT


def _as_text(
    bundle: Opened, result: Verification, more: More, environment: Environment
) -> ExitCode:
    from collector.bundle.errors import NotVerifiedError
    from collector.bundle.listing import listing

    if result.ok:
        _first(bundle, environment)
    for line in inspect_more.change_lines(more):
        write_line(environment.stdout, line)
    for line in listing(bundle.reader.manifest, bundle.reader.size):
        write_line(environment.stdout, line)
    for line in inspect_more.page_lines(more):
        write_line(environment.stdout, line)
    if not result.ok:
        environment.stdout.flush()
        count = len(result.mismatches)
        raise NotVerifiedError(
            bundle.reader.path,
            f"is not what its manifest says: {count} of {count + result.files} files do not match",
            faults=tuple(f"{printable(one.path)} {one.what}" for one in result.mismatches),
        )
    write_line(environment.stdout, f"verified: {result.files} files, {result.bytes} bytes")
    return ExitCode.DONE


def _first(bundle: Opened, environment: Environment) -> None:
    """Findings, then the machine in twenty lines; of evidence that is what it says it is."""
    from collector.findings.listing import finding_lines, summary_lines

    for line in finding_lines(bundle.findings):
        write_line(environment.stdout, line)
    for line in summary_lines(bundle.case):
        write_line(environment.stdout, line)
