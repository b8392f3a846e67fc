"""A rule: what it looks for, and the words in which it speaks. One rule per file in `rules/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from collector.bundle.finding import Cite, Finding, Severity
from collector.core.printable import printable
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge

MOST_CITES = 10
_MOST_VALUE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The words of one finding: for the customer, for the engineer, and what to do.

    `{name}` stands for a value. `id` is that of the finding; translations are found by it.
    """

    id: str
    severity: Severity
    customer: str
    engineer: str
    advice: str

    def finding(self, *evidence: Cite, **values: object) -> Finding:
        """The finding with these values; each of them is data of others and shown as such."""
        shown = {name: printable(str(value), _MOST_VALUE) for name, value in values.items()}
        return Finding(
            id=self.id,
            severity=self.severity,
            customer=self.customer.format_map(shown).strip(),
            engineer=self.engineer.format_map(shown).strip(),
            advice=self.advice.format_map(shown).strip(),
            evidence=evidence[:MOST_CITES],
            values=shown,
        )


Look = Callable[[Case, Knowledge], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`looks_for` says in a phrase what is not judged where it fails; `texts` are all that `look`
    may say. `reads` names the probes that it looks at (none: any of them), so that what is severe
    is said as soon as one of them has ended; those in `together` tell nothing one by one."""

    id: str
    looks_for: str
    texts: tuple[Text, ...]
    look: Look
    reads: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


def cited(path: str, line: int, text: str) -> Cite:
    """A line of a log as evidence."""
    return Cite(path=path, line=line, text=text[:_MOST_VALUE])
