"""Colours, spacing and shapes as data: two palettes, and which colour is read on which."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields, replace
from enum import StrEnum


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One palette, as #rrggbb. `edge` outlines what can be operated, `line` only separates."""

    window: str
    side: str
    card: str
    base: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    link: str
    selection: str
    on_selection: str
    hover: str
    disabled: str
    off: str
    danger: str
    danger_back: str
    success: str
    success_back: str
    warning: str
    warning_back: str
    info: str
    info_back: str


LIGHT = Colours(
    window="#f7f7f8",
    side="#eceef1",
    card="#ffffff",
    base="#ffffff",
    text="#1c1e21",
    muted="#55595f",
    line="#d9dce1",
    edge="#81868d",
    accent="#1a5fb4",
    accent_hover="#164f97",
    on_accent="#ffffff",
    link="#1a5fb4",
    selection="#d3e3f8",
    on_selection="#10253f",
    hover="#e2e5ea",
    disabled="#63676d",
    off="#e8eaed",
    danger="#b3201c",
    danger_back="#fdeceb",
    success="#19663a",
    success_back="#e6f4eb",
    warning="#744b00",
    warning_back="#fff3d4",
    info="#174a86",
    info_back="#e7f0fb",
)

DARK = Colours(
    window="#1f2023",
    side="#27292d",
    card="#2b2d31",
    base="#191a1d",
    text="#f1f2f4",
    muted="#b6bac1",
    line="#42454b",
    edge="#888d95",
    accent="#7fb2f0",
    accent_hover="#9cc4f5",
    on_accent="#0b1b30",
    link="#8fbcf4",
    selection="#2f4a6d",
    on_selection="#f1f5fb",
    hover="#36393f",
    disabled="#a1a5ac",
    off="#33353a",
    danger="#ff9d97",
    danger_back="#422423",
    success="#92d9ab",
    success_back="#1e3527",
    warning="#f2c876",
    warning_back="#3b3018",
    info="#a9cbf6",
    info_back="#22334b",
)

PALETTES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}

# What is read on what: foreground, background. A test holds each to 4.5:1 in both palettes.
PAIRS: tuple[tuple[str, str], ...] = (
    *((front, back) for front in ("text", "muted") for back in ("window", "side", "card", "base")),
    *((front, back) for front in ("link", "danger") for back in ("window", "card", "base")),
    ("link", "side"),
    ("text", "hover"),
    ("text", "off"),
    ("disabled", "off"),
    ("disabled", "window"),
    ("disabled", "card"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_selection", "selection"),
    ("danger", "danger_back"),
    ("success", "success_back"),
    ("success", "card"),
    ("success", "side"),
    ("warning", "warning_back"),
    ("warning", "card"),
    ("info", "info_back"),
    *(("text", f"{kind}_back") for kind in ("danger", "success", "warning", "info")),
)

# What is seen but not read, held to 3:1: outlines of controls and the ring of the focus.
SHAPES: tuple[tuple[str, str], ...] = (
    ("edge", "window"),
    ("edge", "card"),
    ("edge", "base"),
    ("accent", "window"),
    ("accent", "card"),
    ("accent", "side"),
    ("danger", "card"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Measures of one desktop, in hundredths of a text line's height, except `line` in pixels."""

    radius: int
    card_radius: int
    gap: int
    margin: int
    control: int
    title_scale: float
    line: int = 1


# From the three guidelines: corners, heights of controls and sizes of headings differ, little else.
WINDOWS = Shape(radius=22, card_radius=44, gap=62, margin=130, control=185, title_scale=1.55)
GNOME = Shape(radius=34, card_radius=68, gap=68, margin=140, control=195, title_scale=1.5)
MACOS = Shape(radius=32, card_radius=56, gap=60, margin=125, control=165, title_scale=1.6)


def shape_of(platform: str = sys.platform) -> Shape:
    if platform == "win32":
        return WINDOWS
    return MACOS if platform == "darwin" else GNOME


def contrast(front: str, back: str) -> float:
    """Contrast of two #rrggbb colours as WCAG 2 defines it: 1.0 to 21.0."""
    bright, dark = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def with_accent(colours: Colours, accent: str) -> Colours:
    """`colours` with the accent that a person chose for the desktop, if all stays readable."""
    white, black = "#ffffff", "#000000"
    text = max((white, black), key=lambda front: contrast(front, accent))
    changed = replace(colours, accent=accent, accent_hover=accent, on_accent=text)
    return changed if not unreadable(changed) else colours


def unreadable(colours: Colours) -> list[tuple[str, str, float]]:
    """The pairs of `colours` that miss their contrast, with what they have."""
    found = []
    for pairs, least in ((PAIRS, 4.5), (SHAPES, 3.0)):
        for front, back in pairs:
            value = contrast(getattr(colours, front), getattr(colours, back))
            if value < least:
                found.append((front, back, value))
    return found


def names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Colours))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
