"""Writes the receipt of a delivered request beside its bundle."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec

from collector.bundle.manifest import Manifest
from collector.bundle.reader import open_bundle
from collector.core.durable import write_atomic
from collector.core.errors import CollectorError
from collector.evidence.catalogue import catalogue
from collector.report.receipt import Sent, receipt
from collector.srs.item import Item

RECEIPT = "receipt.html"


def write_receipt(item: Item, now: datetime) -> None:
    """Write `receipt.html` into the item's folder; raises OSError where there is no space."""
    state = item.state
    page = receipt(
        Sent(
            ticket_id=state.ticket_id,
            srs_url=state.srs_url,
            subject=state.subject,
            sent_at=now,
            form=_form(item),
            manifest=_manifest(item),
            bundle_size=state.bundle.size if state.bundle else 0,
            bundle_sha256=state.bundle.sha256 if state.bundle else "",
            whys={probe.id: probe.why for probe in catalogue()},
            retention_days=state.retention_days,
        )
    )
    write_atomic(item.folder / RECEIPT, page, "outbox.receipt")


def _manifest(item: Item) -> Manifest | None:
    if item.state.bundle is not None:
        with suppress(CollectorError), open_bundle(item.bundle) as reader:
            return reader.manifest
    return None


def _form(item: Item) -> Mapping[str, Any]:
    with suppress(OSError, msgspec.DecodeError):
        body: dict[str, Any] = msgspec.json.decode(item.body(), type=dict[str, Any])
        return body
    return {}
