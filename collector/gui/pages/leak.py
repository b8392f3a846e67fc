"""The check before sending found something personal: where, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.gui.announce import announce
from collector.gui.pages.base import Page
from collector.gui.sending import Phase
from collector.gui.texts.review import kinds
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.choices import CheckField
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import text
from collector.privacy.model import Kind

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.workflow.leak_check import Leak

MOST = 20


class LeakPage(Page):
    """Nothing was sent; it is sent all the same only after every place was looked at."""

    ID = "leak"

    def title(self) -> str:
        return self.tr("Something personal would have been sent")

    def subtitle(self) -> str:
        return self.tr("The last check stopped it. Nothing has left this computer.")

    def build(self) -> None:
        self._shown: tuple[Leak, ...] | None = None
        self._read: set[int] = set()
        self._holder: QWidget | None = None
        card = Card(self, "")
        card.column.addWidget(text(card, self.tr("Hide it and go on"), role="section"))
        card.column.addWidget(
            text(
                card,
                self.tr(
                    "The values that were found are hidden once more, then everything is checked "
                    "again. This is nearly always the best way."
                ),
            )
        )
        self.again = push_button(
            card,
            "leak.again",
            self.tr("Hide it again"),
            role="primary",
            more=self.tr("Then everything is checked again and sent"),
        )
        row = Flow()
        row.addWidget(self.again)
        card.column.addLayout(row)
        self.column.addWidget(card)
        self.places = Card(self, "")
        self.places.column.addWidget(text(self.places, self.tr("Where it is"), role="section"))
        self.column.addWidget(self.places)
        self._all_the_same()
        self.again.clicked.connect(self._again)

    def _all_the_same(self) -> None:
        self.danger = Note(self, "leak.danger", "danger")
        self.danger.show_words(
            self.tr("Send it all the same"),
            self.tr("Paragon's engineers will see it in clear. Look at every place above first."),
        )
        self.sure = CheckField(
            self, "leak.sure", self.tr("I have read these places and want to send them"),
            spoken=self.tr("Possible once every place was shown"),
        )  # fmt: skip
        self.sure.setEnabled(False)
        self.send = push_button(
            self,
            "leak.send",
            self.tr("Send it all the same"),
            role="danger",
            more=self.tr("Paragon sees these values in clear"),
        )
        self.send.setEnabled(False)
        inside = QVBoxLayout()
        row = Flow()
        row.addWidget(self.send)
        inside.addWidget(self.sure)
        inside.addLayout(row)
        self.danger.add_layout(inside)
        self.column.addWidget(self.danger)
        self.sure.changed.connect(lambda: self.send.setEnabled(bool(self.sure.value())))
        self.send.clicked.connect(self._send)

    def shown(self) -> None:
        leaks = self.session.sending.leaks
        self.places.setVisible(bool(leaks))
        self.danger.setVisible(bool(leaks))
        if leaks != self._shown:
            self._shown, self._read = leaks, set()
            self._rebuild(leaks)
        self._judge()

    def focus_first(self) -> None:
        self.again.setFocus()

    def _rebuild(self, leaks: tuple[Leak, ...]) -> None:
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget(self.places)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.fontMetrics().height())
        for number, leak in enumerate(leaks[:MOST]):
            self._add(column, number, leak)
        if len(leaks) > MOST:
            more = self.tr("And %n more place(s).", "", len(leaks) - MOST)
            column.addWidget(text(self._holder, more, role="muted"))
        self.places.column.addWidget(self._holder)

    def _add(self, column: QVBoxLayout, number: int, leak: Leak) -> None:
        holder = self._holder
        assert holder is not None  # noqa: S101  made just before
        kind = kinds().get(Kind(leak.wanted.what), "") if leak.wanted.what in list(Kind) else ""
        column.addWidget(
            text(holder, leak.member, role="strong", name=f"leak.{number}.file", copy=True)
        )
        what = text(holder, kind, role="muted", name=f"leak.{number}.kind")
        column.addWidget(what)
        value = text(holder, "", name=f"leak.{number}.value", copy=True)
        value.hide()
        row = Flow()
        look = push_button(
            holder, f"leak.{number}.look", self.tr("Show what it is"), more=leak.member
        )
        leave = push_button(
            holder, f"leak.{number}.leave", self.tr("Leave this file out"), more=leak.member
        )

        def reveal() -> None:
            value.setText(leak.wanted.text)
            value.show()
            look.setEnabled(False)
            self._read.add(number)
            announce(value, leak.wanted.text)
            self._judge()

        look.clicked.connect(reveal)
        leave.clicked.connect(lambda: self._leave_out(leak.member))
        can_go = leak.member.startswith(("evidence/", "attachments/")) and "…" not in leak.member
        leave.setVisible(can_go)
        row.addWidget(look)
        row.addWidget(leave)
        column.addWidget(value)
        column.addLayout(row)

    def _judge(self) -> None:
        leaks = self._shown or ()
        everything = len(self._read) >= min(len(leaks), MOST) and len(leaks) <= MOST
        self.sure.setEnabled(everything and bool(leaks))
        if not everything:
            self.sure.set_value(False)
            self.send.setEnabled(False)

    def _again(self) -> None:
        self.session.sending.phase = Phase.IDLE
        self.session.go("send")

    def _leave_out(self, member: str) -> None:
        collecting = self.session.gathering.collecting
        if collecting is None:
            return

        def work(_progress: Progress, _cancel: Cancel) -> None:
            collecting.leave_out(member)

        self.session.tasks.run(
            work, owner=self, done=lambda _none: self._again(), failed=self.session.told.emit,
            lane="collect", keep=True,
        )  # fmt: skip

    def _send(self) -> None:
        self.session.sending.accept(self._shown or ())
        self._again()
