"""The form's own checks: every fault at once, each with its field and a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.ticket_id import ticket_id
from collector.request.form import (
    Category,
    Consent,
    Contact,
    FaultKind,
    Identification,
    Impact,
    Problem,
    Product,
    Program,
    SupportRequest,
)
from collector.request.limits import MAX_LENGTH, MULTILINE
from collector.request.problems import is_email, problems, text_of

TODAY = date(2026, 11, 22)
GOOD = SupportRequest(
    contact=Contact(name="Jane Example", email="jane@example.com"),
    product=Product(name="Partition Manager", edition="Professional", version="15"),
    problem=Problem(subject="Cannot resize", description="It ends with an error."),
    consent=Consent(privacy_text_version=1),
)


def changed(path: str, value: object, request: SupportRequest = GOOD) -> SupportRequest:
    section, _, name = path.rpartition(".")
    if not section:
        return replace(request, **{name: value})  # type: ignore[arg-type]
    return replace(request, **{section: replace(getattr(request, section), **{name: value})})


def faults(request: SupportRequest) -> list[tuple[str, FaultKind]]:
    return [(fault.field, fault.kind) for fault in problems(request, today=TODAY)]


def test_a_good_request_has_no_fault() -> None:
    assert problems(GOOD, today=TODAY) == ()
    assert problems(GOOD) == ()


def test_an_empty_form_names_all_that_is_needed_in_the_order_of_the_form() -> None:
    assert faults(SupportRequest()) == [
        ("contact.name", FaultKind.REQUIRED),
        ("contact.email", FaultKind.REQUIRED),
        ("product.name", FaultKind.REQUIRED),
        ("product.version", FaultKind.REQUIRED),
        ("problem.subject", FaultKind.REQUIRED),
        ("problem.description", FaultKind.REQUIRED),
        ("consent.privacy_text_version", FaultKind.CONSENT),
    ]
    for fault in problems(SupportRequest()):
        assert fault.sentence.endswith(".")


@pytest.mark.parametrize("path", MAX_LENGTH)
def test_each_text_has_a_limit_and_no_control_characters(path: str) -> None:
    limit = MAX_LENGTH[path]
    assert (path, FaultKind.TOO_LONG) not in faults(changed(path, "9" * limit))
    assert (path, FaultKind.TOO_LONG) in faults(changed(path, "9" * (limit + 1)))
    for character in ("\0", "\x1b", "\x7f", "\x85", "\ud800", "\u2028"):
        assert (path, FaultKind.CONTROL_CHARACTER) in faults(changed(path, f"9{character}9"))
    lines = (path, FaultKind.CONTROL_CHARACTER) in faults(changed(path, "9\r\n\t9"))
    assert lines is (path not in MULTILINE)


@pytest.mark.parametrize(
    "address",
    [
        "jane@example.com",
        "jane.o'neil+paragon@mail.example.co.uk",
        "jürgen@exämple.de",
        "a@localhost",
    ],
)
def test_addresses_that_can_be(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    ["jane", "@example.com", "jane@", "ja ne@example.com", "a@b@c", ".a@example.com", "a..b@c.de",
     "a@example..com", "a@.com", "a@example.", "Jane <jane@example.com>", "a@b,c@d", "a@b\n",
     "x" * 65 + "@example.com", "a@" + "x" * 190],
)  # fmt: skip
def test_addresses_that_cannot_be(address: str) -> None:
    assert not is_email(address)
    assert "contact.email" in [field for field, _ in faults(changed("contact.email", address))]


def test_without_the_registered_address_something_else_identifies() -> None:
    unknown = replace(GOOD, identification=Identification(registered_email=False))
    assert faults(unknown) == [("identification.serial_number", FaultKind.REQUIRED)]
    for name in ("serial_number", "order_number", "other"):
        assert faults(changed(f"identification.{name}", "ABC-1", unknown)) == []


@pytest.mark.parametrize("name", ["version", "build", "install_dir"])
def test_version_build_or_folder_is_enough(name: str) -> None:
    bare = replace(GOOD, product=Product(name="Partition Manager"))
    assert faults(bare) == [("product.version", FaultKind.REQUIRED)]
    assert faults(changed(f"product.{name}", "10.1.25.1137", bare)) == []


def test_dates_may_not_lie_in_the_future_but_it_may_be_tomorrow_already() -> None:
    for path in ("support.purchase_date", "support.evaluation_started"):
        assert faults(changed(path, date(2026, 11, 23))) == []
        assert faults(changed(path, date(2026, 11, 24))) == [(path, FaultKind.FUTURE)]


@pytest.mark.parametrize("written", ["{}-{}{}", " {} {} {} ", "{}{}{}", "{}-{}-{}"])
def test_a_previous_ticket_id_may_be_written_as_one_remembers_it(written: str) -> None:
    right, path = ticket_id(1), "support.previous_ticket_id"
    text = written.format("srs", right[4:8], right[8:])
    assert faults(changed(path, text)) == []
    assert faults(changed(path, right[4:])) == []
    mistyped = right[:-1] + str((int(right[-1]) + 1) % 10)
    for wrong in (mistyped, "SRS-", "12", "SRS-ABCDEFGH"):
        assert faults(changed(path, wrong)) == [(path, FaultKind.FORM)]


# Rules of the programs


def program(program: Program, request: SupportRequest = GOOD) -> SupportRequest:
    return changed("support.program", program, request)


def test_enterprise_is_not_for_personal_editions() -> None:
    enterprise = program(Program.ENTERPRISE)
    refused = [("support.program", FaultKind.NOT_IN_PROGRAM)]
    for edition in ("Personal", "Home", "Free edition", "PERSONAL"):
        assert faults(changed("product.edition", edition, enterprise)) == refused
    for edition in ("Professional", "Server", "Volume licence", "Enterprise Server", "", "Suite"):
        assert faults(changed("product.edition", edition, enterprise)) == []
    named = replace(enterprise, product=Product(name="Partition Manager Personal", version="8"))
    assert faults(named) == refused


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("Paragon Deployment Manager", ""),
        ("Drive Backup", "Enterprise Server"),
        ("Partition Manager 9.0 Enterprise Server Edition", ""),
        ("paragon system recovery", ""),
        ("DM", ""),
        ("PM ESE", ""),
        ("PSR", ""),
    ],
)
def test_evaluation_is_for_companies_and_four_products(name: str, edition: str) -> None:
    product = Product(name=name, edition=edition, version="9")
    evaluation = program(Program.EVALUATION, replace(GOOD, product=product))
    assert faults(evaluation) == [("contact.company", FaultKind.REQUIRED)]
    assert faults(changed("contact.company", "Example Ltd", evaluation)) == []


@pytest.mark.parametrize("name", ["Partition Manager", "Hard Disk Manager", "Drive Backup Server"])
def test_evaluation_is_for_no_other_product(name: str) -> None:
    company = changed("contact.company", "Example Ltd", changed("product.name", name))
    assert faults(program(Program.EVALUATION, company)) == [
        ("support.program", FaultKind.NOT_IN_PROGRAM)
    ]


@pytest.mark.parametrize("which", Program)
def test_scripts_are_for_evaluation_only(which: Program) -> None:
    request = replace(
        program(which, changed("contact.company", "Example Ltd")),
        product=Product(name="System Recovery", version="9"),
        problem=Problem(subject="Script", description="Help.", category=Category.SCRIPT),
    )
    refused = [("problem.category", FaultKind.NOT_IN_PROGRAM)]
    assert faults(request) == ([] if which is Program.EVALUATION else refused)


def test_call_back_is_offered_where_there_is_a_telephone() -> None:
    wanted = replace(GOOD, contact=replace(GOOD.contact, callback_number="+49 30 1234"))
    for which in (Program.EXTENDED, Program.ENTERPRISE, Program.PER_INCIDENT, Program.UNKNOWN):
        assert faults(program(which, wanted)) == []
    assert faults(program(Program.COMPLIMENTARY, wanted)) == [
        ("contact.callback_number", FaultKind.NOT_IN_PROGRAM)
    ]
    assert faults(changed("contact.callback_window", "9 to 17")) == [
        ("contact.callback_number", FaultKind.REQUIRED)
    ]
    assert faults(program(Program.COMPLIMENTARY, changed("contact.telephone", "+49"))) == []


def test_business_impact_is_asked_where_it_ranks() -> None:
    urgent = changed("support.business_impact", Impact.CRITICAL)
    assert faults(program(Program.ENTERPRISE, urgent)) == []
    assert faults(urgent) == []
    assert faults(program(Program.EXTENDED, urgent)) == [
        ("support.business_impact", FaultKind.NOT_IN_PROGRAM)
    ]


def test_the_category_other_is_always_possible() -> None:
    for which in Program:
        request = program(which, changed("contact.company", "Example Ltd"))
        assert "problem.category" not in [field for field, _ in faults(request)]


@given(
    st.sampled_from(sorted(MAX_LENGTH)),
    st.text(max_size=40),
    st.sampled_from(Program),
    st.sampled_from(Category),
)
def test_any_text_in_any_field_gives_faults_with_a_sentence_or_none(
    path: str, text: str, which: Program, category: Category
) -> None:
    request = changed("problem.category", category, program(which, changed(path, text)))
    assert text_of(request, path) == text
    for fault in problems(request, today=TODAY):
        assert fault.field.partition(".")[0] in {
            "request_id", "contact", "identification", "product", "problem", "support"
        }  # fmt: skip
        assert fault.sentence.isprintable()
        assert fault.sentence.endswith(".")
