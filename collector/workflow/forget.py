"""Forget everything about me: what this account has typed, collected, sent and hidden."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import CollectorError
from collector.history.store import FILE as HISTORY
from collector.srs.item import Item, read_item
from collector.workflow import privacy_map
from collector.workflow.collecting import sweep
from collector.workflow.draft_store import DraftStore
from collector.workflow.gather import sets_folder
from collector.workflow.remembered import forget_contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """`kept` are the paths that could not be removed, or that another window is working with."""

    removed: int
    kept: tuple[Path, ...]


def waiting_items(environment: Environment) -> tuple[Item, ...]:
    """What waits in the outbox and would be lost: to be said before anything is forgotten."""
    found = []
    for folder in _folders(environment.paths.outbox):
        with suppress(CollectorError):
            found.append(read_item(folder))
    return tuple(found)


def forget_everything(environment: Environment) -> Forgotten:
    """Remove drafts, evidence, outbox, what was sent, history, the remembered contact, reports
    about defects, logs, and what the tokens stand for with the key to it. Settings stay: they say
    nothing about the person.

    Bundles that were saved elsewhere, and what the SRS has, are not in reach of this.
    """
    paths = environment.paths
    removed, kept = _drafts(environment)
    sweep(environment, frozenset())
    places = [
        paths.outbox, paths.data / "sent", paths.data / "drafts", sets_folder_of(environment),
        paths.state / "draft-sets", paths.state / "defects", paths.state / "logs",
        paths.state / "srs-products.json",
        *(paths.data.glob(f"{HISTORY}*") if paths.data.is_dir() else ()),
    ]  # fmt: skip
    for place in places:
        gone, left = _removed(place, keep=kept)
        removed += gone
        kept += left
    forget_contact(paths)
    privacy_map.forget(paths, environment.environ)
    return Forgotten(removed=removed, kept=tuple(kept))


def sets_folder_of(environment: Environment) -> Path:
    """Where the command line leaves what it collected when it is killed."""
    from collector.request.options import CollectOptions

    return sets_folder(CollectOptions(), environment)


def _drafts(environment: Environment) -> tuple[int, list[Path]]:
    store = DraftStore(environment.paths, environment.now)
    removed, kept = 0, []
    for draft in store.list():
        if draft.in_use:
            kept.append(environment.paths.data / "drafts" / draft.id)
            continue
        with suppress(CollectorError):
            store.discard(draft.id)
            removed += 1
    return removed, kept


def _removed(place: Path, *, keep: Iterable[Path]) -> tuple[int, list[Path]]:
    if any(one.is_relative_to(place) for one in keep) or not place.exists():
        return 0, []
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink()
    return (0, [place]) if place.exists() else (1, [])


def _folders(place: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(one for one in place.iterdir() if one.is_dir())
    return []
