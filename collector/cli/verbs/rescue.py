"""`rescue`: from a recovery system, everything about a Windows that does not start, to a stick."""

from __future__ import annotations

import argparse
import atexit
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collector.cli.options import cancel_on_signal
from collector.cli.progress_bar import saying, shown, size
from collector.core.environment import Environment
from collector.core.errors import CancelledError, ExitCode, UsageError
from collector.core.printable import printable, write_line
from collector.request.options import CollectOptions

if TYPE_CHECKING:
    from collector.evidence.rescue.media import Medium
    from collector.workflow.rescue import Rescued
    from collector.workflow.rescue_search import Found

NAME = "rescue"
HELP = "from a recovery system: evidence of a Windows that does not start, onto a stick"
TIME_LIMIT_S = 900.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--to", metavar="DIR", type=Path, help="where the bundle is kept: a folder on a stick")
    add("--yes", action="store_true", help="ask nothing: every Windows that is found")
    add("--list-media", action="store_true", help="show where the bundle can be kept, and exit")
    add("--any-disk", action="store_true", help="accept a target on a disk of this computer")
    add("--image", metavar="FILE", type=Path, action="append", default=[],
        help="read the image of a whole disk instead of this computer's disks")  # fmt: skip
    add("--with-key", action="store_true",
        help="put the pseudonym key beside the bundle: disks match by serial")  # fmt: skip
    add("--time-limit", metavar="S", type=float, default=TIME_LIMIT_S, help="seconds for all of it")
    add("--work-dir", metavar="DIR", default="", help="where evidence lies until it is packed")
    add("--only", metavar="ID,…", default="", help="only these probes")
    add("--skip", metavar="ID,…", default="", help="not these probes")
    add("--include", metavar="ID,…", default="", help="also these, which run on request only")
    add("--max-size", metavar="MB", type=int, default=200, help="limit of the bundle; 0: none")
    add("--privacy", choices=("standard", "strict", "off"), default="standard",
        help="how much is hidden")  # fmt: skip
    add("--progress", choices=("auto", "ndjson", "none"), default="auto", help="as for collect")


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.evidence.platforms import open_machine
    from collector.evidence.rescue.media import media
    from collector.workflow.rescue import Rescue, check_target

    machine = open_machine()
    if machine.platform != "linux":
        raise UsageError("Rescue runs on the Linux of recovery media.", hint="Here, use `collect`.")
    if args.list_media:
        return _list(media(machine, inside=args.any_disk), args, environment)
    to = args.to or _asked_target(media(machine, inside=args.any_disk), args, environment)
    wanted = Rescue(
        to=to.absolute(), images=tuple(image.absolute() for image in args.image),
        inside=args.any_disk, with_key=args.with_key,
        options=CollectOptions(
            time_limit_s=args.time_limit, work_dir=args.work_dir, max_size_mb=args.max_size,
            only=_ids(args.only), skip=_ids(args.skip), include=_ids(args.include),
            privacy=args.privacy,
        ),
    )  # fmt: skip
    check_target(wanted, machine)
    confined = _confine(environment)
    return _rescue(wanted, confined, args, environment)


def _confine(environment: Environment) -> bool:
    """From here on this may be another process: see `private_space`."""
    from collector.evidence.rescue import private_space

    try:
        private_space.enter()
    except private_space.NoSpaceOfOurOwnError as error:
        write_line(
            environment.stderr,
            f"No partition is looked into: {error}. What needs no mount is collected.",
        )
        return False
    return True


def _rescue(
    wanted: object, confined: bool, args: argparse.Namespace, environment: Environment
) -> ExitCode:
    from collector.evidence.rescue.private_space import end_at_once
    from collector.workflow.rescue import Rescue, rescue
    from collector.workflow.silent_medium import SilentMediumError

    assert isinstance(wanted, Rescue)  # noqa: S101 - the type is not imported at the top
    with shown(args.progress, environment.stderr) as progress, cancel_on_signal() as cancel:
        try:
            done = rescue(
                wanted, environment, confined=confined, progress=progress, cancel=cancel,
                choose=lambda found: _asked_windows(found, args, environment),
                say=saying(progress, environment.stderr),
            )  # fmt: skip
        except SilentMediumError as error:
            atexit.register(end_at_once, int(error.exit_code))  # after the error was told
            raise
    if args.json:
        write_line(environment.stdout, json.dumps(_as_json(done)))
    else:
        for line in _as_text(done):
            write_line(environment.stdout, printable(line))
    return ExitCode.CANCELLED if done.cancelled else ExitCode.DONE


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


# questions ---------------------------------------------------------------------------------------


