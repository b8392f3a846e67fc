"""Walks over the widgets that a window shows, and says what a person could not use.

Every function returns sentences; an empty list is a good window. Sizes are in pixels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QTreeView,
    QWidget,
)

from collector.gui.theme import contrast

_NAMES = re.compile(r"SRS-\d{8}|[/\\]\S+[/\\]")  # of tickets and folders
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_LETTERS = re.compile(r"[A-Za-z]{3}")
FEWEST_PIXELS = 60  # of a focus that one can see: a caret alone has fewer


def settle() -> None:
    """Deliver what is posted until layouts have come to rest; nothing here waits for time."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def shown(window: QWidget) -> list[QWidget]:
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def none(faults: Sequence[str]) -> None:
    """Fails with every one of them."""
    assert not faults, "\n" + "\n".join(faults)


def name_of(widget: QWidget) -> str:
    return widget.objectName() or f"{type(widget).__name__} in {_parent_name(widget)}"


def _parent_name(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return (parent.objectName() or type(parent).__name__) if parent else "nothing"


# by keyboard --------------------------------------------------------------------------------------


def controls(window: QWidget) -> list[QWidget]:
    """What can be operated: everything that takes the focus by Tab."""
    return [
        each
        for each in shown(window)
        if each.isEnabled()
        and each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and each.focusProxy() is None
    ]


def tab_order(window: QWidget) -> list[QWidget]:
    """The widgets that Tab reaches, from the first in the window until it comes round again."""
    window.activateWindow()
    settle()
    first = next(each for each in _chain(window) if each in controls(window))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in reached:
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab, _leave(now))
    return reached


def _chain(window: QWidget) -> Iterator[QWidget]:
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        yield each
        each = each.nextInFocusChain()


def _leave(widget: QWidget) -> Qt.KeyboardModifier:
    """A field of several lines keeps Tab for itself where it says so; Ctrl+Tab leaves it."""
    keeps = getattr(widget, "tabChangesFocus", None)
    if keeps is not None and not keeps():
        return Qt.KeyboardModifier.ControlModifier
    return Qt.KeyboardModifier.NoModifier


def unreachable(window: QWidget, order: Sequence[QWidget]) -> list[str]:
    return [f"Tab never reaches {name_of(each)}" for each in controls(window) if each not in order]


def disorder(window: QWidget, order: Sequence[QWidget]) -> list[str]:
    """Steps of Tab that go up, save to a column that is read later and once from end to start."""
    right_to_left = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    found = []
    for before, after in zip(order, (*order[1:], order[0]), strict=True):
        one, other = _read_at(window, before, after)
        later_column = other.right() < one.left() if right_to_left else other.left() > one.right()
        if other.bottom() <= one.top() and not later_column:
            found.append(f"Tab goes up from {name_of(before)} to {name_of(after)}")
    return found if len(found) > 1 else []


