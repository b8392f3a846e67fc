"""`collect`: evidence of this machine into one bundle; nothing is sent."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from collector.cli.options import add_collect_options, cancel_on_signal, collect_options
from collector.cli.progress_bar import saying, shown, size
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.printable import printable, write_line
from collector.request.options import CollectOptions

if TYPE_CHECKING:
    from collector.workflow.collect import Collected

NAME = "collect"
HELP = "collect evidence from this machine into a bundle; nothing is sent"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE.zip", type=Path, help="where the bundle is written")
    parser.add_argument("--force", action="store_true", help="overwrite an existing file")
    add_collect_options(parser)


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.workflow.collect import collect

    options = collect_options(args, CollectOptions())
    with shown(args.progress, environment.stderr) as progress, cancel_on_signal() as cancel:
        collected = collect(
            options, environment, out=args.out, overwrite=args.force,
            limited=args.time_limit is not None,
            progress=progress, cancel=cancel, say=saying(progress, environment.stderr),
        )  # fmt: skip
    code = _exit_code(collected, strict=options.strict)
    if args.json:
        write_line(environment.stdout, json.dumps(_as_json(collected, code), ensure_ascii=False))
    else:
        for line in _as_text(collected):
            write_line(environment.stdout, printable(line))
    return code


def _exit_code(collected: Collected, *, strict: bool) -> ExitCode:
    if collected.cancelled:
        return ExitCode.CANCELLED
    wanted = any(gap.wanted for gap in collected.missing)
    return ExitCode.EVIDENCE_MISSING if strict and wanted else ExitCode.DONE


def _as_json(collected: Collected, code: ExitCode) -> dict[str, object]:
    return {
        "bundle": str(collected.bundle.path), "id": collected.bundle.id,
        "size": collected.bundle.size, "sha256": collected.bundle.sha256,
        "cancelled": collected.cancelled, "exit_code": int(code),
        "missing": [
            {"probe": gap.probe, "item": gap.item.name, "status": gap.item.status.value,
             "reason": gap.item.reason, "searched": list(gap.item.searched)}
            for gap in collected.missing
        ],
    }  # fmt: skip


def _as_text(collected: Collected) -> list[str]:
    lines = []
    if collected.cancelled:
        lines.append("Cancelled. What was collected so far is kept in the bundle.")
    if collected.missing:
        lines.append("Not, or not wholly, collected:")
        for gap in collected.missing:
            searched = f" (searched: {', '.join(gap.item.searched)})" if gap.item.searched else ""
            reason = f": {gap.item.reason}" if gap.item.reason else ""
            status = gap.item.status.value.replace("_", " ")
            lines.append(f"  {gap.probe}/{gap.item.name} {status}{reason}{searched}")
    lines.append(f"Bundle: {collected.bundle.path} ({size(collected.bundle.size)})")
    lines.append(f"SHA-256: {collected.bundle.sha256}")
    return lines
