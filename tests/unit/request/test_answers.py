"""The answers file says what the design's example says, and comes back as it was written."""

from __future__ import annotations

import json
import os
import string
import sys
import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import InputError, MissingInputError
from collector.core.ticket_id import ticket_id
from collector.request.answers import Answers, read_answers
from collector.request.fields import FORM_SECTIONS, SECTIONS, all_fields
from collector.request.form import (
    Category,
    Consent,
    Contact,
    Identification,
    Impact,
    Problem,
    Product,
    Program,
    Repeatable,
    Support,
    SupportRequest,
)
from collector.request.limits import MAX_LENGTH, MULTILINE
from collector.request.options import CollectOptions
from collector.request.problems import problems
from collector.request.template import COMMENTS, PLACEHOLDERS, print_answers
from collector.request.toml_text import TomlError, key_lines, parse
from collector.request.toml_writer import answers_toml, toml_value
from collector.srs.new_ticket import new_ticket

TODAY = date(2026, 11, 22)

DESIGN = """\
request_id = "a3f0"            # optional
[contact]
name = "Jane Example"
email = "jane@example.com"      # the registered e-mail
company = ""
[identification]
registered_email = true
serial_number = ""
[product]
name = "Partition Manager"
edition = "Professional"
version = "15"
build = ""
install_dir = ""
[problem]
subject = "Partition cannot be resized"
description = "…"
category = "other"
[support]
program = "complimentary"
purchase_date = 2026-11-01
[collect]
time_limit_s = 120
[attachments]
files = ["screenshot.png"]
[consent]
privacy_text_version = 1
"""


def read(folder: Path, text: str, encoding: str = "utf-8") -> Answers:
    file = folder / "answers.toml"
    file.write_bytes(text.encode(encoding))
    return read_answers(file, today=TODAY)


def test_the_example_of_the_design_is_read(tmp_path: Path) -> None:
    (tmp_path / "screenshot.png").write_bytes(b"PNG")
    answers = read(tmp_path, DESIGN)
    assert answers == Answers(
        request=SupportRequest(
            request_id="a3f0",
            contact=Contact(name="Jane Example", email="jane@example.com"),
            product=Product(name="Partition Manager", edition="Professional", version="15"),
            problem=Problem(subject="Partition cannot be resized", description="…"),
            support=Support(program=Program.COMPLIMENTARY, purchase_date=date(2026, 11, 1)),
            consent=Consent(privacy_text_version=1),
        ),
        collect=CollectOptions(time_limit_s=120),
        attachments=(tmp_path / "screenshot.png",),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_notepad_may_have_saved_it(tmp_path: Path, encoding: str, newline: str) -> None:
    text = DESIGN.replace('"screenshot.png"', "").replace("\n", newline)
    assert read(tmp_path, text, encoding).request.contact.name == "Jane Example"


def test_what_one_would_write_in_other_ways_is_understood(tmp_path: Path) -> None:
    text = DESIGN.replace('"screenshot.png"', "")
    text = text.replace("= 2026-11-01", '= "2026-11-01"\nbusiness_impact = ""')
    text = text.replace("category =", "occurred_at = 2026-11-01T14:30:00\ncategory =")
    answers = read(tmp_path, text)
    assert answers.request.support.purchase_date == date(2026, 11, 1)
    assert answers.request.support.business_impact is None
    assert answers.request.problem.occurred_at == "2026-11-01 14:30:00"


def test_the_products_folder_and_kernel_logs_reach_the_options(tmp_path: Path) -> None:
    (tmp_path / "dmesg.txt").write_text("[0.0] Linux")
    text = DESIGN.replace('"screenshot.png"', "").replace(
        'install_dir = ""', "install_dir = 'C:\\Paragon'"
    )
    text = text.replace(
        "[collect]", '[collect]\ninstall_dir = ["D:/More"]\nkernel_log = ["dmesg.txt"]'
    )
    options = read(tmp_path, text).collect
    assert options.install_dir == ("C:\\Paragon", "D:/More")
    assert options.kernel_log == (str(tmp_path / "dmesg.txt"),)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe as POSIX has it")
def test_a_pipe_that_nobody_writes_to_does_not_stop_an_installer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MissingInputError, match="no regular file"):
        read_answers(tmp_path / "pipe")


