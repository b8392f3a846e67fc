"""What is known to be personal on this machine, and which of it is worth looking for.

A check that cries wolf is switched off. So a value counts only where it can be nothing else: short
ones and numbers as whole words, names that are plain words in profile paths only, and what every
machine has (loopback, "To be filled by O.E.M.", "Western Digital") not at all.
"""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from collector.evidence.rewriting import core
from collector.evidence.set import EvidenceSet
from collector.privacy.check import Stands, Wanted
from collector.privacy.literals import LONG
from collector.privacy.model import Hit, Kind, Level, Name
from collector.privacy.name import TOKEN, Namer
from collector.privacy.words import COMMON, JUNK_SERIALS, is_contextual, is_well_known
from collector.request.form import SupportRequest

MOST = 100_000
"""Distinct values of one set that are remembered; a log that holds more names nobody by them."""
_TOKEN = re.compile(TOKEN.decode())
_SHORTEST_NUMBER = 9
"""Digits that a number needs to be looked for where only its place has shown what it is."""


@dataclass(slots=True)
class Survey:
    """What the sidecars of a set tell: the first spelling of each value, and how many there are.

    `values` maps a token's core (`pii-user-3bsiyqcv`) to kind and spelling; `spellings` are all of
    them. Secrets are counted by their places, since they are never kept.
    """

    values: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    spellings: set[tuple[Kind, str]] = field(default_factory=set)
    removed: int = 0
    full: bool = False

    @property
    def distinct(self) -> dict[str, int]:
        """Distinct values by kind, as the manifest tells them."""
        counts = Counter(kind.value for kind, _ in self.values.values())
        if self.removed:
            counts[Kind.SECRET.value] = self.removed
        return dict(sorted(counts.items()))

    def add(self, hit: Hit) -> None:
        if hit.kind is Kind.SECRET:
            self.removed += 1
            return
        pair = (hit.kind, hit.original)
        if pair in self.spellings:
            return
        if len(self.spellings) >= MOST:
            self.full = True
            return
        self.spellings.add(pair)
        self.values.setdefault(core(hit.token), pair)


def survey(evidence: EvidenceSet) -> Survey:
    """Read all sidecars once, and the tokens in names; memory is bounded by `MOST`."""
    found = Survey()
    for record in evidence.files:
        for hit in evidence.hits(record):
            found.add(hit)
    _add_named(evidence, found)
    return found


def _add_named(evidence: EvidenceSet, found: Survey) -> None:
    """What stands for a known name in the name of a file or an item, and nowhere else."""
    texts = [text for each in evidence.files for text in (each.path, each.source)]
    texts += [name for _, name in evidence.items]
    tokens = {core(match[0]) for text in texts for match in _TOKEN.finditer(text)}
    if not (missing := tokens - found.values.keys()):
        return
    namer = Namer(evidence.key)
    for name in sorted(evidence.names):
        token = core(namer.of(name.kind, name.value).decode())
        if token in missing:
            found.values.setdefault(token, (name.kind, name.value))


def form_names(request: SupportRequest) -> tuple[Name, ...]:
    """What a form holds that belongs into request.json and nowhere else."""
    contact, other = request.contact, request.identification
    pairs = (
        (Kind.USER, contact.name), (Kind.MAIL, contact.email), (Kind.WORD, contact.company),
        (Kind.WORD, contact.customer_id), (Kind.WORD, contact.telephone), (Kind.WORD, contact.fax),
        (Kind.WORD, contact.callback_number), (Kind.WORD, contact.other),
        (Kind.LICENCE, other.serial_number), (Kind.LICENCE, other.order_number),
        (Kind.WORD, other.other),
    )  # fmt: skip
    return tuple(Name(kind, text.strip()) for kind, text in pairs if text.strip())


def known(evidence: EvidenceSet) -> Iterator[Wanted]:
    """What the operating system itself names, and words that were given to be hidden."""
    for name in sorted(_not_kept(evidence, evidence.names)):
        if name.kind is Kind.WORD:
            yield Wanted(name.value, name.kind.value, stands(name.value))
        elif is_contextual(name.value) and name.kind is Kind.USER:
            if not is_well_known(name.value):
                yield Wanted(name.value, name.kind.value, Stands.IN_PROFILE_PATH)
        elif (one := _wanted(name, 4)) is not None:
            yield one
            short = name.value.partition(".")[0]
            if name.kind is Kind.HOST and short != name.value and not is_contextual(short):
                yield Wanted(short, name.kind.value, stands(short))


