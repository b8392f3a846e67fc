"""The options that `collect` and `submit` share, and how Ctrl-C becomes a request to stop."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from types import FrameType
from typing import Any

from collector.core.progress import Cancel
from collector.request.options import CollectOptions


def add_collect_options(parser: argparse.ArgumentParser) -> None:
    """Every option defaults to None, so that an answers file can give what the line does not."""
    group = parser.add_argument_group("what is collected")
    add = group.add_argument
    add("--root", metavar="DIR", help="examine another tree instead of this machine")
    add("--install-dir", metavar="DIR", action="append", help="install folder of a product")
    add("--kernel-log", metavar="FILE", action="append", help="a saved copy of a kernel log")
    add("--rescued", metavar="FILE.zip", help="join the bundle that `rescue` wrote to a stick")
    add("--only", metavar="ID,…", type=_ids, help="only these probes")
    add("--skip", metavar="ID,…", type=_ids, help="not these probes")
    add("--include", metavar="ID,…", type=_ids, help="also these, which run on request only")
    add("--since", metavar="SPAN", help="only logs younger than this: 7d, 12h, 2w")
    add("--time-limit", metavar="S", type=float, help="seconds that all of it may take")
    add("--max-size", metavar="MB", type=int, help="limit of the bundle; 0: none")
    add("--max-file-size", metavar="MB", type=int, help="limit of one file; 0: none")
    add("--code-page", metavar="CP", help="encoding of logs that are not Unicode: cp1251")
    add("--privacy", choices=("standard", "strict", "off"), help="how much is hidden")
    add("--work-dir", metavar="DIR", help="where evidence lies until it is packed")
    add("--strict", action="store_true", default=None, help="exit 80 if evidence is missing")
    add(
        "--elevate", action="store_true", default=None,
        help="ask for administrator rights for the probes that need them",
    )  # fmt: skip
    group.add_argument(
        "--progress", choices=("auto", "ndjson", "none"), default="auto",
        help="a bar on a terminal, one JSON event a line on standard error, or nothing",
    )  # fmt: skip


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_FIELDS = {
    "root": "root", "install_dir": "install_dir", "kernel_log": "kernel_log",
    "rescued": "rescued", "only": "only",
    "skip": "skip", "include": "include", "since": "since", "time_limit": "time_limit_s",
    "max_size": "max_size_mb",
    "max_file_size": "max_file_size_mb", "code_page": "code_page", "privacy": "privacy",
    "work_dir": "work_dir", "strict": "strict", "elevate": "elevate",
}  # fmt: skip


def collect_options(args: argparse.Namespace, base: CollectOptions) -> CollectOptions:
    """`base` with every option that stands on the command line."""
    given: dict[str, Any] = {
        field: tuple(value) if isinstance(value, list) else value
        for option, field in _FIELDS.items()
        if (value := getattr(args, option)) is not None
    }
    return replace(base, **given)


@contextmanager
def cancel_on_signal() -> Iterator[Cancel]:
    """The first Ctrl-C (or SIGTERM) asks the work to stop and keep; the second ends it at once."""
    cancel = Cancel()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if cancel.requested:
            raise KeyboardInterrupt
        cancel.request()

    before = {}
    with suppress(ValueError):  # not the main thread: the caller has its own way to cancel
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, ask)
    try:
        yield cancel
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
