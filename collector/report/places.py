"""Where on the page a line of a file stands, and how a citation points there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from collector.bundle.finding import Cite
from collector.bundle.manifest import MANIFEST
from collector.report.visible import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`href` is empty where the line is not on the page; `label` says place, `quote` its text."""

    href: str
    label: str
    quote: str = ""


@dataclass(slots=True)
class Places:
    """Paths have numbers, so that an anchor holds nothing that anybody else chose.

    `facts` maps (path, fact) to its line. `lines` are those on the page, None while it is not
    known yet: then every citation is a link.
    """

    numbers: dict[str, int]
    facts: dict[tuple[str, str], int] = field(default_factory=dict)
    lines: dict[str, set[int]] | None = None

    @classmethod
    def of(cls, paths: Iterable[str]) -> Places:
        return cls({path: number for number, path in enumerate(sorted(paths))})

    def line_of(self, cite: Cite) -> int:
        """The line that a citation means; 0 for the file as a whole."""
        return cite.line or self.facts.get((cite.path, cite.fact), 0)

    def anchor(self, path: str, line: int = 0) -> str:
        number = self.numbers[path]
        return f"f{number}-{line}" if line else f"f{number}"

    def link(self, cite: Cite) -> Link:
        line = self.line_of(cite)
        label = plain(cite.path) or "manifest.json"
        if cite.fact:
            label += f" › {plain(cite.fact, 200)}"
        elif line:
            label += f", line {line}"
        return Link(href=self._href(cite.path, line), label=label, quote=cite.text)

    def _href(self, path: str, line: int) -> str:
        if path in ("", MANIFEST):
            return "#gaps"  # which tells what the manifest tells
        if path not in self.numbers:
            return ""
        shown = None if self.lines is None else self.lines.get(path)
        if self.lines is not None and shown is None:
            return ""
        if line and (shown is None or line in shown):
            return f"#{self.anchor(path, line)}"
        return f"#{self.anchor(path)}" if shown or self.lines is None else ""
