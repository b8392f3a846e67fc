"""Ticket IDs: what is issued is read back, and what is mistyped is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.ticket_id import LARGEST, check_digit, normalise, ticket_id

numbers = st.integers(min_value=0, max_value=LARGEST)


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("0794") == 5  # the example of ISO 7064
    assert check_digit("3692682401234567890"[:10]) in range(10)


@given(numbers)
def test_an_issued_id_is_read_back(number: int) -> None:
    issued = ticket_id(number)
    assert len(issued) == len("SRS-00000000")
    assert normalise(issued) == issued


@given(numbers, st.sampled_from([" ", "-", "\u00a0", "\u2013", ""]), st.booleans())
def test_case_spaces_and_hyphens_do_not_matter(number: int, between: str, prefix: bool) -> None:
    issued = ticket_id(number)
    digits = between.join([issued[4:6], issued[6:9], issued[9:]])
    typed = f" srs{between}{digits} " if prefix else digits
    assert normalise(typed) == issued


@given(numbers, st.integers(0, 7), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(number: int, place: int, shift: int) -> None:
    digits = list(ticket_id(number)[4:])
    digits[place] = str((int(digits[place]) + shift) % 10)
    with pytest.raises(ValueError, match="mistyped"):
        normalise("SRS-" + "".join(digits))


@given(st.text(max_size=30))
def test_other_text_is_refused_with_a_sentence(text: str) -> None:
    if sum(character.isdigit() for character in text) == 8:
        return
    with pytest.raises(ValueError, match="Ticket ID"):
        normalise(text)


@pytest.mark.parametrize("text", ["", "SRS-", "SRS-1234567", "PSR-00000012", "SRS-٠١٢٣٤٥٦٧٨"])
def test_what_is_no_id_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="Ticket ID"):
        normalise(text)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="ticket numbers"):
        ticket_id(number)
