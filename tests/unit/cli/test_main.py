"""The command line itself: light to start, clear about what it does not understand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("PySide6", "requests", "cpuinfo", "sqlalchemy", "starlette")


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "collector", *arguments],
        env={**os.environ, **environ}, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [["--help"], ["collect", "--help"], ["submit", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys, collector.cli.main as main\n"
        f"main.main({arguments!r})\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=240
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert done.stdout.startswith("usage: paragon-collector")


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for verb in ("collect", "inspect", "submit", "probes", "tickets", "status", "annotate",
                 "close", "reopen", "outbox", "demo"):  # fmt: skip
        assert f"\n  {verb} " in done.stdout.replace("    ", "  ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["collect", "--no-such-option"], "unrecognized arguments: --no-such-option"),
        (["collect", "--only", "sistem"], "sistem"),
        (["collect", "--time-limit", "soon"], "invalid float value: 'soon'"),
        (["collect", "--time-limit", "-1"], "--time-limit"),
        (["collect", "--since", "yesterday"], "--since: a span"),
        (["collect", "--code-page", "klingon"], "--code-page: a code page"),
        (["submit"], "--answers"),
        (["submit", "--answers", "a.toml", "--fast"], "unrecognized arguments: --fast"),
    ],
)
def test_a_wrong_command_line_ends_with_64_and_names_the_fault(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    done = run(*arguments)
    assert done.returncode == 64
    assert said in done.stderr
    if arguments[0] == "submit":
        last = json.loads(done.stdout)
        assert last["exit_code"] == 64
        assert said in last["error"]
        assert {"ticket", "bundle", "receipt", "outbox_item"} <= last.keys()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["collect", "--install-dir", "no/such/folder"],
        ["collect", "--root", "no/such/folder"],
        ["collect", "--kernel-log", "no/such/file"],
        ["inspect", "no-such.zip"],
        ["submit", "--answers", "no-such.toml"],
    ],
)
def test_what_does_not_exist_ends_with_66_and_is_named(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 66
    assert "no" in done.stderr
    assert arguments[-1] in done.stderr


def test_an_existing_file_is_not_overwritten_without_force(tmp_path: Path) -> None:
    out = tmp_path / "mine.zip"
    out.write_text("precious")
    done = run("collect", "--only", "memory", "--out", str(out))
    assert done.returncode == 73
    assert "--force" in done.stderr
    assert out.read_text() == "precious"
    assert run("collect", "--only", "memory", "--out", str(out), "--force").returncode == 0
    assert run("inspect", str(out)).returncode == 0


def test_an_error_is_one_json_document_where_json_is_asked_for() -> None:
    done = run("inspect", "no-such.zip", "--json")
    answer = json.loads(done.stdout)
    assert answer["exit_code"] == done.returncode == 66
    assert "no-such.zip" in answer["error"]


def test_a_defect_writes_a_report_and_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from collector.cli import main
    from collector.cli.verbs import probes

    def fail(*_ignored: object) -> None:
        raise RuntimeError("of our own making")

    monkeypatch.setattr(probes, "run", fail)
    assert main.main(["probes"]) == 70
    said = capsys.readouterr().err
    assert "Traceback" not in said
    report = Path(said.split("written: ")[1].strip())
    assert "of our own making" in report.read_text()


@pytest.mark.posix("/dev/full")
@pytest.mark.parametrize("arguments", [["tickets"], ["probes"], ["probes", "--json"]])
def test_an_answer_that_cannot_be_written_is_73_and_no_defect(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "collector", *arguments], stdout=full, stderr=subprocess.PIPE,
            text=True, check=False, timeout=240,
        )  # fmt: skip
    assert done.returncode == 73
    assert "No space left" in done.stderr
    assert "defect" not in done.stderr


@pytest.mark.parametrize("arguments", [["tickets"], ["probes"]])
def test_a_reader_that_went_away_is_73_and_no_word(arguments: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "collector", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 73


@pytest.mark.posix("/dev/full")
@pytest.mark.parametrize("way", ["full", "no reader"])
def test_progress_and_messages_that_nobody_can_read_cost_nothing(tmp_path: Path, way: str) -> None:
    out = tmp_path / "a.zip"
    reader, writer = os.pipe()
    os.close(reader)
    with open("/dev/full", "wb") as full, open(writer, "wb") as broken:
        for arguments, code in (
            (["collect", "--only=memory", "--progress=ndjson", f"--out={out}", "--force"], 0),
            (["inspect", "no-such.zip"], 66),
            (["status", "no-ticket"], 64),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "collector", *arguments], stdout=subprocess.DEVNULL,
                stderr=full if way == "full" else broken, check=False, timeout=240,
            )  # fmt: skip
            assert done.returncode == code, arguments
    assert run("inspect", str(out)).returncode == 0


@pytest.mark.posix("removing a current folder")
def test_a_current_folder_that_was_removed_is_said(tmp_path: Path) -> None:
    script = 'rmdir "$PWD"; exec "$@"'
    folder = tmp_path / "gone"
    for options, code in (([], 73), ([f"--out={tmp_path / 'a.zip'}"], 0)):
        folder.mkdir()
        done = subprocess.run(
            ["sh", "-c", script, "sh", sys.executable, "-m", "collector", "collect",
             "--only=memory", *options],
            cwd=folder, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert code == 0 or "--out" in done.stderr


def test_progress_as_ndjson_is_one_event_a_line(tmp_path: Path) -> None:
    done = run("collect", "--only", "memory", "--progress", "ndjson", "--out",
               str(tmp_path / "a.zip"))  # fmt: skip
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"collect", "pack"} <= {event["stage"] for event in events}
    assert all(set(event) == {"stage", "subject", "done", "total", "unit"} for event in events)


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 80)])
def test_what_is_missing_is_told_and_strict_makes_it_count(
    strict: bool, code: int, tmp_path: Path
) -> None:
    product = tmp_path / "Partition Manager"
    product.mkdir()
    (product / "stubact.log").write_text("[Operation]\r\n")
    if sys.platform == "win32":
        (product / "pwlog.txt").mkdir()
    else:
        os.mkfifo(product / "pwlog.txt")
    done = run("collect", "--only", "product_logs", "--install-dir", str(product),
               "--out", str(tmp_path / "a.zip"), *(["--strict"] if strict else []))  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "cdb.log absent" in done.stdout
    assert "pwlog.txt skipped: " in done.stdout
    assert str(product) in done.stdout
