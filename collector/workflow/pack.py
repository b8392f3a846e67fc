"""Use case: pack an evidence set (and a request) into a bundle that gives nobody away."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from collector.bundle.errors import UnfitEvidenceError
from collector.bundle.finding import Finding
from collector.bundle.manifest import Privacy
from collector.bundle.readme import hidden_words
from collector.bundle.writer import BundleInfo, write_bundle
from collector.core.errors import LeakFoundError
from collector.core.paths import Paths
from collector.core.printable import printable
from collector.core.progress import Cancel, Progress
from collector.evidence import generations
from collector.evidence.set import EvidenceSet
from collector.evidence.trimmed import Trimmed
from collector.privacy.check import Exempt, Searcher, Wanted
from collector.privacy.model import Kind, Level, Name
from collector.privacy.redactor import Redactor
from collector.request.form import SupportRequest
from collector.workflow import findings, kept, leak_check, personal
from collector.workflow.privacy_map import remember

PROTECT_S = 300.0
_ROUNDS = 4
"""Another pass may show more names; three have been enough for every log seen so far."""
SKIPPED = "The privacy level is off: nothing was hidden, and the leak check was skipped."
_FULL = (
    f"More than {personal.MOST} different personal values were hidden: the leak check searched for "
    "the first of them only."
)


def pack(
    evidence: EvidenceSet,
    out: Path,
    *,
    request_json: bytes | None = None,
    overwrite: bool = False,
    paths: Paths | None = None,
    seconds: float = PROTECT_S,
    bundle_id: str = "",
    stop: Callable[[Iterable[leak_check.Leak]], LeakFoundError] = leak_check.stop,
    accepted: Collection[leak_check.Accepted] = (),
    progress: Progress,
    cancel: Cancel,
) -> BundleInfo:
    """Write the bundle of `evidence` to `out`. Its id and time are those of the set (or
    `bundle_id`, where one set serves several requests), so that packing again after a kill gives
    the same bytes. What was left out is not in it.

    Raises LeakFoundError where the finished file still holds a personal value: then there is no
    file at `out`, and the set remembers the value, so that the next packing hides it once more.
    With `paths`, what each token stands for is remembered on this machine. `seconds` is the longest
    that hiding what became known late may take; what is not passed by then is left out, and said.
    """
    request = None
    if request_json is not None:
        request = msgspec.json.decode(request_json, type=SupportRequest)
    if personal.is_off(evidence):
        found, inspect = personal.survey(evidence), None
    else:
        found = protect(evidence, request, seconds=seconds)
        inspect = inspector(
            evidence, found, request, paths=paths, progress=progress, cancel=cancel, stop=stop,
            accepted=accepted,
        )  # fmt: skip
    return write_bundle(
        out,
        evidence=Trimmed(evidence),
        request_json=request_json,
        bundle_id=bundle_id or str(uuid.UUID(evidence.id)),
        created_at=evidence.created_at,
        platform=evidence.platform,
        time_zone=evidence.time_zone,
        privacy=privacy_of(evidence, found),
        findings=findings_of(evidence, found, request_json, request),
        overwrite=overwrite,
        inspect=inspect,
        seal=kept.sealed_with(evidence.key),
        progress=progress,
        cancel=cancel,
    )


def findings_of(
    evidence: EvidenceSet,
    found: personal.Survey,
    request_json: bytes | None,
    request: SupportRequest | None,
) -> tuple[Finding, ...]:
    """What the evidence means, in sentences that name nobody and quote nothing that was left
    out."""
    verdicts = findings.of_set(Trimmed(evidence), request_json)
    if personal.is_off(evidence):
        return verdicts
    names = {*personal.seen(evidence, found).values(), *personal.typed(evidence, request).values()}
    redactor = Redactor(
        evidence.key,
        sorted(evidence.names | names),
        Level(evidence.options.privacy),
        generations.versions_found(evidence),
    )
    return findings.hidden(verdicts, redactor.redact_text)


def renew(evidence: EvidenceSet, *, seconds: float = PROTECT_S) -> tuple[str, ...]:
    """Carry out what was learnt or decided since the set was whole; the changed files' names."""
    if evidence.complete:
        return ()
    return generations.finish(evidence, Redactor, deadline=time.monotonic() + seconds)