def seen(evidence: EvidenceSet, found: Survey) -> dict[Wanted, Name]:
    """What its form or place has shown to be personal somewhere in this set."""
    names = {Name(kind, text) for kind, text in found.spellings if _is_telling(kind, text)}
    names -= evidence.names
    return _searched(_not_kept(evidence, names))


def _is_telling(kind: Kind, text: str) -> bool:
    """Whether a value can be told from a plain word. `user=skip` hides SKIP there; to hide it in
    every other line would destroy the text, and to find it there would say nothing."""
    if kind not in (Kind.USER, Kind.HOST, Kind.NETWORK, Kind.FILE):
        return True
    if kind is Kind.HOST:  # www.gnu.org is no reason to hide every www
        text = text.partition(".")[0]
    return not text.isascii() or not text.isalpha()


def typed(evidence: EvidenceSet, request: SupportRequest | None) -> dict[Wanted, Name]:
    """What the person typed into the form about themselves."""
    names = set(form_names(request)) if request is not None else set()
    return _searched(_not_kept(evidence, names))


def before(
    request: SupportRequest,
    remembered: Collection[Name],
    *,
    file_names: bool,
    kept: Mapping[str, tuple[str, str]],
    namer: Namer,
) -> list[Wanted]:
    """What a bundle that was made before must not hold: what the form says, and what the tokens of
    this machine stand for; hidden file names (a matter of the level) only with `file_names`. What
    the person kept then (by the core of its token) may stand in it."""
    names = {name for name in remembered if _is_telling(name.kind, name.value)}
    if not file_names:
        names = {name for name in names if name.kind is not Kind.FILE}
    names.update(form_names(request))
    if kept:
        names = {name for name in names if not is_kept(kept, namer, name)}
    return list(_searched(names))


def _searched(names: Collection[Name]) -> dict[Wanted, Name]:
    pairs = ((_wanted(name, _SHORTEST_NUMBER), name) for name in sorted(names))
    return {one: name for one, name in pairs if one is not None}


def _not_kept(evidence: EvidenceSet, names: Collection[Name]) -> set[Name]:
    """Without what the person has decided to show."""
    if not evidence.kept:
        return set(names)
    namer = Namer(evidence.key)
    return {name for name in names if not is_kept(evidence.kept, namer, name)}


def is_kept(kept: Mapping[str, tuple[str, str]], namer: Namer, name: Name) -> bool:
    """Whether the token of this name, or this very spelling, is among those that are shown."""
    token = core(namer.of(name.kind, name.value).decode())
    spellings = {value.casefold() for _, value in kept.values()}
    return token in kept or name.value.casefold() in spellings


def _wanted(name: Name, shortest_number: int) -> Wanted | None:
    text = name.value.strip()
    if not text or "pii-" in text or name.kind is Kind.SECRET:
        return None
    if name.kind is Kind.IP:
        return Wanted(text, name.kind.value, Stands.AS_NUMBER) if _is_somebodys(text) else None
    words = re.findall(r"\w+", text.casefold())
    if is_contextual(text) or text.casefold() in JUNK_SERIALS or len(set(text)) < 2:
        return None
    if all(word in COMMON or len(word) < 3 for word in words) and not any(map(str.isdigit, words)):
        return None
    digits = re.sub(r"\W", "", text)
    if digits.isdigit() and len(digits) < shortest_number:
        return None
    return Wanted(text, name.kind.value, stands(text))


def stands(text: str) -> Stands:
    """Where a value is looked for, so that it is found as itself."""
    if re.fullmatch(r"[\d\W]+", text):
        return Stands.AS_NUMBER
    return Stands.AS_WORD if len(text) < LONG else Stands.ANYWHERE


def _is_somebodys(text: str) -> bool:
    """Whether an address is one that the engine hides: not loopback, mask or link-local."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return False
    return not address.is_link_local and not (
        address.version == 4 and address.packed[0] in (0, *range(224, 256))
    )


def is_off(evidence: EvidenceSet) -> bool:
    return Level(evidence.options.privacy) is Level.OFF
