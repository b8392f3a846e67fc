"""README.txt of a bundle: what it is, what was hidden, what is missing, what to do."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from string import Template

from collector.bundle.manifest import Manifest
from collector.core.printable import printable
from collector.evidence.model import Status

_TEXT = Template("""\
Paragon Support Collector - support bundle
==========================================

What this is
------------
This file holds what an engineer of Paragon Software needs to look into a
problem on this computer. It was made by Paragon Support Collector $collector
on $created (UTC).

Bundle id: $id

  README.txt      this text
  manifest.json   a list of everything in here, with a check sum for each file
$request  evidence/       what was read from the computer, one folder for each subject
$attachments
What was hidden
---------------
$privacy

$hidden

What is missing
---------------
$missing

What to do
----------
Send this file as it is to Paragon support, if it was not sent for you. You
can open and read everything in it first. Do not change it: the check sums
would no longer match. To check it yourself:

  paragon-collector inspect <this file>
""")

_REQUEST = "  request.json    the support request: what you typed, your contact details among it\n"
_ATTACHMENTS = "  attachments/    files that you added yourself\n"

_LEVELS = {
    "standard": """\
Personal details were replaced by invented names (they contain "pii-") before
anything was written down. The same detail has the same invented name
everywhere, so that an engineer can follow it without knowing it. Passwords
were removed.""",
    "strict": """\
Personal details, file names among them, were replaced by invented names (they
contain "pii-") before anything was written down. Passwords were removed.""",
    "off": """\
NOTHING WAS HIDDEN: redaction was switched off when this bundle was made. It
may hold names, addresses and other personal details as they stand on the
computer.""",
}

_KINDS = {
    "user": "user names", "host": "computer names", "mail": "e-mail addresses",
    "ip": "network (IP) addresses", "mac": "hardware (MAC) addresses",
    "sid": "Windows account numbers (SID)", "serial": "serial numbers",
    "licence": "licence keys", "network": "network names", "file": "file names",
    "word": "words that you named", "secret": "passwords and other secrets",
}  # fmt: skip

_WORDS = {
    Status.PARTIAL: "only a part of it could be read",
    Status.ABSENT: "not found",
    Status.REFUSED: "the system refused access",
    Status.TIMED_OUT: "took too long",
    Status.FAILED: "could not be read",
}


def hidden_words(counts: dict[str, int]) -> list[str]:
    """`12 x user names`, one for each kind of redaction."""
    return [f"{count} x {_KINDS.get(kind, printable(kind, 40))}" for kind, count in counts.items()]


def readme(manifest: Manifest, *, with_request: bool) -> bytes:
    """The text, UTF-8 with CRLF so that any Notepad shows it; only what the manifest tells."""
    hidden = "\n".join(f"  {line}" for line in hidden_words(manifest.hidden))
    plain = [file.path for file in manifest.files if file.unredactable]
    if plain:
        hidden += "\n\nCould not be searched for personal details (not text):\n"
        hidden += "\n".join(f"  {printable(path)}" for path in plain)
    if manifest.privacy.kept:
        kept = Counter(one.kind for one in manifest.privacy.kept)
        hidden += "\n\nLeft as they are, because the person who sent this decided so:\n"
        hidden += "\n".join(f"  {line}" for line in hidden_words(dict(sorted(kept.items()))))
    level = manifest.privacy.level
    text = _TEXT.substitute(
        collector=printable(manifest.collector),
        created=f"{manifest.created_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        id=manifest.id,
        request=_REQUEST if with_request else "",
        attachments=_ATTACHMENTS if _has_attachments(manifest) else "",
        privacy=_LEVELS.get(level, f"Redaction: {printable(level, 40)}."),
        hidden=hidden.strip("\n") or "  Nothing of the kind was found.",
        missing="\n".join(_missing(manifest)) or "  Nothing that was looked for is missing.",
    )
    return text.replace("\n", "\r\n").encode("utf-8", "backslashreplace")


def _has_attachments(manifest: Manifest) -> bool:
    return any(file.path.startswith("attachments/") for file in manifest.files)


def _missing(manifest: Manifest) -> list[str]:
    lines = []
    for probe in sorted(manifest.probes, key=lambda one: one.id):
        for item in probe.items:
            if item.status in _WORDS:
                reason = f" ({item.reason})" if item.reason else ""
                lines.append(
                    printable(f"  {probe.id}: {item.name} - {_WORDS[item.status]}{reason}", 300)
                )
    for file in sorted(manifest.files, key=lambda one: one.path):
        if file.truncated:
            lines.append(printable(f"  {file.path} - {file.truncated}", 300))
    return lines
