"""The Ticket ID: `SRS-`, seven digits and a check digit (ISO 7064, mod 11,10).

The check digit finds every single wrong digit and nearly every swap of two neighbours, so that an
ID read out over the telephone is not another customer's.
"""

from __future__ import annotations

import unicodedata

PREFIX = "SRS"
DIGITS = 7
LARGEST = 10**DIGITS - 1


def check_digit(digits: str) -> int:
    """The ISO 7064 mod 11,10 check digit for a string of ASCII digits."""
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10


def ticket_id(number: int) -> str:
    """The Ticket ID of ticket `number` (0 to 9,999,999); ValueError outside that range."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"ticket numbers go from 0 to {LARGEST}, not {number}")
    digits = f"{number:0{DIGITS}d}"
    return f"{PREFIX}-{digits}{check_digit(digits)}"


def normalise(text: str) -> str:
    """`text` as a Ticket ID; case, spaces and hyphens do not matter, the prefix may be missing.

    Raises ValueError with a sentence for its reader when it is none or mistyped.
    """
    compact = "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace() and unicodedata.category(character) != "Pd"
    )
    digits = compact[len(PREFIX) :] if compact[: len(PREFIX)].upper() == PREFIX else compact
    if len(digits) != DIGITS + 1 or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"{text!r} is not a Ticket ID: it looks like {ticket_id(0)}")
    if int(digits[-1]) != check_digit(digits[:-1]):
        raise ValueError(f"{text!r} is mistyped: its last digit does not fit the others")
    return f"{PREFIX}-{digits}"
