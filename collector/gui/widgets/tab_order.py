"""The order of Tab: that of the layouts, whenever a widget was made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def go_by(window: QWidget, step: int) -> bool:
    """Move the focus by one; from the last to the first. False where nothing takes it."""
    order = [each for each in in_order(window) if each.isEnabled()]
    if not order:
        return False
    now = window.focusWidget()
    place = next((i for i, each in enumerate(order) if each is now), None)
    if place is None:
        place = _around(order, now) if now is not None else None
    target = 0 if place is None and step > 0 else (-1 if place is None else place + step)
    reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
    order[target % len(order)].setFocus(reason)
    return True


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """What Tab reaches in `widget`, as it is read."""
    if widget.isHidden() and not widget.isWindow():
        return
    if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
        yield widget
    if isinstance(widget, QStackedWidget):
        if (shown := widget.currentWidget()) is not None:
            yield from in_order(shown)
    elif isinstance(widget, QScrollArea):
        if (inside := widget.widget()) is not None:
            yield from in_order(inside)
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    """Never by `itemAt`: Qt deletes an item with its widget, PySide keeps what it once gave for it,
    and takes the next event that lies at the same address for that item."""
    owner = layout.parentWidget()
    widgets = [each for each in owner.children() if isinstance(each, QWidget)] if owner else []
    inner = [each for each in layout.children() if isinstance(each, QLayout)]
    placed: dict[int, QWidget | QLayout] = {layout.indexOf(each): each for each in widgets}
    placed |= {layout.indexOf(each): each for each in inner}
    for index in sorted(placed.keys() - {-1}):
        part = placed[index]
        yield from in_order(part) if isinstance(part, QWidget) else _in_layout(part)


def _around(order: list[QWidget], now: QWidget) -> int | None:
    """The place of the one that holds what has the focus."""
    for place, each in enumerate(order):
        if each.isAncestorOf(now) or each.focusProxy() is now:
            return place
    return None
