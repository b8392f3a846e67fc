"""The privacy text that a request agrees to exists, and no other number passes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from collector.request.consent import PRIVACY_TEXT_VERSION, privacy_text
from collector.request.form import Consent, SupportRequest
from collector.request.problems import problems


def test_every_text_up_to_the_newest_exists() -> None:
    for version in range(1, PRIVACY_TEXT_VERSION + 1):
        assert privacy_text(version).startswith(f"Privacy text, number {version}\n")


def test_the_newest_text_is_there_in_german_and_others_read_it_in_english() -> None:
    german, english = privacy_text(language="de"), privacy_text()
    assert german.startswith(f"Datenschutztext Nummer {PRIVACY_TEXT_VERSION}\n")
    assert german.count("\n\n") == english.count("\n\n")
    for none in ("eo", "C", "../de"):
        assert privacy_text(language=none) == english


@pytest.mark.parametrize(
    ("version", "fits"), [(0, False), (1, True), (PRIVACY_TEXT_VERSION + 1, False)]
)
def test_a_request_names_a_text_that_exists(version: int, fits: bool) -> None:
    request = SupportRequest(consent=Consent(privacy_text_version=version))
    faulty = [fault for fault in problems(request) if fault.field.startswith("consent")]
    assert (not faulty) is fits


def test_the_text_is_printed_where_a_person_can_read_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "collector", "privacy", "text"],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.strip() == privacy_text().strip()
