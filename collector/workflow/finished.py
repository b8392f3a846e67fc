"""What the last page says: the Ticket ID, which address gets the mail, when an answer is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from collector.core.durable import write_atomic
from collector.core.errors import NowhereToWriteError
from collector.request.form import Consent, SupportRequest
from collector.request.options import CollectOptions
from collector.request.toml_writer import answers_toml
from collector.workflow.offer import Moment, moment
from collector.workflow.send import SendResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """`mail_to` is the address that the SRS writes to: "" where it sends no mail, None where it
    did not say. `view_link` opens the ticket's page (read only); it is a secret of its owner. An
    `addition` went to a ticket that was there before."""

    ticket_id: str
    subject: str
    srs_url: str
    view_link: str = field(default="", repr=False)
    mail_to: str | None = None
    first_answer: Moment | None = None
    receipt: Path | None = None
    bundle: Path | None = None
    addition: bool = False


def finished(
    result: SendResult, request: SupportRequest, *, mail: bool | None, local: tzinfo | None = None
) -> Finished:
    """The facts of a delivered request; `mail` is what `/v1/meta` says."""
    due = result.first_response_due
    no_mail = mail is None or result.addition  # who hears of an addition is the SRS's to say
    return Finished(
        ticket_id=result.ticket_id,
        subject=result.subject,
        srs_url=result.srs_url,
        view_link=result.web_link,
        mail_to=None if no_mail else request.contact.email if mail else "",
        addition=result.addition,
        first_answer=moment(due, local) if due else None,
        receipt=result.receipt,
        bundle=result.bundle,
    )


def qr_code(link: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code (True is dark), row by row, without the quiet zone of 4 modules;
    empty for a text that no code can hold."""
    import segno

    try:
        code = segno.make_qr(link, error="m")
    except (segno.DataOverflowError, ValueError):
        return ()
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def save_answers(
    request: SupportRequest, options: CollectOptions, target: Path, *, overwrite: bool = False
) -> None:
    """Write the answers file for silent mode; NowhereToWriteError.

    Without request_id and consent: the next request is another one, and agreeing is not copied.
    """
    if target.exists() and not overwrite:
        raise NowhereToWriteError(
            f"{target} exists already and was not touched.", hint="Choose another name."
        )
    again = SupportRequest(
        contact=request.contact, identification=request.identification, product=request.product,
        problem=request.problem, support=request.support, consent=Consent(),
    )  # fmt: skip
    text = answers_toml(again, options)
    head = (
        "# Answers for: paragon-collector submit --answers THIS_FILE\n"
        "# Agree to the privacy text (paragon-collector privacy text) before it can be sent:\n"
        "# [consent]\n# privacy_text_version = 1\n\n"
    )
    try:
        write_atomic(target, (head + text).encode("utf-8", "replace"), "answers")
    except OSError as error:
        raise NowhereToWriteError(
            f"The answers could not be saved in {target}: {error.strerror or error}.",
            hint="Choose another folder.",
        ) from error
