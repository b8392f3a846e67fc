"""A page of questions: each is bound to a field of the form, and says what is wrong when left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from collector.gui.pages.base import Page
from collector.gui.texts import faults as words
from collector.gui.widgets.field import Field

if TYPE_CHECKING:
    from collector.gui.session import Session
    from collector.workflow.draft import Draft


class FormPage(Page):
    """`bind` in `build` is all that a question needs to be loaded, saved and judged."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._bound: dict[str, Field] = {}
        self._left: set[str] = set()
        self._draft_id = ""
        super().__init__(session, parent)

    def bind(self, path: str, field: Field) -> None:
        """`path` is that of the form, `contact.email`; one without a section is the draft's."""
        self._bound[path] = field
        field.changed.connect(self.edited)
        field.left.connect(lambda: self._leave(path))

    def field(self, path: str) -> Field | None:
        """The question that is bound to `path`."""
        return self._bound.get(path)

    def load(self, draft: Draft) -> None:
        if draft.id != self._draft_id:
            self._draft_id = draft.id
            self._left.clear()
        for path, field in self._bound.items():
            field.set_value(_get(draft, path))
            if path in draft.unfinished:
                field.set_typed(draft.unfinished[path])
        self.judge()

    def save(self, draft: Draft) -> Draft:
        for path, field in self._bound.items():
            draft = _set(draft, path, field.value())
        return self._with_unfinished(draft)

    def _with_unfinished(self, draft: Draft) -> Draft:
        """Half a date is kept as it was typed: it must be there after a kill, too."""
        kept = {path: text for path, text in draft.unfinished.items() if path not in self._bound}
        half = {path: field.typed() for path, field in self._bound.items() if field.own_fault()}
        wanted = kept | half
        return draft if wanted == draft.unfinished else replace(draft, unfinished=wanted)

    def shown(self) -> None:
        if self.ID in self.session.visited:  # what was left unfinished says so at once
            self._left.update(self._bound)
        self.judge()

    def hidden(self) -> None:
        self._left.update(self._bound)

    def edited(self) -> None:
        super().edited()
        self.judge()

    def judge(self) -> None:
        """Show each fault beside its question, if that was left before; take away mended ones."""
        faults = self._faults()
        for path, field in self._bound.items():
            said = field.own_fault() or faults.get(path, "")
            field.set_fault(said if path in self._left else "")

    def blocked(self) -> str:
        path = self._first_at_fault()
        if path:
            field = self._bound[path]
            return words.with_label(field.words, field.own_fault() or self._faults()[path])
        hint = self.session.hint(self.ID)
        return words.hint_words(hint) if hint is not None else ""

    def show_blocked(self) -> None:
        """All faults are shown, and the focus goes to the first."""
        self._left.update(self._bound)
        self.judge()
        if path := self._first_at_fault():
            self.reveal(path)
            self._bound[path].focus()

    def reveal(self, path: str) -> None:
        """Make the question visible, where the page hides some."""

    def focus_first(self) -> None:
        for field in self._bound.values():
            if field.isVisibleTo(self):
                field.focus()
                return

    def _faults(self) -> dict[str, str]:
        """What is wrong by the fields' paths, where going on depends on it."""
        found: dict[str, str] = {}
        for fault in self.session.problems(self.ID):
            found.setdefault(fault.field, words.fault_words(fault))
        return found

    def _first_at_fault(self) -> str:
        """The path of the first question from the top that hinders going on; "" is none."""
        hint = self.session.hint(self.ID)
        faults = self._faults() if hint is not None and hint.fault is not None else {}
        return next(
            (path for path, field in self._bound.items() if field.own_fault() or path in faults), ""
        )

    def _leave(self, path: str) -> None:
        if path not in self._left:
            self._left.add(path)
            self.judge()


def _get(draft: Draft, path: str) -> object:
    section, _, name = path.rpartition(".")
    return getattr(_part(draft, section), name)


def _set(draft: Draft, path: str, value: object) -> Draft:
    section, _, name = path.rpartition(".")
    part = _part(draft, section)
    if getattr(part, name) == value:
        return draft
    changed = replace(part, **{name: value})
    if not section:
        return changed  # type: ignore[no-any-return]
    if hasattr(draft.request, section):
        return replace(draft, request=replace(draft.request, **{section: changed}))
    return replace(draft, **{section: changed})


def _part(draft: Draft, section: str) -> Any:  # noqa: ANN401  one of the form's dataclasses
    """The form's section, or the draft's own (`purchase`), or the draft itself."""
    if not section:
        return draft
    return getattr(draft.request if hasattr(draft.request, section) else draft, section)
