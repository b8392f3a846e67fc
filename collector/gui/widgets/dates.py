"""A day that is typed as the person's language writes it, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
    QWidgetAction,
)

from collector.gui.widgets.card import push_button
from collector.gui.widgets.field import Field
from collector.gui.widgets.text import text

_CENTURY = 100


class DateField(Field):
    """An empty field is "not stated"; the day is repeated in words, so that no 3/4 is a riddle."""

    def __init__(
        self, parent: QWidget, name: str, label: str, today: date, *, help_text: str = ""
    ) -> None:
        self.line = QLineEdit()
        self._today = today
        spoken = self.tr("A day, typed or picked from the calendar")
        super().__init__(parent, name, label, self.line, help_text=help_text, spoken=spoken)
        self.line.setPlaceholderText(_short(date(2026, 11, 23)))
        self.line.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        self._pick = push_button(self, f"{name}.pick", self.tr("Calendar"))
        self._pick.setAccessibleDescription(label)
        self._pick.clicked.connect(self._open_calendar)
        self._row(self._pick)
        self.echo = text(self, role="muted", name=f"{name}.echo")
        self.echo.hide()
        column = self.layout()
        assert column is not None  # noqa: S101  Field made it
        column.addWidget(self.echo)
        self.line.textChanged.connect(self._typed)

    def value(self) -> date | None:
        return parse(self.line.text())

    def set_value(self, value: date | None) -> None:
        if value == self.value() and (value is not None or not self.line.text().strip()):
            return
        if value is None and self.line.hasFocus():
            return  # half a date is being typed
        shown = "" if value is None else _short(value)
        self.line.blockSignals(True)
        self.line.setText(shown)
        self.line.blockSignals(False)
        self._repeat()

    def typed(self) -> str:
        return self.line.text()

    def set_typed(self, words: str) -> None:
        self.line.blockSignals(True)
        self.line.setText(words)
        self.line.blockSignals(False)
        self._repeat()

    def own_fault(self) -> str:
        """What is wrong with the text, which no value can say."""
        if not self.line.text().strip() or self.value() is not None:
            return ""
        return self.tr("This is not a day such as {example}.").format(
            example=self.line.placeholderText()
        )

    def _row(self, button: QPushButton) -> None:
        column = self.layout()
        assert column is not None  # noqa: S101
        place = column.indexOf(self.line)
        column.removeWidget(self.line)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(button)
        row.addStretch(1)
        column.insertLayout(place, row)  # type: ignore[attr-defined]

    def _typed(self) -> None:
        self._repeat()
        self._edited()

    def _repeat(self) -> None:
        value = self.value()
        words = (
            "" if value is None else QLocale().toString(_qt(value), QLocale.FormatType.LongFormat)
        )
        self.echo.setText(words)
        self.echo.setVisible(bool(words))

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setObjectName(f"{self.line.objectName()}.calendar")
        calendar.setAccessibleName(self.words)
        calendar.setLocale(QLocale())
        calendar.setSelectedDate(_qt(self.value() or self._today))
        calendar.activated.connect(lambda day: self._picked(day, menu))
        calendar.clicked.connect(lambda day: self._picked(day, menu))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self._pick.mapToGlobal(QPoint(0, self._pick.height())))
        calendar.setFocus()

    def _picked(self, day: QDate, menu: QMenu) -> None:
        self.line.setText(_short(date(day.year(), day.month(), day.day())))
        menu.close()


def parse(written: str) -> date | None:
    """The day that is meant, in the writing of the language or as 2026-11-23."""
    written = written.strip()
    locale = QLocale()
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    full = short if "yyyy" in short else short.replace("yy", "yyyy")
    loose = full.replace("MM", "M").replace("dd", "d")
    for form in ("yyyy-MM-dd", "yyyy-M-d", full, loose, short):
        day = locale.toDate(written, form)
        if day.isValid() and (day.year() >= _CENTURY):
            if form == short and "yyyy" not in short and day.year() < 1970:
                day = day.addYears(_CENTURY)
            return date(day.year(), day.month(), day.day())
    return None


def _short(day: date) -> str:
    """In the language's writing, but with all four digits of the year."""
    locale = QLocale()
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(_qt(day), short if "yyyy" in short else short.replace("yy", "yyyy"))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
