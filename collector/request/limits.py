"""How long each field of the form may be: one table, equal to that of the wire contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SHORT: Final = 200
LINE: Final = 500
TEXT: Final = 20_000
EMAIL: Final = 254

# In Unicode characters, by the path of the field in the form.
MAX_LENGTH: Final[Mapping[str, int]] = {
    "request_id": SHORT,
    "contact.name": SHORT,
    "contact.email": EMAIL,
    "contact.company": SHORT,
    "contact.customer_id": SHORT,
    "contact.telephone": SHORT,
    "contact.fax": SHORT,
    "contact.other": LINE,
    "contact.callback_number": SHORT,
    "contact.callback_window": SHORT,
    "identification.serial_number": SHORT,
    "identification.order_number": SHORT,
    "identification.other": LINE,
    "product.name": SHORT,
    "product.edition": SHORT,
    "product.version": SHORT,
    "product.build": SHORT,
    "product.install_dir": LINE,
    "problem.subject": SHORT,
    "problem.description": TEXT,
    "problem.expected": TEXT,
    "problem.happened": TEXT,
    "problem.since": LINE,
    "problem.occurred_at": SHORT,
    "problem.error_code": LINE,
    "support.previous_ticket_id": SHORT,
}

REQUIRED: Final = ("contact.name", "contact.email", "product.name", "problem.subject",
                   "problem.description")  # fmt: skip

# Fields that may hold line breaks and tabs; in all others they are control characters.
MULTILINE: Final = frozenset({
    "contact.other", "identification.other", "problem.description", "problem.expected",
    "problem.happened",
})  # fmt: skip

# The contract counts 50 files with a ticket; the bundle is one of them.
MAX_ATTACHMENTS: Final = 49
