"""The receipt: a page for the customer: what was sent, why, to whom, and until when it is kept.

Everything in it that somebody else chose is escaped by the template; there is no script in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from collector.bundle.manifest import MANIFEST, README, REQUEST, Manifest
from collector.bundle.readme import hidden_words
from collector.core.printable import printable
from collector.evidence.model import FileRecord
from collector.report.fields import fields

ATTACHED = "attachments"
_OWN = {
    README: "It says in plain words what the bundle is.",
    MANIFEST: "It lists every file, so that nothing is missing unnoticed.",
    REQUEST: "What you said about the problem, beside the evidence.",
}
_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was delivered. `form` is the ticket's body as it was sent, `whys` tells for each probe
    why an engineer needs it; `retention_days` is None where the SRS does not tell."""

    ticket_id: str
    srs_url: str
    subject: str
    sent_at: datetime
    form: Mapping[str, Any]
    manifest: Manifest | None = None
    bundle_size: int = 0
    bundle_sha256: str = ""
    whys: Mapping[str, str]
    retention_days: int | None = None


def receipt(sent: Sent) -> bytes:
    """The page, UTF-8, whole in itself."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("collector.report"), autoescape=True, undefined=StrictUndefined
    )
    manifest = sent.manifest
    page = environment.get_template("receipt.html").render(
        ticket_id=_shown(sent.ticket_id),
        srs_url=_shown(sent.srs_url),
        subject=_shown(sent.subject),
        sent_at=f"{sent.sent_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        kept=_kept(sent.retention_days),
        manifest=manifest,
        size=sent.bundle_size,
        sha256=sent.bundle_sha256,
        hidden=", ".join(hidden_words(manifest.hidden)) if manifest else "",
        form=[(_shown(name), _lines(text)) for name, text in fields(sent.form)],
        files=[_file(one, sent.whys) for one in manifest.files] if manifest else [],
    )
    return page.encode("utf-8", "backslashreplace")


def _kept(days: int | None) -> str:
    if days is None:
        return "Not known: the Support Request System does not say how long it keeps a bundle."
    return f"{days} days after the ticket is supported, as the Support Request System says."


def _file(record: FileRecord, whys: Mapping[str, str]) -> dict[str, object]:
    hidden = ", ".join(hidden_words(dict(sorted(record.redactions.items()))))
    if record.unredactable:
        hidden = "Not text: it could not be searched for personal details."
    why = _OWN.get(record.path) or whys.get(record.probe, "")
    if record.probe == ATTACHED:
        why = "You attached it."
    return {
        "path": _shown(record.path), "sha256": record.sha256, "size": record.size,
        "hidden": hidden or "nothing", "why": _shown(why) or "Not known to this version.",
    }  # fmt: skip


def _lines(text: str) -> str:
    return "\n".join(printable(line, _LONGEST) for line in text[: 4 * _LONGEST].splitlines())


def _shown(text: str) -> str:
    return printable(text, _LONGEST)