def _asked_target(
    found: Sequence[Medium], args: argparse.Namespace, environment: Environment
) -> Path:
    usable = [each for each in found if each.refused is None]
    if args.yes or not sys.stdin.isatty():
        raise UsageError(
            "Name the medium with --to DIR.", hint="`rescue --list-media` shows what there is."
        )
    for line in _media_lines(found):
        write_line(environment.stderr, printable(line))
    if not usable:
        raise UsageError("No medium here can take the bundle.", hint="Attach and mount a stick.")
    number = _number(
        "Where shall the bundle be kept?", [each.point for each in usable], environment
    )
    return Path(usable[number].point)


def _asked_windows(
    found: Sequence[Found], args: argparse.Namespace, environment: Environment
) -> Sequence[Found]:
    if args.yes or not sys.stdin.isatty():
        return found
    number = _number(
        "Which Windows is it about?", [*(each.title for each in found), "all of them"], environment
    )
    return found if number == len(found) else [found[number]]


def _number(question: str, answers: Sequence[str], environment: Environment) -> int:
    """The place of the chosen answer; the first where nothing is typed."""
    write_line(environment.stderr, question)
    for number, answer in enumerate(answers, start=1):
        write_line(environment.stderr, printable(f"  {number}  {answer}"))
    while True:
        environment.stderr.write("Number [1]: ")
        environment.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise CancelledError("Cancelled: nothing was chosen.")
        text = line.strip() or "1"
        if text.isascii() and text.isdecimal() and 1 <= int(text) <= len(answers):
            return int(text) - 1
        write_line(environment.stderr, f"Type a number from 1 to {len(answers)}.")


# answers -----------------------------------------------------------------------------------------


def _list(found: Sequence[Medium], args: argparse.Namespace, environment: Environment) -> ExitCode:
    if args.json:
        rows = [
            {"point": each.point, "device": each.device, "file_system": each.file_system,
             "size": each.size, "free": each.free, "usable": each.refused is None, "why": each.why}
            for each in found
        ]  # fmt: skip
        write_line(environment.stdout, json.dumps({"media": rows}))
        return ExitCode.DONE
    for line in _media_lines(found):
        write_line(environment.stdout, printable(line))
    return ExitCode.DONE


def _media_lines(found: Sequence[Medium]) -> list[str]:
    lines = []
    for each in found:
        space = f"{size(each.free)} free of {size(each.size)}" if each.size else "size not known"
        place = each.point or each.device
        judged = f"no: {each.why}" if each.refused else "yes"
        lines.append(f"{place}  {each.device} {each.file_system}  {space}  {judged}".rstrip())
    return lines or ["No medium was found."]


def _as_text(done: Rescued) -> list[str]:
    lines = ["Cancelled. What was collected so far is in the bundle."] if done.cancelled else []
    for disk in done.disks:
        if disk.why:
            lines.append(f"{disk.name}: {disk.why}")
        for part in disk.partitions:
            what = part.title if part.windows else part.holds or "unknown"
            lines.append(f"{disk.name} partition {part.number}: {what}" + _why(part))
    if done.disks and not any(part.windows for disk in done.disks for part in disk.partitions):
        lines.append("No Windows was found on any disk; what this system knows is in the bundle.")
    missed = [gap for gap in done.missing if gap.wanted]
    if missed:
        lines.append(f"{len(missed)} items are missing or not whole; the bundle names each.")
    lines.append(f"Bundle: {done.bundle.path} ({size(done.bundle.size)})")
    lines.append(f"SHA-256: {done.bundle.sha256}")
    if done.key:
        lines.append(f"Pseudonym key: {done.key} (keep it; it is never sent)")
    lines.append("The bundle was read back, and every hash is right. It is safe to restart now.")
    return lines


def _why(part: Found) -> str:
    return f" (not looked into: {part.why})" if part.why else ""


def _as_json(done: Rescued) -> dict[str, object]:
    return {
        "bundle": str(done.bundle.path), "id": done.bundle.id, "size": done.bundle.size,
        "sha256": done.bundle.sha256, "verified": True, "cancelled": done.cancelled,
        "key": str(done.key) if done.key else None,
        "windows": [{"disk": w.disk, "partition": w.number, "name": w.windows, "build": w.build}
                    for w in done.windows],
        "not_looked_into": [
            {"disk": disk.name, "partition": part.number, "why": part.why}
            for disk in done.disks for part in disk.partitions if part.why
        ] + [{"disk": disk.name, "partition": None, "why": disk.why}
             for disk in done.disks if disk.why],
        "missing": [
            {"probe": gap.probe, "item": gap.item.name, "status": gap.item.status.value,
             "reason": gap.item.reason}
            for gap in done.missing if gap.wanted
        ],
    }  # fmt: skip
