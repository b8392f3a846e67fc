"""Existing folders are redacted as a whole, beside themselves, without following links out."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from collector.core.environment import Environment
from collector.core.errors import InputError, LeakFoundError, NowhereToWriteError, UsageError
from collector.core.paths import HOME_OVERRIDE, Paths
from collector.core.progress import Cancel
from collector.privacy.model import Kind, Name, Redacted
from collector.privacy.redactor import Redactor
from collector.workflow import personal, privacy_map
from collector.workflow.attach import ready_to_attach
from collector.workflow.redact import redact
from tests.systems import links_work


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    paths = Paths.of({HOME_OVERRIDE: str(tmp_path / "home")})
    return Environment(environ={}, paths=paths, stdout=io.StringIO(), stderr=io.StringIO())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.log").write_text("C:\\Users\\Zebulon Quack\\x build 10.1.25.172\n")
    (folder / "sub" / "Zebulon Quack.txt").write_bytes("Zebulon Quack".encode("utf-16"))
    (folder / "shot.png").write_bytes(bytes(range(256)))
    if links_work():
        os.symlink("/etc/passwd", folder / "link")
    return folder


def test_a_folder_becomes_another_folder(environment: Environment, folder: Path) -> None:
    done = redact(folder, None, environment)
    files = {path.relative_to(done.out).as_posix(): path for path in done.out.rglob("*.*")}
    assert len(files) == 2
    everything = "".join([*files, *(path.read_text() for path in files.values())])
    assert "Quack" not in everything
    assert "10.1.25.172" in everything
    assert {path for path, _ in done.left_out} == {"shot.png", *(["link"] if links_work() else [])}
    assert "Quack" in (folder / "a.log").read_text(), "the source is never touched"
    assert sorted(path.name for path in folder.parent.iterdir()) == [
        "home",
        "logs",
        "logs-redacted",
    ]


def test_what_is_attached_later_names_nobody_by_its_name(
    environment: Environment, tmp_path: Path
) -> None:
    log, shot = tmp_path / "of q31bert.log", tmp_path / "Foto von Q31BERT (2).png"
    log.write_text("first q31bert\nC:\\Users\\q31bert\\x\n")
    shot.write_bytes(bytes(range(256)))
    with ready_to_attach([shot, log], environment, Cancel()) as [picture, text]:
        assert (picture.cleaned, text.cleaned) == (False, True)
        token = text.name.removeprefix("of ").removesuffix(".log")
        assert token.startswith("pii-user-")
        assert picture.name == f"Foto von {token} (2).png", "one person, one token"
        assert picture.file == shot
        assert b"q31bert" not in text.file.read_bytes()
    assert not text.file.exists()
    meaning = privacy_map.reveal(environment.paths, environment.environ, token)
    assert meaning is not None
    assert meaning.value.casefold() == "q31bert", "which is told on this machine only"


def test_a_token_that_stands_in_a_name_alone_can_be_explained(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (Name(Kind.USER, "Zebulon Quack"),)
    monkeypatch.setattr("collector.workflow.redact_engine.names_of", lambda _: known)
    shot = tmp_path / "zebulon quack.png"
    shot.write_bytes(bytes(range(256)))
    with ready_to_attach([shot], environment, Cancel()) as [picture]:
        token = picture.name.removesuffix(".png")
    meaning = privacy_map.reveal(environment.paths, environment.environ, token)
    assert meaning is not None
    assert meaning.value == "Zebulon Quack"


def test_nothing_is_written_over_or_into_the_source(environment: Environment, folder: Path) -> None:
    with pytest.raises(UsageError):
        redact(folder, folder / "out", environment)
    with pytest.raises(UsageError):
        redact(folder / "a.log", folder / "a.log", environment, overwrite=True)
    with pytest.raises(InputError):
        redact(folder / "shot.png", None, environment)
    taken = folder.parent / "taken"
    taken.mkdir()
    with pytest.raises(NowhereToWriteError):
        redact(folder, taken, environment, overwrite=True)
    assert list(taken.iterdir()) == []


def test_what_the_engine_overlooks_is_not_written(
    environment: Environment, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (Name(Kind.USER, "Zebulon Quack"),)
    monkeypatch.setattr("collector.workflow.redact_engine.names_of", lambda _: known)
    monkeypatch.setattr("collector.workflow.pack.protect", lambda one, _=None: personal.survey(one))
    monkeypatch.setattr(Redactor, "redact_text", lambda _, text: text)
    monkeypatch.setattr(
        Redactor, "stream", lambda _, chunks: (Redacted(chunk, ()) for chunk in chunks)
    )
    with pytest.raises(LeakFoundError) as caught:
        redact(folder, None, environment)
    assert "Nothing was written" in caught.value.title
    assert "--skip" not in caught.value.hint, "which `redact` does not have"
    assert not any("Quack" in fault for fault in caught.value.faults)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["home", "logs"]
