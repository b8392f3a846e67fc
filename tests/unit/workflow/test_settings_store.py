"""Settings are checked before they are kept, and read again as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme

from collector.core.environment import Environment
from collector.core.errors import NowhereToWriteError
from collector.core.settings import Settings, load_settings
from collector.request.answers import read_answers
from collector.request.form import Contact
from collector.request.options import CollectOptions
from collector.workflow.demo import REQUEST
from collector.workflow.finished import qr_code, save_answers
from collector.workflow.remembered import forget_contact, remember_contact, remembered_contact
from collector.workflow.settings_store import SettingFault, save_settings, setting_problems


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        (Settings(srs_url="srs.example.com"), SettingFault.NO_URL),
        (Settings(srs_url="http://srs.example.com"), SettingFault.UNPROTECTED),
        (Settings(ca_file="/not/there.pem"), SettingFault.CA_NOT_THERE),
        (Settings(ca_file=__file__), SettingFault.CA_NOT_PEM),
        (Settings(proxy="proxy:8080"), SettingFault.NO_PROXY_URL),
        (Settings(work_dir="/not/there"), SettingFault.NO_FOLDER),
    ],
)
def test_each_fault_is_told_with_its_field(settings: Settings, fault: SettingFault) -> None:
    [problem] = setting_problems(settings)
    assert problem.fault is fault
    assert getattr(settings, problem.field)


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    settings = Settings(
        srs_url="https://srs.example.com", ca_file=str(tmp_path / "ca.pem"),
        proxy="http://proxy.example.com:8080", language="de", work_dir=str(tmp_path),
    )  # fmt: skip
    assert setting_problems(settings) == ()
    paths = Environment.real().paths
    save_settings(paths, settings)
    assert load_settings(paths, {}) == settings
    save_settings(paths, Settings())
    assert (paths.config / "settings.toml").read_bytes() == b""


def test_the_contact_is_remembered_until_it_is_forgotten() -> None:
    paths = Environment.real().paths
    assert remembered_contact(paths) is None
    remember_contact(paths, Contact(name="Jane", email="jane@example.com"))
    assert remembered_contact(paths) == Contact(name="Jane", email="jane@example.com")
    (paths.config / "contact.json").write_bytes(b'{"name": 1}')
    assert remembered_contact(paths) is None
    forget_contact(paths)
    assert list(paths.config.iterdir()) == []


def test_saved_answers_need_only_the_consent(tmp_path: Path) -> None:
    target = tmp_path / "answers.toml"
    save_answers(REQUEST, CollectOptions(since="7d"), target)
    with pytest.raises(NowhereToWriteError):
        save_answers(REQUEST, CollectOptions(), target)
    target.write_text(target.read_text() + "\n[consent]\nprivacy_text_version = 1\n")
    answers = read_answers(target)
    assert answers.request.problem == REQUEST.problem
    assert answers.request.request_id == ""
    assert answers.collect.since == "7d"


def test_a_qr_code_is_square_and_too_long_a_text_has_none() -> None:
    code = qr_code("https://srs.example.com/t/abc")
    assert {len(row) for row in code} == {len(code)}
    assert qr_code("x" * 5000) == ()
