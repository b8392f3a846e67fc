"""Values that a person chose to show: told in the manifest, believed on the machine that made it.

A bundle that was made before is searched for what is personal here. What its manifest calls kept is
passed over only where the seal proves that this installation wrote the whole manifest.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace

from collector.bundle.manifest import Kept, Manifest, encode_manifest
from collector.core.secrets import derived_key
from collector.evidence.rewriting import core
from collector.evidence.set import EvidenceSet
from collector.evidence.trimmed import Trimmed
from collector.privacy.check import Searcher, Wanted
from collector.privacy.model import Kind
from collector.privacy.name import Namer
from collector.workflow import leak_check, personal

NOTE = "The person who sent this decided to show what would have been hidden: "
_PURPOSE = "kept-values"
_KINDS = frozenset(kind.value for kind in Kind)


def told(evidence: EvidenceSet) -> tuple[Kept, ...]:
    """What was kept and stands in what is sent; a value that was left out is not told."""
    wanted: dict[Wanted, Kept] = {}
    for token, (_, original) in evidence.kept.items():
        kind = Kind(core(token).split("-")[1])
        one = Wanted(original, kind.value, personal.stands(original))
        wanted[one] = Kept(kind=kind.value, value=original)
    if not wanted:
        return ()
    searcher = Searcher(wanted)
    standing = {
        spot.wanted
        for _, text in leak_check.texts(Trimmed(evidence))
        for spot in searcher.spots(text)
    }
    return tuple(sorted((wanted[one] for one in standing), key=lambda one: (one.kind, one.value)))


def sealed_with(key: bytes) -> Callable[[bytes], str]:
    """Seals a manifest (as it is encoded without a seal) with the installation key."""
    sealing = derived_key(key, _PURPOSE)
    return lambda manifest: hmac.digest(sealing, manifest, "sha256").hex()


def believed(manifest: Manifest, key: bytes) -> bool:
    """Whether this installation wrote this very manifest, with what it says was kept."""
    bare = replace(manifest, privacy=replace(manifest.privacy, kept_seal=""))
    return hmac.compare_digest(
        sealed_with(key)(encode_manifest(bare)).encode(),
        manifest.privacy.kept_seal.encode("utf-8", "backslashreplace"),
    )


def by_token(manifest: Manifest, key: bytes) -> Mapping[str, tuple[str, str]]:
    """The values by the core of their token, as a set knows them; nothing where the manifest is not
    believed."""
    if not manifest.privacy.kept or not believed(manifest, key):
        return {}
    namer, found = Namer(key), {}
    for one in manifest.privacy.kept:
        if one.kind not in _KINDS:  # a newer version's
            continue
        token = namer.of(Kind(one.kind), one.value).decode()
        found[core(token)] = (token, one.value)
    return found
