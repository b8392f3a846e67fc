"""Settings: where requests go, how they get there, and what this computer remembers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from collector.gui.announce import announce
from collector.gui.pages.base import Page
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.choices import CheckField, ChoiceField
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.lines import LineField
from collector.gui.widgets.text import text
from collector.workflow.settings_store import SettingFault

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.core.settings import Settings
    from collector.request.form import Contact
    from collector.workflow.forget import Forgotten
    from collector.workflow.settings_store import SettingProblem

SAVE_MS = 500
LANE = "settings"


class SettingsPage(Page):
    """Nothing is changed before Save, and what was typed is kept until then; each fault stands
    beside its field."""

    ID = "settings"

    def title(self) -> str:
        return self.tr("Settings")

    def build(self) -> None:
        self._settings: Settings | None = None
        self._unsaved()
        self._server()
        self._this_computer()
        for field in self._fields().values():
            field.changed.connect(self._typed)
        self.note = Note(self, "settings.note", "success")
        self.note.hide()
        self.save_button = push_button(
            self,
            "settings.save",
            self.tr("Save"),
            role="primary",
            more=self.tr("Checks the settings and keeps them"),
        )
        self.save_button.clicked.connect(self._save)
        row = Flow()
        row.addWidget(self.save_button)
        self.column.addLayout(row)
        self.column.addWidget(self.note)
        self._about_me()

    def _unsaved(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self._keep_typed)
        self.unsaved = Note(self, "settings.unsaved", "warning")
        self.undo = self.unsaved.add_button(
            "settings.unsaved.undo",
            self.tr("Show what is saved"),
            more=self.tr("Takes back what was typed here and not saved"),
        )
        self.undo.clicked.connect(self._undo)
        self.unsaved.hide()
        self.column.addWidget(self.unsaved)

    def _server(self) -> None:
        card = Card(self, "")
        card.column.addWidget(text(card, self.tr("Support server"), role="section"))
        self.srs_url = LineField(
            card, "settings.srs_url", self.tr("Address"), example="https://srs.example.com",
            help_text=self.tr("Empty: the one that this program came with."),
        )  # fmt: skip
        self.ca_file = LineField(
            card, "settings.ca_file", self.tr("Additional certificate file"),
            help_text=self.tr("Only if your company uses certificates of its own (PEM)."),
        )  # fmt: skip
        self.proxy = LineField(
            card, "settings.proxy", self.tr("Proxy"), example="http://proxy.example.com:8080",
            help_text=self.tr("Empty: the proxy of this computer."),
        )  # fmt: skip
        for field in (self.srs_url, self.ca_file, self.proxy):
            card.column.addWidget(field)
        self.column.addWidget(card)

    def _this_computer(self) -> None:
        card = Card(self, "")
        card.column.addWidget(text(card, self.tr("This program"), role="section"))
        self.language = ChoiceField(
            card, "settings.language", self.tr("Language"),
            [("", self.tr("As the system")), ("en", "English"), ("de", "Deutsch")],
            help_text=self.tr("It changes when the program is started again."),
        )  # fmt: skip
        self.work_dir = LineField(
            card, "settings.work_dir", self.tr("Folder for working files"),
            help_text=self.tr("Empty: a private folder of your account."),
        )  # fmt: skip
        for field in (self.language, self.work_dir):
            card.column.addWidget(field)
        self.column.addWidget(card)

    def _about_me(self) -> None:
        card = Card(self, "")
        card.column.addWidget(text(card, self.tr("What is remembered about you"), role="section"))
        self.contact = text(card, name="settings.contact", copy=True)
        self.forget_contact = push_button(
            card,
            "settings.forget_contact",
            self.tr("Forget my contact details"),
            more=self.tr("They are not filled in any more"),
        )
        self.everything = Note(card, "settings.everything", "danger")
        self.everything.show_words(
            self.tr("Forget everything about me"),
            self.tr(
                "Removes drafts, what was read from this computer, what waits in the outbox, what "
                "was sent, and what the invented names stand for. Settings stay. What Paragon has "
                "is not in reach of this."
            ),
        )
        self.waiting = text(card, role="caution", name="settings.waiting")
        self.sure = CheckField(
            card, "settings.sure", self.tr("I am sure: forget everything about me"),
            spoken=self.tr("Needed before everything is forgotten; it cannot be undone"),
        )  # fmt: skip
        self.forget_all = push_button(
            card,
            "settings.forget_all",
            self.tr("Forget everything"),
            role="danger",
            more=self.tr("It cannot be undone"),
        )
        self.forget_all.setEnabled(False)
        row, more = Flow(), Flow()
        row.addWidget(self.forget_contact)
        more.addWidget(self.forget_all)
        card.column.addWidget(self.contact)
        card.column.addLayout(row)
        inside = QVBoxLayout()
        for part in (self.waiting, self.sure):
            inside.addWidget(part)
        inside.addLayout(more)
        self.everything.add_layout(inside)
        card.column.addWidget(self.everything)
        self.column.addWidget(card)
        self.forget_contact.clicked.connect(self._forget_contact)
        self.sure.changed.connect(lambda: self.forget_all.setEnabled(bool(self.sure.value())))
        self.forget_all.clicked.connect(self._forget_all)

    def shown(self) -> None:
        self.note.hide()
        environment = self.session.environment

        def work(
            _progress: Progress, _cancel: Cancel
        ) -> tuple[Settings, Settings | None, Contact | None, int]:
            from collector.core.settings import load_settings
            from collector.workflow.forget import waiting_items
            from collector.workflow.remembered import remembered_contact
            from collector.workflow.settings_typed import typed_settings

            return (
                load_settings(environment.paths, {}), typed_settings(environment.paths),
                remembered_contact(environment.paths), len(waiting_items(environment)),
            )  # fmt: skip

        self.session.tasks.run(
            work, owner=self, done=lambda found: self._show(*found), lane=LANE,
            failed=self.session.told.emit,
        )  # fmt: skip

    def hidden(self) -> None:
        if self._timer.isActive():
            self._keep_typed()

    def _show(
        self, settings: Settings, typed: Settings | None, contact: Contact | None, waiting: int
    ) -> None:
        first, self._settings = self._settings is None, settings
        typing = self._timer.isActive()
        for name, field in self._fields().items():
            if not typing or (first and not field.value()):
                field.set_value(getattr(typed or settings, name))
        self._tell_unsaved(typed is not None and typed != settings)
        if contact is None:
            said = self.tr("Your contact details are not remembered.")
        else:
            said = self.tr("Remembered: {name}, {email}").format(
                name=contact.name, email=contact.email
            )
        self.contact.setText(said)
        self.forget_contact.setVisible(contact is not None)
        self.waiting.setText(
            self.tr("%n request(s) in the outbox would be lost.", "", waiting) if waiting else ""
        )
        self.waiting.setVisible(bool(waiting))
        self.sure.set_value(False)
        self.forget_all.setEnabled(False)

    def _fields(self) -> dict[str, LineField | ChoiceField]:
        return {
            "srs_url": self.srs_url, "ca_file": self.ca_file, "proxy": self.proxy,
            "language": self.language, "work_dir": self.work_dir,
        }  # fmt: skip

    def _written(self) -> Settings | None:
        """What stands in the fields; None before they are filled."""
        if self._settings is None:
            return None
        values = {name: str(field.value() or "").strip() for name, field in self._fields().items()}
        return replace(self._settings, **values)

    def _typed(self) -> None:
        self.note.hide()
        self.session.saved.emit(False)
        if not self._timer.isActive():
            self._timer.start()

    def _keep_typed(self) -> None:
        """Beside the settings, not in them: half an address is no address."""
        self._timer.stop()
        if (typed := self._written()) is None:
            self._timer.start()  # not filled yet: a slow disk
            return
        paths, same = self.session.environment.paths, typed == self._settings

        def work(_progress: Progress, _cancel: Cancel) -> None:
            from collector.workflow.settings_typed import drop_typed, keep_typed

            drop_typed(paths) if same else keep_typed(paths, typed)

        self._tell_unsaved(not same)
        self.session.tasks.run(
            work, owner=self, done=lambda _none: self._is_kept(), lane=LANE, keep=True,
            failed=self.session.told.emit,
        )  # fmt: skip

    def _is_kept(self) -> None:
        if not self._timer.isActive():
            self.session.saved.emit(True)

    def _tell_unsaved(self, unsaved: bool) -> None:
        self.unsaved.show_words(
            self.tr("This is not saved yet.") if unsaved else "",
            self.tr("It is kept here, and holds as soon as you press Save.") if unsaved else "",
        )

    def _undo(self) -> None:
        if self._settings is not None:
            for name, field in self._fields().items():
                field.set_value(getattr(self._settings, name))
                field.set_fault("")
            self._keep_typed()
            self.focus_first()

    def _save(self) -> None:
        self._timer.stop()
        if (settings := self._written()) is None:
            return
        environment = self.session.environment

        def work(_progress: Progress, _cancel: Cancel) -> tuple[SettingProblem, ...]:
            from collector.workflow.settings_store import save_settings, setting_problems
            from collector.workflow.settings_typed import drop_typed, keep_typed

            if problems := setting_problems(settings):
                keep_typed(environment.paths, settings)
            else:
                save_settings(environment.paths, settings)
                drop_typed(environment.paths)
            return problems

        self.session.tasks.run(
            work, owner=self, done=lambda problems: self._saved(settings, problems), lane=LANE,
            failed=self.session.told.emit, keep=True,
        )  # fmt: skip

    def _saved(self, settings: Settings, problems: tuple[SettingProblem, ...]) -> None:
        self._is_kept()
        said = {one.field: self._fault(one.fault) for one in problems}
        for name, field in self._fields().items():
            field.set_fault(said.get(name, ""))
        if problems:
            self._fields()[problems[0].field].focus()
            return
        self._settings = settings
        self._tell_unsaved(self._written() != settings)
        self.note.show_words(self.tr("The settings are saved."), "", "success")
        announce(self, self.note.heading.text())
        self.session.settings_changed()

    def _fault(self, fault: SettingFault) -> str:
        return {
            SettingFault.NO_URL: self.tr("This is not an address such as https://srs.example.com."),
            SettingFault.UNPROTECTED: self.tr(
                "This would send your request unprotected. Use https://."
            ),
            SettingFault.CA_NOT_THERE: self.tr("This file does not exist or cannot be read."),
            SettingFault.CA_NOT_PEM: self.tr("This file holds no certificate in PEM form."),
            SettingFault.NO_PROXY_URL: self.tr(
                "This is not an address such as http://proxy.example.com:8080."
            ),
            SettingFault.NO_FOLDER: self.tr("This folder does not exist."),
        }[fault]

    def _forget_contact(self) -> None:
        paths = self.session.environment.paths

        def work(_progress: Progress, _cancel: Cancel) -> None:
            from collector.workflow.remembered import forget_contact

            forget_contact(paths)

        self.session.tasks.run(work, owner=self, done=lambda _none: self.shown(), keep=True)

    def _forget_all(self) -> None:
        environment = self.session.environment
        self.session.leave()

        def work(_progress: Progress, _cancel: Cancel) -> Forgotten:
            from collector.workflow.forget import forget_everything

            return forget_everything(environment)

        def released(_none: None) -> None:
            self.session.tasks.run(
                work, owner=self, done=self._forgotten, failed=self.session.told.emit,
                lane="collect", keep=True,
            )  # fmt: skip

        # First the draft and its evidence are let go, each in its own lane.
        self.session.tasks.run(
            lambda _progress, _cancel: None, owner=self, done=released, lane="draft"
        )

    def _forgotten(self, forgotten: Forgotten) -> None:
        self.shown()
        if forgotten.kept:
            places = "\n".join(str(path) for path in forgotten.kept)
            self.note.show_words(self.tr("These could not be removed:"), places, "warning")
        else:
            self.note.show_words(self.tr("Everything about you is forgotten."), "", "success")
        announce(self, self.note.heading.text())
        self.session.sending.look()