def _place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _read_at(window: QWidget, one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where two widgets are read: in what scrolls if both are in it, else in the window."""
    area, another = _area(window, one), _area(window, other)
    if area is not None and area is another and (content := area.widget()) is not None:
        return _place(content, one), _place(content, other)
    return _place(window, area or one), _place(window, another or other)


def _area(window: QWidget, widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def without_visible_focus(order: Sequence[QWidget]) -> list[str]:
    """Controls that look the same with and without the focus."""
    found = []
    for each in order:
        each.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = each.window().grab(_around(each)).toImage()
        each.clearFocus()
        without = each.window().grab(_around(each)).toImage()
        if _different(with_focus, without) < FEWEST_PIXELS:
            found.append(f"{name_of(each)} does not show that it has the focus")
    return found


def _around(widget: QWidget) -> QRect:
    return _place(widget.window(), widget).adjusted(-4, -4, 4, 4)


def _different(one: QImage, other: QImage) -> int:
    """How many pixels differ; counting ends where it is enough."""
    differing = (a != b for a, b in zip(_pixels(one), _pixels(other), strict=False))
    return sum(islice(filter(None, differing), FEWEST_PIXELS))


def _pixels(image: QImage) -> memoryview:
    converted = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(converted.constBits())).cast("I")


# by ear -------------------------------------------------------------------------------------------


def nameless(window: QWidget) -> list[str]:
    """Controls without an accessible name, role or description."""
    found = []
    for each in controls(window):
        interface = QAccessible.queryAccessibleInterface(each)
        if interface is None or not interface.isValid():
            found.append(f"{name_of(each)} is not accessible at all")
            continue
        name = interface.text(QAccessible.Text.Name)
        about = interface.text(QAccessible.Text.Description)
        if not name.strip():
            found.append(f"{name_of(each)} has no accessible name")
        if interface.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            found.append(f"{name_of(each)} has no role")
        if not about.strip() or about == name:
            found.append(f"{name_of(each)} has no accessible description")
        if not each.objectName() or each.objectName().startswith("qt_"):
            found.append(f"{name_of(each)} has no object name")
    return found


def untranslated(window: QWidget, known: Sequence[str]) -> list[str]:
    """Texts that the pseudo-locale did not reach, but for those that hold `known` values.

    A text of the pseudo-locale stands in square brackets.
    """
    found = []
    for each in shown(window):
        for words in {_words(each), each.accessibleName(), each.accessibleDescription()}:
            if _LETTERS.search(words) and "[" not in words and not _is_data(words, known):
                found.append(f"{name_of(each)} says {words[:80]!r}")
    return found


def _is_data(words: str, known: Sequence[str]) -> bool:
    return any(value in words for value in known) or bool(_NAMES.search(words))


# by eye -------------------------------------------------------------------------------------------


def faint(window: QWidget, least: float = 4.5) -> list[str]:
    """Texts whose darkest and brightest pixels are too near to each other.

    Call it with large text: thin strokes are painted with less than their colour.
    """
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for each in shown(window):
        words = _words(each) or (each.placeholderText() if isinstance(each, QLineEdit) else "")
        place = _visible_part(window, each)
        if not words or place.size() != each.size():
            continue  # half of it is scrolled away
        seen = Counter(_pixels(picture.copy(place)))
        ground = QColor.fromRgb(seen.most_common(1)[0][0]).name()
        best = max(contrast(QColor.fromRgb(colour).name(), ground) for colour in seen)
        if best < least:
            found.append(f"{name_of(each)} has {best:.1f}:1 on {ground}: {words[:40]!r}")
    return found


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text().strip()
    return widget.currentText().strip() if isinstance(widget, QComboBox) else ""


def _visible_part(window: QWidget, widget: QWidget) -> QRect:
    region = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, region.topLeft()), region.size())


# by geometry --------------------------------------------------------------------------------------


def cut_off(window: QWidget) -> list[str]:
    """Texts and controls with less room than they need, and parts that lie outside their parent."""
    found = []
    for each in shown(window):
        if lacks := _lacks(each):
            found.append(f"{name_of(each)} {lacks}")
        if outside := _outside(each):
            found.append(f"{name_of(each)} {outside}")
        if isinstance(each, QTreeView):
            found += _cut_rows(each)
    return found


def _cut_rows(tree: QTreeView) -> list[str]:
    """Cells that show less than their text, and do not tell the rest when pointed at."""
    found = []
    model = tree.model()
    index = model.index(0, 0)
    while index.isValid() and not tree.visualRect(index).isEmpty():
        for column in range(model.columnCount()):
            cell = index.siblingAtColumn(column)
            needed = tree.sizeHintForIndex(cell).width()
            if tree.visualRect(cell).width() < needed and not cell.data(_TOOL_TIP):
                found.append(f"{name_of(tree)} cuts {cell.data()!r}")
        index = tree.indexBelow(index)
    return found


def _lacks(widget: QWidget) -> str:
    needed = _needed(widget)
    if needed is None:
        return ""
    width, height = needed
    if widget.width() < width:
        return f"is {widget.width()} wide and needs {width}: {_words(widget)[:40]!r}"
    if widget.height() < height:
        return f"is {widget.height()} high and needs {height}: {_words(widget)[:40]!r}"
    return ""


def _needed(widget: QWidget) -> tuple[int, int] | None:
    """The least width and height at which nothing of the widget is cut."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return _longest_word(widget), widget.heightForWidth(widget.width())
        return widget.sizeHint().width(), widget.sizeHint().height()
    if isinstance(widget, QAbstractButton) and widget.text():
        if widget.hasHeightForWidth():
            return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
        return widget.sizeHint().width(), widget.sizeHint().height()
    if isinstance(widget, QComboBox):
        text = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText())
        return text + widget.sizeHint().height() // 2, widget.sizeHint().height()
    if isinstance(widget, QLineEdit | QAbstractSpinBox):
        return widget.minimumSizeHint().width(), widget.minimumSizeHint().height()
    if isinstance(widget, QProgressBar) and widget.isTextVisible():
        return 0, widget.minimumSizeHint().height()
    return None


