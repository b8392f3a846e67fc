"""The receipt tells everything, needs no script, and lets nobody write into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

from collector.bundle.manifest import Manifest
from collector.bundle.reader import open_bundle
from collector.report.receipt import Sent, receipt
from tests.make_bundle import make_bundle

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def sent(tmp_path: Path, **changes: object) -> Sent:
    whole = Sent(
        ticket_id="SRS-00000015", srs_url="https://srs.example", subject="Cannot resize",
        sent_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC), form={"contact": {"name": "Jane"}},
        manifest=manifest(tmp_path), bundle_size=17, bundle_sha256="ab" * 32,
        whys={"system": "Faults depend on the version of the system."},
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def manifest(tmp_path: Path) -> Manifest:
    path = tmp_path / "b.zip"
    if not path.exists():
        make_bundle(path)
    with open_bundle(path) as reader:
        return reader.manifest


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        named = dict(attrs)
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"] or ""


def parsed(page: bytes) -> Tags:
    tags = Tags()
    tags.feed(page.decode())
    return tags


def test_every_file_stands_in_it_with_hash_and_reason(tmp_path: Path) -> None:
    page = receipt(sent(tmp_path)).decode()
    for file in manifest(tmp_path).files:
        assert file.path in page
        assert file.sha256 in page
    for text in (
        "SRS-00000015", "https://srs.example", "Jane", "2 x user names", "ab" * 32,
        "Faults depend on the version", "2026-11-22 09:30 UTC",
    ):  # fmt: skip
        assert text in page, text


def test_how_long_it_is_kept_is_said_or_said_to_be_not_known(tmp_path: Path) -> None:
    assert b"Not known" in receipt(sent(tmp_path))
    assert b"90 days after" in receipt(sent(tmp_path, retention_days=90))


def test_nothing_that_it_shows_can_run(tmp_path: Path) -> None:
    known = manifest(tmp_path)
    files = tuple(replace(file, probe=EVIL, path=EVIL + file.path) for file in known.files)
    privacy = replace(known.privacy, level=EVIL, notes=(EVIL,))
    evil = sent(
        tmp_path, ticket_id=EVIL, srs_url=EVIL, subject=EVIL + "\u202e", form={EVIL: [EVIL]},
        manifest=replace(known, files=files, privacy=privacy), whys={EVIL: EVIL},
    )  # fmt: skip
    page = parsed(receipt(evil))
    assert not page.tags & {"script", "img", "a", "iframe", "link", "form", "svg", "object"}
    assert not {
        name for name in page.attributes if name.startswith("on") or name in ("src", "href")
    }
    assert page.policy.startswith("default-src 'none'")
    assert "\u202e" not in receipt(evil).decode()


def test_a_request_without_a_bundle_has_a_receipt_too(tmp_path: Path) -> None:
    assert b"No files were sent." in receipt(sent(tmp_path, manifest=None, form={}))
