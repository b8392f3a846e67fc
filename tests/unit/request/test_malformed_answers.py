"""An answers file that cannot be used ends with a sentence that names the fault, and exit 65."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import ExitCode, InputError, MissingInputError
from collector.request.answers import read_answers
from tests.malformed_answers import GOOD, MALFORMED

TODAY = date(2026, 11, 22)


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "answers.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def refused(folder: Path, text: str | bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_answers(written(folder, text), today=TODAY)
    assert caught.value.exit_code is ExitCode.INPUT
    return caught.value


def test_the_good_file_that_the_bad_ones_are_made_from_is_good(tmp_path: Path) -> None:
    assert read_answers(written(tmp_path, GOOD), today=TODAY).request.contact.name == "Jane Example"


@pytest.mark.parametrize(("data", "fragment"), MALFORMED.values(), ids=MALFORMED.keys())
def test_each_fault_is_named(tmp_path: Path, data: bytes, fragment: str) -> None:
    error = refused(tmp_path, data)
    said = "\n".join(error.faults)
    assert fragment in said
    assert "answers.toml" in error.title
    assert len(said) < 20_000
    assert all(line.isprintable() for line in error.faults)


def test_a_single_mistake_gives_a_single_fault(tmp_path: Path) -> None:
    several = {
        "empty", "json", "no_toml", "many_unknown_keys", "text_for_table", "list_of_tables",
        "unknown_table", "attachment_on_a_drive", "too_many_attachments", "two_emails",
        "email_with_a_header",
    }  # fmt: skip
    for name, (data, _) in MALFORMED.items():
        if name not in several:
            assert len(refused(tmp_path, data).faults) == 1, name


def test_all_faults_are_reported_together_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = (
        GOOD.replace("jane@example.com", "jane")
        .replace("compan", "kompan")
        .replace('"15"', "15")
        .replace("privacy_text_version = 1", "privacy_text_version = 0")
    )
    faults = refused(tmp_path, text + '[attachments]\nfiles = ["missing.png", "../x"]').faults
    assert [re.match(r"line (\d+), ([\w.]+)", fault)[0] for fault in faults] == [  # type: ignore[index]
        "line 3, contact.email",
        "line 4, contact.kompany",
        "line 9, product.version",
        "line 21, consent.privacy_text_version",
        "line 23, attachments.files",
        "line 23, attachments.files",
    ]


def test_a_file_that_is_not_there_or_no_file_is_missing_input(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path, Path("a\0b")):
        with pytest.raises(MissingInputError) as caught:
            read_answers(path)
        assert caught.value.exit_code is ExitCode.MISSING_INPUT


def test_a_missing_attachment_is_missing_input_and_named(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD + '[attachments]\nfiles = ["shots/one.png"]')
    with pytest.raises(MissingInputError, match=r"line 23, .*shots/one\.png.*does not exist"):
        read_answers(file, today=TODAY)


@contextmanager
def _without_rights() -> Iterator[None]:
    """What is done here is done with no more rights than everybody has."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own is the account's alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX has them")
def test_what_may_not_be_read_is_missing_input(open_folder: Path) -> None:
    file = written(open_folder, GOOD + '[attachments]\nfiles = ["secret.png"]')
    secret = open_folder / "secret.png"
    secret.write_bytes(b"PNG")
    secret.chmod(0)
    with (
        _without_rights(),
        pytest.raises(MissingInputError, match=r"secret\.png.*cannot be read: Permission"),
    ):
        read_answers(file, today=TODAY)
    file.chmod(0)
    with (
        _without_rights(),
        pytest.raises(MissingInputError, match=r"answers\.toml cannot be read: Permission"),
    ):
        read_answers(file, today=TODAY)


@given(
    st.integers(0, len(GOOD)),
    st.integers(0, 40),
    st.binary(max_size=12) | st.text("[]{}=.\"'\\\n#, a1\0\ufeff", max_size=12).map(str.encode),
)
def test_no_bytes_give_anything_but_answers_or_a_named_fault(
    tmp_path_factory: pytest.TempPathFactory, place: int, length: int, instead: bytes
) -> None:
    data = GOOD.encode()
    mutated = data[:place] + instead + data[place + length :]
    try:
        read_answers(written(tmp_path_factory.mktemp("mutated"), mutated), today=TODAY)
    except InputError as error:
        assert error.faults, "a refusal without a reason"  # noqa: PT017