def protect(
    evidence: EvidenceSet, request: SupportRequest | None = None, *, seconds: float = PROTECT_S
) -> personal.Survey:
    """Hide everywhere what was hidden somewhere, and what the form holds; what is hidden then.

    A pattern sees `\\\\FS01\\share` and not the bare name in the next line: what its form has
    shown to be personal is a known name from then on.
    """
    until = time.monotonic() + seconds
    try:
        for _ in range(_ROUNDS):
            renew(evidence, seconds=until - time.monotonic())
            found = personal.survey(evidence)
            if not (clear := _in_clear(evidence, found, request)):
                break
            evidence.learn(tuple(sorted(clear)))
        renew(evidence, seconds=until - time.monotonic())
        return personal.survey(evidence)
    except (OSError, ValueError) as error:
        raise UnfitEvidenceError(
            "The bundle was not written: the work folder is damaged "
            f"({printable(str(error), 200)}).",
            hint="Collect again; the disk that holds the work folder may be failing.",
        ) from error


def _in_clear(
    evidence: EvidenceSet, found: personal.Survey, request: SupportRequest | None
) -> set[Name]:
    """What was hidden somewhere, or typed into the form, and stands in clear elsewhere."""
    wanted = personal.seen(evidence, found) | personal.typed(evidence, request)
    searcher = Searcher(wanted, exempt=_exempt(evidence))
    return {
        wanted[spot.wanted]
        for _, text in leak_check.texts(evidence)
        for spot in searcher.spots(text)
    }


def searcher_of(
    evidence: EvidenceSet, found: personal.Survey, request: SupportRequest | None
) -> Searcher:
    """For everything that is known to be personal; without what was decided to be shown."""
    wanted: list[Wanted] = [*personal.known(evidence), *personal.seen(evidence, found)]
    return Searcher([*wanted, *personal.typed(evidence, request)], exempt=_exempt(evidence))


def inspector(
    evidence: EvidenceSet,
    found: personal.Survey,
    request: SupportRequest | None,
    *,
    paths: Paths | None,
    progress: Progress,
    cancel: Cancel,
    stop: Callable[[Iterable[leak_check.Leak]], LeakFoundError] = leak_check.stop,
    accepted: Collection[leak_check.Accepted] = (),
) -> Callable[[Path], None]:
    """The leak check of a finished file, which raises what `stop` makes of the leaks that a person
    has not read and accepted; then the map is written."""
    searcher = searcher_of(evidence, found, request)

    def inspect(path: Path) -> None:
        leaks = leak_check.check_bundle(path, searcher, progress=progress, cancel=cancel)
        if leaks := tuple(leak for leak in leaks if leak.acceptance not in accepted):
            again = {Name(Kind(leak.wanted.what), leak.wanted.text) for leak in leaks}
            evidence.learn(tuple(sorted(again)))
            raise stop(leaks)
        if paths is not None:
            remember(paths, evidence.key, found.values)

    return inspect


def _exempt(evidence: EvidenceSet) -> Exempt:
    """For a set: what the evidence calls a version is no address, unless this machine has it."""
    keep = {version.encode() for version in generations.versions_found(evidence)}
    own = {name.value for name in evidence.names if name.kind is Kind.IP}
    return leak_check.versions(evidence.key, keep, own)


def privacy_of(evidence: EvidenceSet, found: personal.Survey) -> Privacy:
    """Level, distinct values by kind, and how names were handled, as the manifest tells them."""
    notes = list(evidence.notes)
    if personal.is_off(evidence):
        notes.append(SKIPPED)
    else:
        redactor = Redactor(evidence.key, evidence.names, Level(evidence.options.privacy))
        notes += redactor.notes
    if found.full:
        notes.append(_FULL)
    shown = kept.told(evidence)
    if shown:
        counts = Counter(one.kind for one in shown)
        notes.append(kept.NOTE + ", ".join(hidden_words(dict(sorted(counts.items())))) + ".")
    return Privacy(
        level=evidence.options.privacy,
        distinct=found.distinct,
        notes=tuple(dict.fromkeys(notes)),
        kept=shown,
    )


def hidden(evidence: EvidenceSet) -> dict[str, int]:
    """Replacements in all files, by kind."""
    counts: dict[str, int] = {}
    for record in Trimmed(evidence).files:
        for kind, count in record.redactions.items():
            counts[kind] = counts.get(kind, 0) + count
    return dict(sorted(counts.items()))


def default_name(host_pseudonym: str, now: datetime) -> str:
    return f"paragon-support-{host_pseudonym}-{now:%Y%m%dT%H%M%SZ}.zip"
