"""A verdict over the evidence, as it stands in the manifest and as every door shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """In the order in which findings are read; what endangers data comes before anything else."""

    BACK_UP_FIRST = "back_up_first"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 is read first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """What a finding rests on: a member of the bundle, and a place in it.

    `line` counts from 1 in text; `fact` is a path into a facts.json or another JSON member
    ("disks[0].size"); `text` quotes the place. Both 0 and "": the member (or, with an empty `path`,
    the manifest) as a whole.
    """

    path: str
    line: int = 0
    fact: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`customer` and `advice` are for the person at the machine, `engineer` for support.

    `id` names the texts (see `findings.registry`), `values` what was put into them, so that they
    can be said in another language.
    """

    id: str
    severity: Severity
    customer: str
    engineer: str = ""
    advice: str = ""
    evidence: tuple[Cite, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
