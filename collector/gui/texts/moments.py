"""Days and moments, as the person's language writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

if TYPE_CHECKING:
    from collector.workflow.offer import Moment

translate = QCoreApplication.translate


def day_words(day: date | None) -> str:
    """A day, with the name of its month; "" is none."""
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), _day_format())


def moment_words(moment: Moment) -> str:
    """A moment on the person's clock, and on that of the engineers."""
    same_day = moment.local.date() == moment.cet.date()
    cet = _time(moment.cet) if same_day else _day_and_time(moment.cet)
    return translate("Texts", "{local} your time ({cet} {label})").format(
        local=_day_and_time(moment.local), cet=cet, label=_zone(moment.label)
    )


def _zone(label: str) -> str:
    """What the zone of the policy is called in the person's language."""
    return translate("Texts", "CET") if label == "CET" else label


def _day_and_time(moment: datetime) -> str:
    weekday = QLocale().standaloneDayName(moment.isoweekday(), QLocale.FormatType.LongFormat)
    return translate("Texts", "{weekday}, {day}, {time}").format(
        weekday=weekday, day=day_words(moment.date()), time=_time(moment)
    )


def _time(moment: datetime) -> str:
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def _day_format() -> str:
    """The long form without the name of the day, which half of the languages put in front."""
    form = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return form.replace("dddd", "").strip(" ,،.、")
