"""How the palettes of `theme` become Qt's palette and style sheet; follows the system's scheme."""

from __future__ import annotations

from functools import cache
from string import Template

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from collector.core.resources import resource_path
from collector.gui.theme import PALETTES, Colours, Scheme, Shape, shape_of, with_accent


class Style(QObject):
    """Keeps the application in the colours of the desktop, also when these change.

    `scheme` holds against the desktop: for tests and pictures.
    """

    def __init__(
        self, app: QApplication, shape: Shape | None = None, scheme: Scheme | None = None
    ) -> None:
        super().__init__(app)
        self._app, self._shape, self._scheme = app, shape or shape_of(), scheme
        self._accent = _accent_of_the_desktop(app)
        self._shown: tuple[object, ...] = ()
        app.setStyle(QStyleFactory.create("Fusion"))
        QDir.setSearchPaths("icons", [str(resource_path("icons/check.svg").parent)])
        self.refresh()
        app.styleHints().colorSchemeChanged.connect(self.refresh)
        app.fontChanged.connect(self.refresh)

    def set_scheme(self, scheme: Scheme | None) -> None:
        """Light or dark whatever the desktop says; None follows it again."""
        self._scheme = scheme
        self.refresh()

    def refresh(self) -> None:
        """Apply the colours and measures that hold now; nothing happens if they did already."""
        scheme = self._scheme or _scheme(self._app)
        font = self._app.font()
        wanted = (scheme, font.toString())
        if wanted == self._shown:
            return
        self._shown = wanted
        colours = PALETTES[scheme]
        if self._accent:
            colours = with_accent(colours, self._accent)
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours, self._shape, self._app, scheme))


def _scheme(app: QApplication) -> Scheme:
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT


def _accent_of_the_desktop(app: QApplication) -> str:
    """The colour that a person chose on Windows or macOS; Linux themes rarely tell theirs."""
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        return ""
    return app.palette().color(QPalette.ColorRole.Accent).name()


def palette(colours: Colours) -> QPalette:
    """Qt's palette with these colours, so that whatever no style sheet reaches fits in."""
    roles = QPalette.ColorRole
    table = {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.base,
        roles.AlternateBase: colours.window,
        roles.Text: colours.text,
        roles.PlaceholderText: colours.muted,
        roles.Button: colours.card,
        roles.ButtonText: colours.text,
        roles.BrightText: colours.danger,
        roles.ToolTipBase: colours.card,
        roles.ToolTipText: colours.text,
        roles.Highlight: colours.selection,
        roles.HighlightedText: colours.on_selection,
        roles.Accent: colours.accent,
        roles.Link: colours.link,
        roles.LinkVisited: colours.link,
        roles.Light: colours.card,
        roles.Midlight: colours.hover,
        roles.Mid: colours.line,
        roles.Dark: colours.edge,
        roles.Shadow: colours.edge,
    }
    made = QPalette()
    for role, colour in table.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, roles.Base, QColor(colours.off))
    return made


def style_sheet(colours: Colours, shape: Shape, app: QApplication, scheme: Scheme) -> str:
    """The one style sheet; every measure follows the height of a line of text."""
    line = QFontMetrics(app.font()).height()
    size = QFontInfo(app.font()).pixelSize()

    def part(hundredths: int) -> int:
        return max(1, round(line * hundredths / 100))

    third = max(2, round(line * 1.15 / 6))  # a round button's dot and ring are thirds of it
    values: dict[str, object] = {
        name: getattr(colours, name) for name in Colours.__dataclass_fields__
    }
    values |= {
        "radius": part(shape.radius),
        "card_radius": part(shape.card_radius),
        "pad": max(2, round((line * shape.control / 100 - line) / 2) - 1),
        "pad_focus": max(1, round((line * shape.control / 100 - line) / 2) - 2),
        "inset": part(55),
        "inset_focus": part(55) - 1,
        "wide": part(85),
        "wide_focus": part(85) - 1,
        "choice": line + 6,
        "choice_pad": max(1, round((line * shape.control / 100 - line) / 2) - 4),
        "small": max(9, round(size * 0.92)),
        "title": round(size * shape.title_scale),
        "section": round(size * 1.12),
        "huge": round(size * 2.4),
        "box": 6 * third - 2,
        "box_round": 3 * third,
        "dot": 2 * third,
        "gap": part(40),
        "scheme": str(scheme),
    }
    return Template(_sheet()).substitute(values)


@cache
def _sheet() -> str:
    return resource_path("app.qss").read_text(encoding="utf-8")
