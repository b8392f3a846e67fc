"""The leak check: reads the finished archive again, as a stranger would, for what is personal.

It knows the values (accounts, what the sidecars hold, what the form holds) and nothing of how they
were hidden. What it finds stops the sending; it is never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from collector.bundle.finding import Cite
from collector.bundle.manifest import MANIFEST, README, REQUEST, Manifest, encode_manifest
from collector.bundle.reader import BundleReader, open_bundle
from collector.bundle.readme import readme
from collector.core.errors import LeakFoundError
from collector.core.printable import printable
from collector.core.progress import Cancel, Progress, ProgressEvent, Stage, silent
from collector.evidence.set import EvidenceSet
from collector.evidence.trimmed import Trimmed
from collector.privacy.check import Exempt, Searcher, Spot, Wanted
from collector.privacy.model import Kind
from collector.privacy.name import Namer
from collector.privacy.rules.versions import is_version
from collector.privacy.rules.view import View

MOST_TOLD = 20
_CHUNK = 1 << 20
_FOLDERS = ("evidence/", "attachments/", "facts.json")
Accepted = tuple[str, Wanted]
"""A value in a file (by its shown name) that a person has read there and sends all the same."""
_WHAT = {
    "user": "a user or full name",
    "host": "a computer name",
    "mail": "an e-mail address",
    "ip": "a network address",
    "mac": "a network card's address",
    "sid": "a security identifier",
    "serial": "a serial number",
    "licence": "a licence key or order number",
    "network": "a network's name",
    "file": "a file name",
    "word": "a word to be hidden or a field of the form",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A personal value in a finished bundle. `member` and `sentence` never hold it in clear."""

    member: str
    wanted: Wanted
    sentence: str

    @property
    def acceptance(self) -> Accepted:
        """What a person accepts who has read it: this value in this file."""
        return self.member, self.wanted


def check_bundle(
    path: Path,
    searcher: Searcher,
    *,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> tuple[Leak, ...]:
    """Every personal value that the bundle at `path` still holds, request.json apart.

    What is marked `unredactable` is not searched: it is listed for the customer instead. Memory
    stays flat.
    """
    cancel = cancel or Cancel()
    leaks: list[Leak] = []
    with open_bundle(path) as bundle:
        plain = {record.path for record in bundle.manifest.files if record.unredactable}
        ours = _our_words(bundle.manifest, searcher)
        total = sum(member.size for member in bundle.members)
        done = 0
        for member in bundle.members:
            cancel.check()
            shown, in_name = _name(member.name, searcher)
            leaks += [_leak(shown, s, in_name=True) for s in in_name if s.wanted not in ours]
            if member.name != REQUEST and member.name not in plain:
                spots = searcher.spots(_read(bundle, member.name, cancel))
                known = ours if member.name in (README, MANIFEST) else ()
                leaks += [_leak(shown, s, in_name=False) for s in spots if s.wanted not in known]
            done += member.size
            progress(ProgressEvent(stage=Stage.VERIFY, subject=shown, done=done, total=total))
    return tuple(leaks)


def _our_words(manifest: Manifest, searcher: Searcher) -> set[Wanted]:
    """What stands in README.txt and manifest.json whatever was collected: our own sentences and
    the names of fields and probes. Somebody may be called so, or hide such a word in the logs;
    there it names nobody, and no packing could ever hide it."""
    bare = replace(
        manifest, platform="", time_zone="",
        privacy=replace(manifest.privacy, notes=(), kept=(), kept_seal=""),
        probes=tuple(
            replace(
                probe,
                items=tuple(replace(i, name="", reason="", searched=()) for i in probe.items),
            )
            for probe in manifest.probes
        ),
        files=tuple(replace(one, path="", source="") for one in manifest.files),
        findings=tuple(
            replace(
                one, customer="", engineer="", advice="", values=dict.fromkeys(one.values, ""),
                evidence=tuple(Cite(path="") for _ in one.evidence),
            )
            for one in manifest.findings
        ),
    )  # fmt: skip
    names = "\n".join((README, MANIFEST, REQUEST, *_FOLDERS)).encode()
    text = [encode_manifest(bare), readme(bare, with_request=True), names]
    return {spot.wanted for spot in searcher.spots(text)}


def texts(evidence: EvidenceSet | Trimmed) -> Iterator[tuple[str, Iterable[bytes]]]:
    """What the bundle of a set will hold: the words of its manifest (""), then file by file.

    Each text is read before the next is asked for.
    """
    words = [text for each in evidence.files for text in (each.path, each.source)]
    for probe in evidence.probes:
        for item in probe.items:
            words += [item.name, item.reason, *item.searched]
    yield "", ["\n".join(words).encode("utf-8", "backslashreplace")]
    for record in evidence.files:
        if not record.unredactable:
            with evidence.open_file(record) as file:
                yield record.path, _pieces(file)


def check_texts(evidence: EvidenceSet, searcher: Searcher) -> tuple[Leak, ...]:
    """Every personal value that the files of a set, or their names, still hold."""
    leaks: list[Leak] = []
    for path, text in texts(evidence):
        spots = searcher.spots(text)
        shown = _name(path, searcher)[0] if path else "the names of the files"
        leaks += [_leak(shown, spot, in_name=not path) for spot in spots]
    return tuple(leaks)


def versions(key: bytes, keep: Collection[bytes] = (), own: Collection[str] = ()) -> Exempt:
    """Build numbers look like addresses: what is among `keep`, or what the words around it call a
    version, is none, unless it is an address of this very machine (`own`)."""
    view = View(namer=Namer(key))

    def exempt(data: bytes, start: int, end: int, one: Wanted) -> bool:
        if one.what != Kind.IP.value:
            return False
        if data[start:end] in keep:
            return True
        view.data = data
        return one.text not in own and is_version(view, start, end)

    return exempt


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece


AGAIN = (
    "Run the same command again: it goes on with the same evidence and hides these values "
    "once more. If that does not help, leave the probe of that file out with --skip."
)


def stop(
    leaks: Iterable[Leak],
    *,
    kept: str = "Nothing was sent, and no bundle was left behind.",
    hint: str = AGAIN,
) -> LeakFoundError:
    """The error that says where the leaks are, never what they are."""
    found = list(leaks)
    sentences = list(dict.fromkeys(leak.sentence for leak in found))
    more = len(sentences) - MOST_TOLD
    if more > 0:
        sentences = [*sentences[:MOST_TOLD], f"and {more} more"]
    members = len({leak.member for leak in found})
    return LeakFoundError(
        f"The leak check stopped it: {members} file(s) would have shown personal values in clear. "
        f"{kept}",
        hint=hint,
        faults=tuple(sentences),
    )


def _read(bundle: BundleReader, name: str, cancel: Cancel) -> Iterable[bytes]:
    for piece in bundle.stream(name):
        cancel.check()
        yield piece


def _name(name: str, searcher: Searcher) -> tuple[str, list[Spot]]:
    """The member's name as it may be shown: what is personal in it is masked."""
    raw, spots = name.encode(), searcher.spots([name.encode()])
    for spot in sorted(spots, key=lambda one: one.offset, reverse=True):
        raw = raw[: spot.offset] + "…".encode() + raw[spot.end :]
    return printable(raw.decode("utf-8", "replace"), 300), spots


def _leak(member: str, spot: Spot, *, in_name: bool) -> Leak:
    what = _WHAT.get(spot.wanted.what, "a personal value")
    where = "in its name" if in_name else f"at byte {spot.offset}"
    return Leak(
        member=member, wanted=spot.wanted, sentence=f"{member}: {what}, {where} ({spot.form})"
    )
