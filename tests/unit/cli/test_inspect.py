"""`inspect` on the real command line: what it lists, what it refuses, and that it never crashes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from collector.cli.main import main
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.evidence.model import ItemRecord, ProbeRecord, Status
from tests.hostile_bundles import HOSTILE
from tests.make_bundle import MemoryEvidence, make_bundle
from tests.unit.bundle.test_writer import pack


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bundle_is_refused_with_its_own_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = HOSTILE[name].write(tmp_path / "bundle.zip")
    assert main(["inspect", str(path)]) == ExitCode.INPUT
    captured = capsys.readouterr()
    assert HOSTILE[name].says in captured.err
    assert "Traceback" not in captured.err
    assert "verified" not in captured.out
    assert all(line.isprintable() for line in (captured.out + captured.err).splitlines())
    assert os.listdir(tmp_path) == ["bundle.zip"]


@pytest.mark.parametrize("name", ["traversal", "bomb-ratio", "manifest-deep", "changed"])
def test_so_it_is_in_a_process_of_its_own(tmp_path: Path, name: str) -> None:
    path = HOSTILE[name].write(tmp_path / "bundle.zip")
    done = subprocess.run(
        [sys.executable, "-m", "collector", "inspect", "--json", str(path)],
        capture_output=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert done.returncode == 65
    assert json.loads(done.stdout)["exit_code"] == 65
    assert done.stderr == b""
    assert os.listdir(tmp_path) == ["bundle.zip"]


def test_it_lists_what_is_inside_and_says_that_all_of_it_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    info = make_bundle(tmp_path / "b.zip")
    assert main(["inspect", str(info.path)]) == ExitCode.DONE
    out = capsys.readouterr().out
    for words in (
        info.id, "2026-11-22 09:30:15 UTC", "Europe/Berlin", "standard", "6 x user names",
        "pwrecovery.log - absent: in none of the folders",
        "searched C:\\Program Files\\Paragon Software\\Program",
        "evidence/product_logs/журнал.txt", "was cp1251 (guessed); hidden: 2 x user names",
    ):  # fmt: skip
        assert words in out
    assert out.splitlines()[-1].startswith("verified: 5 files, ")


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    info = make_bundle(tmp_path / "b.zip")
    assert main(["inspect", "--json", str(info.path)]) == ExitCode.DONE
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verified"], answer["files"], answer["mismatches"]) == (True, 5, [])
    assert answer["manifest"]["probes"][0]["id"] == "product_logs"


def test_json_names_every_mismatch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = HOSTILE["changed"].write(tmp_path / "b.zip")
    assert main(["inspect", "--json", str(path)]) == ExitCode.INPUT
    answer = json.loads(capsys.readouterr().out)
    assert not answer["verified"]
    assert [one["path"] for one in answer["mismatches"]] == ["evidence/product_logs/stubact.log"]


@pytest.mark.parametrize("name", ["nothing.zip", ".", "nothing\0.zip", "b.zip/x"])
def test_what_is_not_a_file_that_can_be_read_exits_66(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    make_bundle(tmp_path / "b.zip")
    assert main(["inspect", f"{tmp_path}/{name}"]) == ExitCode.MISSING_INPUT
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert main(["inspect", str(tmp_path / "pipe")]) == ExitCode.MISSING_INPUT


def environment_with(encoding: str) -> tuple[Environment, io.BytesIO]:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict", write_through=True)
    return replace(Environment.real(), stdout=stream, stderr=stream), raw


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_no_stream_is_too_poor_for_a_name(
    tmp_path: Path, encoding: str, arguments: list[str]
) -> None:
    info = make_bundle(tmp_path / "b.zip")
    environment, raw = environment_with(encoding)
    assert main(["inspect", str(info.path), *arguments], environment) == ExitCode.DONE
    assert b".txt" in raw.getvalue()


def test_what_a_bundle_says_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = ItemRecord(
        name="a\x1b[2Jb", status=Status.FAILED, reason="no\r\nverified: 9 files\x07",
        searched=("/x\u202ey",),
    )  # fmt: skip
    probe = ProbeRecord(id="\x9bp", status=Status.FAILED, seconds=0, bytes=0, items=(item,))
    info = pack(tmp_path / "b.zip", MemoryEvidence({}, (probe,)), level="off\x1b")
    assert main(["inspect", str(info.path)]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert all(line.isprintable() for line in out.splitlines())
    assert "a\\x1b[2Jb - failed: no\\x0d\\x0averified: 9 files\\x07" in out
