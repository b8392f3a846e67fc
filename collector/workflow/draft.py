"""A draft: everything that a person has typed, chosen and attached, before it is sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from collector.request.form import Consent, Problem, SupportRequest
from collector.request.options import CollectOptions


class Purpose(StrEnum):
    """What the person came for; it decides which pages there are."""

    NEW_REQUEST = "new_request"
    ADD_TO_TICKET = "add_to_ticket"
    BUNDLE_ONLY = "bundle_only"
    CALL = "call"


class FileKind(StrEnum):
    """What an attached file was recognised as, by its name or its first lines."""

    PICTURE = "picture"
    TEXT = "text"
    DOCUMENTED_LOG = "documented_log"
    KERNEL_LOG = "kernel_log"
    NFO = "nfo"
    ARCHIVE = "archive"
    OTHER = "other"


class FileSource(StrEnum):
    FILE = "file"
    PASTED = "pasted"
    SCREENSHOT = "screenshot"


class ProductChoice(StrEnum):
    """How the product was named."""

    NONE = "none"
    FOUND = "found"
    BY_HAND = "by_hand"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """An attached file: `name` is that of the copy in the draft's folder and in the bundle;
    `size` in bytes; `known_as` is the documented name ("stubact.log") where it is such a log."""

    name: str
    size: int
    kind: FileKind = FileKind.OTHER
    source: FileSource = FileSource.FILE
    known_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What is stated about the purchase beyond the form; it only serves the promise."""

    subscription_until: date | None = None
    assurance_from: date | None = None
    assurance_years: int = 0
    upgraded: date | None = None
    incident_purchased: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One draft. `set_id` names its evidence set ("" while there is none); several drafts may
    share one. `page` is where the person was; `ticket_id` the ticket that is added to; `note` the
    text that goes with it. `item_id` is set once the request waits in the outbox; `unfinished` is
    what was typed and is no answer of the form, by the field's path or name: half a date, a place
    to save at before anything was saved there. Times are UTC.
    """

    id: str
    created_at: datetime
    changed_at: datetime
    purpose: Purpose = Purpose.NEW_REQUEST
    page: str = "start"
    request: SupportRequest = field(default_factory=SupportRequest)
    product_choice: ProductChoice = ProductChoice.NONE
    purchase: Purchase = field(default_factory=Purchase)
    attachments: tuple[DraftFile, ...] = ()
    options: CollectOptions = field(default_factory=CollectOptions)
    agreed_to_collect: bool = False
    privacy_off_confirmed: bool = False
    remember_contact: bool = False
    set_id: str = ""
    problem_disk: str = ""
    ticket_id: str = ""
    note: str = ""
    item_id: str = ""
    unfinished: dict[str, str] = field(default_factory=dict)

    def with_unfinished(self, name: str, text: str) -> Draft:
        """The draft with `text` kept under `name`; without it where `text` is empty."""
        others = {each: kept for each, kept in self.unfinished.items() if each != name}
        return replace(self, unfinished=others | ({name: text} if text else {}))


def new_draft(purpose: Purpose, now: datetime, *, options: CollectOptions | None = None) -> Draft:
    """An empty draft; its request has an id already, so that sending it twice makes one ticket."""
    now = now.astimezone(UTC)
    request = SupportRequest(request_id=str(uuid.uuid4()))
    return Draft(
        id=uuid.uuid4().hex, created_at=now, changed_at=now, purpose=purpose, request=request,
        options=options or CollectOptions(),
    )  # fmt: skip


def another_problem(draft: Draft, now: datetime) -> Draft:
    """A second request by the same person about the same product, on the same evidence (rule 34:
    an incident is one single problem). What is wrong, the files and the consent are its own."""
    fresh = new_draft(draft.purpose, now, options=draft.options)
    request = replace(
        draft.request, request_id=fresh.request.request_id, problem=Problem(), consent=Consent()
    )
    return replace(
        fresh, request=request, page="problem", product_choice=draft.product_choice,
        purchase=draft.purchase, agreed_to_collect=draft.agreed_to_collect,
        privacy_off_confirmed=draft.privacy_off_confirmed, set_id=draft.set_id,
        remember_contact=draft.remember_contact, problem_disk=draft.problem_disk,
    )  # fmt: skip