# The template


def replaced(text: str) -> str:
    """The template as a person leaves it."""
    for path, placeholder in PLACEHOLDERS.items():
        assert text.count(f'"{placeholder}"') == 1, path
        answer = "jane@example.com" if path == "contact.email" else "15"
        text = text.replace(placeholder, answer)
    return text.replace("privacy_text_version = 0", "privacy_text_version = 1")


def test_the_template_is_valid_once_its_placeholders_are_replaced(tmp_path: Path) -> None:
    answers = read(tmp_path, replaced(print_answers()))
    assert answers.request.contact.email == "jane@example.com"
    assert answers.collect == CollectOptions()
    assert answers.attachments == ()


def test_the_template_as_it_is_names_each_placeholder_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, print_answers())
    said = "\n".join(caught.value.faults)
    assert len(caught.value.faults) == len(PLACEHOLDERS) + 1
    assert all(
        f'{path}: the template\'s "{text}" is still' in said for path, text in PLACEHOLDERS.items()
    )
    assert "consent.privacy_text_version" in said


def test_every_optional_line_of_the_template_is_valid_too(tmp_path: Path) -> None:
    keys = {field.name for field in all_fields()}
    lines = [
        line[2:] if line.startswith("# ") and line[2:].split(" = ")[0] in keys else line
        for line in replaced(print_answers()).splitlines()
    ]
    text = "\n".join(lines).replace('program = "unknown"', 'program = "enterprise"')
    answers = read(tmp_path, text)
    assert answers.request.support.business_impact is Impact.HIGH
    assert answers.request.problem.data_at_risk is True
    assert answers.collect == CollectOptions()
    document = parse(text).data
    assert {field.path for field in all_fields()} == {"request_id"} | {
        f"{section}.{key}" for section in SECTIONS for key in document[section]
    }


def test_reader_template_and_limits_know_the_same_fields() -> None:
    paths = {field.path for field in all_fields()}
    assert set(COMMENTS) == paths
    assert set(PLACEHOLDERS) <= paths
    form_texts = {
        field.path
        for field in all_fields()
        if field.type is str and not field.path.startswith("collect.")
    }
    assert set(MAX_LENGTH) == form_texts
    assert form_texts >= MULTILINE
    assert {field.name for field in fields(SupportRequest)} == {"request_id", *FORM_SECTIONS}


# Written and read again


text_characters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))


def texts(path: str) -> st.SearchStrategy[str]:
    allowed = text_characters
    if path in MULTILINE:
        allowed = st.one_of(text_characters, st.sampled_from("\n\t\r\"\\'"))
    filled = st.text(allowed, max_size=30).filter(lambda text: text not in PLACEHOLDERS.values())
    return filled.map(str)


