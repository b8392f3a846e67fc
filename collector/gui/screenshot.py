"""Pictures of a screen or of another program's window, where the desktop lets one take them."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage, QScreen

from collector.gui import other_windows

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a picture can be taken of: a screen by its number, else a window by its handle."""

    words: str
    screen: int = 0
    window: int = 0


def possible() -> bool:
    """False on Wayland, which lets no program see another: there, the desktop takes the picture."""
    return QGuiApplication.platformName() in ("xcb", "windows", "offscreen", "cocoa")


def screens() -> tuple[Target, ...]:
    """Every screen."""
    found = QGuiApplication.screens()
    words = translate("Screenshot", "Screen {number} ({width} × {height})")
    return tuple(
        Target(
            words=words.format(
                number=number, width=screen.size().width(), height=screen.size().height()
            ),
            screen=number,
        )
        for number, screen in enumerate(found, 1)
    )


def windows(own: int) -> tuple[Target, ...]:
    """The windows of other programs, the uppermost first; asks the desktop and may take a while."""
    words = translate("Screenshot", "Window: {title}")
    found = other_windows.listed(sys.platform, QGuiApplication.platformName())
    return tuple(
        Target(words=words.format(title=each.title), window=each.handle)
        for each in found
        if each.handle != own
    )


def take(target: Target) -> QImage:
    """The picture; null where the desktop refuses. Call it with the own window out of the way."""
    found = QGuiApplication.screens()
    screen: QScreen = found[target.screen - 1] if target.screen else QGuiApplication.primaryScreen()
    picture = screen.grabWindow(target.window)
    if target.window and picture.isNull():
        return QImage()
    return picture.toImage()
