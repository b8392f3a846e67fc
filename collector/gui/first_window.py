"""The first window: what this program is, which version, and which SRS it talks to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from collector.core.paths import PRODUCT, VENDOR
from collector.core.version import VERSION
from collector.gui.srs_address import SrsAddress


class FirstWindow(QWidget):
    """Plain, and honest about what the app can do: collecting is done on the command line."""

    def __init__(self, address: SrsAddress) -> None:
        super().__init__()
        self.setObjectName("first_window")
        self.setWindowTitle(f"{VENDOR} {PRODUCT}")
        self.setMinimumWidth(560)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self._title())
        layout.addWidget(
            self._text(
                "purpose",
                self.tr(
                    "From a disk in trouble to a Ticket ID: this program collects what an engineer "
                    "needs to know about this computer and sends it with your support request."
                ),
            )
        )
        layout.addLayout(self._facts(address))
        if address.problem:
            problem = f"{address.problem}\n{address.hint}".strip()
            layout.addWidget(self._text("problem", problem))
        layout.addWidget(
            self._text(
                "next_step",
                self.tr(
                    "The guided pages are not part of this version. On the command line:\n\n"
                    "paragon-collector collect\n"
                    "paragon-collector submit --answers FILE.toml"
                ),
            ),
            stretch=1,
        )
        for keys in (QKeySequence.StandardKey.Close, QKeySequence.StandardKey.Quit):
            QShortcut(QKeySequence(keys), self, self.close)

    def event(self, event: QEvent) -> bool:
        """A window does not ask wrapped text how high it gets: so none of it is cut off."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            height = self._column.totalHeightForWidth(self.width())
            if height != self.minimumHeight():
                self.setMinimumHeight(height)
                self._column.update()  # the layout has just been laid out for the old height
        return handled

    def _title(self) -> QLabel:
        title = QLabel(f"{VENDOR} {PRODUCT}", self)
        title.setObjectName("title")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        title.setFont(font)
        return title

    def _facts(self, address: SrsAddress) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Version:"), self._text("version", VERSION, wrap=False))
        form.addRow(
            self.tr("Support Request System:"),
            self._text("srs_address", address.url or self.tr("none"), wrap=False),
        )
        return form

    def _text(self, name: str, text: str, *, wrap: bool = True) -> QLabel:
        """A text that can be selected and copied, and that no value turns into rich text."""
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
        label.setWordWrap(wrap)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label