def section(kind: type, prefix: str, /, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    paths = [path for path in MAX_LENGTH if path.startswith(f"{prefix}.")]
    plain = {path.partition(".")[2]: texts(path) for path in paths}
    return st.builds(kind, **{**plain, **given})


filled = st.text(string.ascii_letters, min_size=1, max_size=20)
emails = st.builds("{}@{}.example".format, filled, filled)
days = st.none() | st.dates(date(1995, 1, 1), TODAY)
builds = st.just("") | st.lists(st.integers(0, 9999), min_size=2, max_size=5).map(
    lambda groups: ".".join(map(str, groups))
)
requests = st.builds(
    SupportRequest,
    request_id=st.text(string.ascii_letters + string.digits + "._-:{}", max_size=40),
    contact=section(Contact, "contact", name=filled, email=emails, callback_number=filled),
    identification=section(
        Identification, "identification", registered_email=st.booleans(), order_number=filled
    ),
    product=section(Product, "product", name=filled, version=filled, build=builds),
    problem=section(
        Problem, "problem", subject=filled,
        description=texts("problem.description").filter(lambda text: bool(text.strip())),
        category=st.sampled_from([one for one in Category if one is not Category.SCRIPT]),
        repeatable=st.sampled_from(Repeatable), data_at_risk=st.none() | st.booleans(),
    ),
    support=st.builds(
        Support, purchase_date=days, evaluation_started=days,
        business_impact=st.none() | st.sampled_from(Impact),
        previous_ticket_id=st.just("") | st.integers(0, 9_999_999).map(ticket_id),
    ),
    consent=st.builds(Consent, privacy_text_version=st.just(1)),
)  # fmt: skip


@given(requests)
def test_a_request_written_as_answers_is_read_as_the_same_request(
    tmp_path_factory: pytest.TempPathFactory, request_: SupportRequest
) -> None:
    assert problems(request_, today=TODAY) == ()
    answers = read(tmp_path_factory.mktemp("answers"), answers_toml(request_))
    assert answers.request == request_


@given(requests)
def test_what_the_form_accepts_the_contract_takes(request_: SupportRequest) -> None:
    sent = json.loads(new_ticket(request_, bundle=None))
    assert sent["description"] == request_.problem.description
    assert sent["contact"]["email"] == request_.contact.email


@pytest.mark.posix("quotes in names")
def test_options_and_attachments_are_written_too(tmp_path: Path) -> None:
    (tmp_path / 'a "quoted" name.png').write_bytes(b"PNG")
    request = read(tmp_path, DESIGN.replace('"screenshot.png"', "")).request
    options = CollectOptions(only=("system", "disks"), time_limit_s=30, since="7d", strict=True)
    text = answers_toml(request, options, ['a "quoted" name.png'])
    answers = read(tmp_path, text)
    assert answers.request == request
    assert answers.collect == options
    assert [path.name for path in answers.attachments] == ['a "quoted" name.png']


@given(st.text())
def test_any_text_is_written_as_valid_toml(text: str) -> None:
    back = tomllib.loads(f"key = {toml_value(text)}")["key"]
    assert back == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


# TOML from strangers


@given(st.text(alphabet="ab.=[]{}\"'\\#\n,1 ", max_size=200) | st.text(max_size=200))
def test_no_text_breaks_the_scanner(text: str) -> None:
    try:
        document = parse(text)
    except TomlError:
        return
    if "{" not in text:
        missing = _paths(document.data) - document.lines.keys()
        assert not missing, document


def _paths(table: dict[str, object], prefix: str = "") -> set[str]:
    """Keys of plain tables whose path is told by one line; quoted and empty names left out."""
    found = set()
    for key, value in table.items():
        if not key.isalnum() or not key.isascii():
            continue
        if isinstance(value, dict):
            found |= _paths(value, f"{prefix}{key}.")
        elif not isinstance(value, list):
            found.add(f"{prefix}{key}")
    return found


def test_lines_are_those_of_the_keys() -> None:
    text = 'a = """\nb = 1\n[c]\n"""\nd = [\n  "e = 1",\n  # f = 1\n]\n[g]\n"h" = 1\ni.j = 2\n'
    assert key_lines(text) == {"a": 1, "d": 5, "g": 9, "g.h": 10, "g.i.j": 11}


def test_an_answers_file_without_a_default_left_out_reads_as_before(tmp_path: Path) -> None:
    request = read(tmp_path, DESIGN.replace('"screenshot.png"', "")).request
    text = answers_toml(request)
    assert "fax" not in text
    assert answers_toml(read(tmp_path, text).request) == text
    assert answers_toml(replace(request, request_id="")) == text.partition("\n\n")[2]
