"""Use case: collect and save a bundle, send nothing."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

from collector.bundle.writer import BundleInfo
from collector.core.environment import Environment
from collector.core.errors import NowhereToWriteError
from collector.core.progress import Cancel, Progress
from collector.evidence.deadlines import needed
from collector.evidence.probe import Tier
from collector.request.options import CollectOptions
from collector.workflow.gather import Missing, Say, check_options, gather, missing
from collector.workflow.pack import default_name, pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A saved bundle, what is missing in it, and whether it was cut short by the person."""

    bundle: BundleInfo
    missing: tuple[Missing, ...]
    cancelled: bool


def collect(
    options: CollectOptions,
    environment: Environment,
    *,
    out: Path | None,
    overwrite: bool,
    limited: bool = True,
    progress: Progress,
    cancel: Cancel,
    say: Say,
) -> Collected:
    """Collect and write the bundle; the place is checked before anything is collected.

    `limited`: a person said how long it may take. Else what was asked for by name gets the minutes
    that it needs.
    """
    if not limited:
        asked = [each for each in check_options(options) if each.tier is Tier.OPT_IN]
        options = replace(options, time_limit_s=max(options.time_limit_s, needed(asked)))
    over = time.monotonic() + options.time_limit_s
    _check_place(out, overwrite=overwrite)
    evidence = gather(
        options, environment, purpose="collect", progress=progress, cancel=cancel, say=say
    )
    try:
        target = out or Path.cwd() / default_name(evidence.host_pseudonym, environment.now())
        # A cancelled collection is packed all the same: packing gets a Cancel of its own.
        bundle = pack(
            evidence,
            target,
            overwrite=overwrite,
            paths=environment.paths,
            seconds=max(1.0, (over - time.monotonic()) / 2),
            progress=progress,
            cancel=Cancel(),
        )
    except BaseException:
        evidence.close()
        raise
    collected = Collected(bundle=bundle, missing=missing(evidence), cancelled=cancel.requested)
    evidence.discard()
    return collected


def _check_place(out: Path | None, *, overwrite: bool) -> None:
    try:
        folder = (out.parent if out else Path.cwd()).absolute()
    except FileNotFoundError as error:  # an installer removed the folder that it started us in
        raise NowhereToWriteError(
            "The current folder does not exist any more. Nothing was collected.",
            hint="Name a place with --out and a whole path.",
        ) from error
    if not folder.is_dir():
        raise NowhereToWriteError(
            f"The folder {folder} does not exist.", hint="Name another place with --out."
        )
    if not os.access(folder, os.W_OK):
        raise NowhereToWriteError(
            f"The folder {folder} cannot be written. Nothing was collected.",
            hint="Name another place with --out FILE.zip.",
        )
    if out and out.is_dir():
        raise NowhereToWriteError(f"{out} is a folder.", hint="Name a file: --out FILE.zip.")
    if out and out.exists() and not overwrite:
        raise NowhereToWriteError(
            f"{out} exists already and was not touched.",
            hint="Choose another name, or give --force to overwrite it.",
        )
