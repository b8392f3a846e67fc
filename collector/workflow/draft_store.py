"""Drafts on disk: one private folder each, written whole or not at all, open in one window only.

drafts/<id>/draft.json        the draft
drafts/<id>/files/<name>      copies of what was attached: the source may go away
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from collector.core.durable import fsync_folder, write_atomic
from collector.core.errors import InputError, MissingInputError, NotFinishedError
from collector.core.locks import locked
from collector.core.paths import Paths, private
from collector.srs.item import guarded
from collector.workflow.draft import Draft, Purpose, new_draft

FILE, FILES = "draft.json", "files"
LARGEST = 8 * 1024 * 1024
_ID = re.compile(r"\A[0-9a-f]{32}\Z")


class DraftInUseError(NotFinishedError):
    """Another window has the draft open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSummary:
    """A draft in a list. `in_use`: another window has it open. Times are UTC."""

    id: str
    purpose: Purpose
    page: str
    subject: str
    product: str
    changed_at: datetime
    in_use: bool


class DraftStore:
    """The drafts of this account; every method may be called from any thread, and blocks.

    `notice` is told, in sentences, what was damaged and where it is kept.
    """

    def __init__(
        self,
        paths: Paths,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        notice: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self._folder, self._now, self._notice = paths.data / "drafts", now, notice
        self._held: dict[str, ExitStack] = {}

    # finding ------------------------------------------------------------------------------------

    def list(self) -> tuple[DraftSummary, ...]:
        """What can be continued, latest first; damaged ones are put aside and told."""
        found = []
        for draft in self._readable():
            with locked(self._lock(draft.id)) as free:
                in_use = not free and draft.id not in self._held
            found.append(_summary(draft, in_use=in_use))
        return tuple(sorted(found, key=lambda one: one.changed_at, reverse=True))

    def sets_in_use(self) -> frozenset[str]:
        """The evidence sets that drafts refer to."""
        return frozenset(draft.set_id for draft in self._readable() if draft.set_id)

    def _readable(self) -> tuple[Draft, ...]:
        if not self._folder.is_dir():
            return ()
        found = []
        for folder in sorted(self._folder.iterdir()):
            if not _ID.match(folder.name):
                continue
            with suppress(InputError, MissingInputError):
                found.append(self._read(folder.name))
        return tuple(found)

    # working on one -----------------------------------------------------------------------------

    def create(self, purpose: Purpose) -> Draft:
        """A new draft, held by this process and on disk."""
        draft = new_draft(purpose, self._now())
        return self.keep(draft)

    def keep(self, draft: Draft) -> Draft:
        """Hold and store a draft that was made elsewhere (`another_problem`)."""
        self._hold(draft.id)
        return self.save(draft)

    def load(self, draft_id: str) -> Draft:
        """Open a draft; it is held until `release`.

        Raises NotFinishedError where another window has it, InputError where it is damaged (it is
        kept aside then), MissingInputError where it is gone. Attached files that are no longer
        there are taken out and told.
        """
        if not _ID.match(draft_id):
            raise MissingInputError("There is no such draft.")
        self._hold(draft_id)
        try:
            draft = self._read(draft_id)
        except BaseException:
            self.release(draft_id)
            raise
        return self._with_files(draft)

    def save(self, draft: Draft) -> Draft:
        """Store a draft that this process holds; durable when this returns."""
        if draft.id not in self._held:
            raise NotFinishedError("The draft is not open here.", hint="Open it again.")
        draft = replace(draft, changed_at=self._now().astimezone(UTC))
        folder = self.folder(draft)
        data = msgspec.json.encode(draft)
        guarded(folder, lambda: write_atomic(folder / FILE, data, "draft"))
        return draft

    def discard(self, draft_id: str) -> None:
        """Remove a draft with its files; NotFinishedError where another window has it."""
        held = draft_id in self._held
        if not held:
            self._hold(draft_id)
        folder = self._folder / draft_id
        with suppress(OSError):
            (folder / FILE).unlink(missing_ok=True)
            fsync_folder(folder)
        shutil.rmtree(folder, ignore_errors=True)
        self.release(draft_id)

    def release(self, draft_id: str) -> None:
        """Let go of a draft; it stays on disk."""
        if held := self._held.pop(draft_id, None):
            held.close()

    def close(self) -> None:
        for draft_id in tuple(self._held):
            self.release(draft_id)

    # places -------------------------------------------------------------------------------------

    def folder(self, draft: Draft) -> Path:
        return private(private(self._folder) / draft.id)

    def files_folder(self, draft: Draft) -> Path:
        """Where the copies of attached files lie."""
        return private(self.folder(draft) / FILES)

    def paths_of(self, draft: Draft) -> tuple[Path, ...]:
        """The copies of the attached files, in their order."""
        folder = self.files_folder(draft)
        return tuple(folder / one.name for one in draft.attachments)

    def _lock(self, draft_id: str) -> Path:
        return self._folder / ".locks" / f"{draft_id}.lock"

    def _hold(self, draft_id: str) -> None:
        if draft_id in self._held:
            return
        stack = ExitStack()
        if not stack.enter_context(locked(self._lock(draft_id))):
            raise DraftInUseError(
                "This draft is open in another window.", hint="Go on there, or close that window."
            )
        self._held[draft_id] = stack

    def _read(self, draft_id: str) -> Draft:
        file = self._folder / draft_id / FILE
        try:
            with file.open("rb") as source:
                data = source.read(LARGEST + 1)
        except OSError as error:
            raise MissingInputError(f"The draft {draft_id[:8]} is no longer there.") from error
        try:
            draft = msgspec.json.decode(data, type=Draft)
            if draft.id != draft_id:
                raise ValueError("it is the draft of another folder")
            return draft
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
            raise self._put_aside(file, str(error)) from error

    def _put_aside(self, file: Path, reason: str) -> InputError:
        """A damaged draft is kept under another name, and so are its attachments."""
        aside = file.with_name(f"{FILE}.damaged-{self._now():%Y%m%dT%H%M%S}")
        with suppress(OSError):
            os.replace(file, aside)
        fault = InputError(
            f"A draft was damaged and cannot be opened; it is kept in {aside}.",
            hint="What was attached to it lies in the same folder.", faults=(reason,),
        )  # fmt: skip
        self._notice(fault.title)
        return fault

    def _with_files(self, draft: Draft) -> Draft:
        """Without files whose copy is gone; copies that no draft names (a kill) are removed."""
        folder = self.files_folder(draft)
        there = {path.name for path in folder.iterdir() if path.is_file()}
        for stray in there - {one.name for one in draft.attachments}:
            with suppress(OSError):
                (folder / stray).unlink()
        gone = [one.name for one in draft.attachments if one.name not in there]
        for name in gone:
            self._notice(f"The attached file {name} is no longer there; attach it again.")
        kept = tuple(one for one in draft.attachments if one.name in there)
        return replace(draft, attachments=kept) if gone else draft


def _summary(draft: Draft, *, in_use: bool) -> DraftSummary:
    return DraftSummary(
        id=draft.id, purpose=draft.purpose, page=draft.page,
        subject=draft.request.problem.subject, product=draft.request.product.name,
        changed_at=draft.changed_at, in_use=in_use,
    )  # fmt: skip
