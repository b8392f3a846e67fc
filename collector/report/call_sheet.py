"""The call sheet: one page with everything that an engineer asks on the telephone (rules 41-48).

Plain tables and no style sheet: the same page is printed, saved as PDF and read on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_LINE, LONGEST_TEXT = 300, 900
"""Characters: what a page holds; the whole text is read out from the screen, if at all."""
MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """Titles and rows as they are to be read: `heads` are the labels in the person's language,
    `sections` their rows in order, each a label and a text. `notes` lines are left free to write
    on; `right_to_left` for languages that are written so."""

    title: str
    subtitle: str = ""
    sections: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    notes_title: str = ""
    notes: int = 6
    footer: str = ""
    right_to_left: bool = False


def call_sheet(sheet: CallSheet) -> str:
    """The page as HTML; everything that somebody else chose is escaped by the template."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("collector.report"), autoescape=True, undefined=StrictUndefined
    )
    sections = [
        (head, [(label, _lines(text)) for label, text in rows if text.strip()])
        for head, rows in sheet.sections.items()
    ]
    return environment.get_template("call_sheet.html").render(
        sheet=sheet, sections=[(head, rows) for head, rows in sections if rows]
    )


def _lines(text: str) -> list[str]:
    """Lines that fit the page: the beginning of what is too long, with an ellipsis."""
    from collector.core.printable import printable

    short = text.strip()
    if len(short) > LONGEST_TEXT:
        short = short[: LONGEST_TEXT - 1] + "…"
    lines = [printable(line, LONGEST_LINE) for line in short.splitlines() if line.strip()]
    return [*lines[: MOST_LINES - 1], "…"] if len(lines) > MOST_LINES else lines
