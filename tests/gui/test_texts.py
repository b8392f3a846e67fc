"""What the layers below say as data has words here, and the English ones are theirs."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from collector.evidence.catalogue import catalogue
from collector.evidence.model import ItemRecord, Status
from collector.gui.texts import probes, review
from collector.privacy.model import Kind


def test_the_texts_of_the_probes_are_those_beside_their_code(qapp: QApplication) -> None:
    assert probes.titles() == {probe.id: probe.title for probe in catalogue()}
    assert probes.whys() == {probe.id: probe.why for probe in catalogue()}


def test_every_outcome_and_every_kind_has_words(qapp: QApplication) -> None:
    assert set(review.statuses()) == set(Status)
    assert set(review.kinds()) == set(Kind)


def test_a_gap_says_why_and_where_was_searched(qapp: QApplication) -> None:
    gap = ItemRecord(
        name="pwlog.txt", status=Status.ABSENT, reason="no such file", searched=("C:/a", "C:/b")
    )
    words = review.gap_words(gap)
    assert words.startswith("Not there: no such file. Searched: C:/a")
    assert words.endswith("C:/b")
    assert review.gap_words(ItemRecord(name="x", status=Status.REFUSED)) == (
        "Needs administrator rights"
    )


def test_hidden_values_are_counted_the_most_frequent_first(qapp: QApplication) -> None:
    words = review.hidden_words({"user": 2, "ip": 5})
    assert words.startswith("Network addresses (5)")
    assert words.endswith("Names of people (2)")
    assert review.time_words(3) == "a few seconds"