def _longest_word(label: QLabel) -> int:
    """Text wraps at spaces only: a longer word is cut at the edge."""
    metrics = QFontMetrics(label.font())
    margins = label.contentsMargins()
    words = label.text().split() if label.textFormat() is Qt.TextFormat.PlainText else []
    longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
    return longest + margins.left() + margins.right()


def _outside(widget: QWidget) -> str:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _is_scrolled(widget) or _is_inner(widget):
        return ""
    if parent.rect().contains(widget.geometry()):
        return ""
    place, room = _numbers(widget.geometry()), _numbers(parent.rect())
    return f"lies outside {name_of(parent)}: {place} in {room}{_widest(widget)}"


def _widest(widget: QWidget) -> str:
    """Which part of it demands that much."""
    parts = [each for each in shown(widget) if not shown(each)]
    if not parts:
        return ""
    widest = max(parts, key=lambda each: max(each.minimumSizeHint().width(), each.minimumWidth()))
    return f", because of {name_of(widest)}: {_words(widest)[:40]!r}"


def _is_scrolled(widget: QWidget) -> bool:
    """The content of a scrolling area may be higher than it, never wider."""
    viewport = widget.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    if not isinstance(area, QScrollArea) or viewport is not area.viewport():
        return False
    return widget.width() <= area.viewport().width()


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes and places by itself."""
    parent = widget.parentWidget()
    return (
        isinstance(widget, QScrollBar | QHeaderView)
        or isinstance(parent, QAbstractItemView | QComboBox | QAbstractSpinBox | QLineEdit)
        or (isinstance(parent, QAbstractScrollArea) and not isinstance(parent, QScrollArea))
        or widget.objectName().startswith("qt_")
    )


def overlaps(window: QWidget) -> list[str]:
    """Pairs of widgets in one parent that cover each other."""
    found = []
    for parent in (window, *shown(window)):
        if isinstance(parent, QStackedWidget | QAbstractScrollArea | QComboBox | QAbstractSpinBox):
            continue
        parts = [each for each in _children(parent) if not _is_inner(each)]
        for nth, one in enumerate(parts):
            for other in parts[nth + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > 1 and common.height() > 1:
                    found.append(f"{name_of(one)} and {name_of(other)} overlap")
    return found


def _children(parent: QWidget) -> Iterator[QWidget]:
    for each in parent.children():
        if isinstance(each, QWidget) and each.isVisible() and not each.isWindow():
            yield each


def too_large(window: QWidget, width: int, height: int) -> list[str]:
    """Whether the window can be as small as the screen."""
    layout: QLayout | None = window.layout()
    least = window.minimumSizeHint()
    if layout is not None:
        least = least.expandedTo(layout.totalMinimumSize())
    least = least.expandedTo(window.minimumSize())
    if least.width() <= width and least.height() <= height:
        return []
    return [f"the window cannot be smaller than {least.width()}x{least.height()}"]


def _numbers(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}x{rect.height()}"
