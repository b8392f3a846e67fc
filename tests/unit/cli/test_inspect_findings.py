"""`inspect` says first what a bundle means, then what the machine is, on at most twenty lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collector.cli.main import main
from collector.core.errors import ExitCode
from tests.findings_bundles import LOGS, Machine, bundle_with, disk, product
from tests.findings_samples import SAMPLES
from tests.hostile_bundles import HOSTILE


def inspected(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["inspect", str(path)]) == ExitCode.DONE
    return capsys.readouterr().out.splitlines()


def test_back_up_first_is_the_first_thing_that_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = inspected(bundle_with(SAMPLES["disk-failing"][0], tmp_path / "b.zip"), capsys)
    assert lines[0] == "Findings"
    assert lines[1].startswith("  BACK UP FIRST: The disk sda is failing or about to fail.")
    assert any(line.strip().startswith("evidence/smart/sda.json ata_smart") for line in lines)
    assert lines.index("Machine") < lines.index("Probes")
    assert lines[-1].startswith("verified: ")


def test_the_machine_takes_twenty_lines_at_most(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def crowded(machine: Machine) -> None:
        machine.facts["disks"]["disks"] = [disk(f"sd{n}", serial=str(n)) for n in range(40)]
        machine.facts.pop("partitions", None)  # the tables of those that it had
        machine.facts["products"]["installed"] = [product(folder=str(n)) for n in range(9)]
        for number in range(30):
            machine.members[f"{LOGS}/pwlog-{number}.txt"] = "Error\n"

    lines = inspected(bundle_with(crowded, tmp_path / "b.zip"), capsys)
    machine = lines[lines.index("Machine") + 1 :]
    machine = machine[: machine.index("")]
    assert 10 < len(machine) <= 20
    assert any("and 36 more" in line for line in machine)
    assert any(line.split()[:3] == ["System", "Windows", "11"] for line in machine)


def test_a_bundle_that_says_nothing_is_said_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = inspected(bundle_with(lambda _: None, tmp_path / "b.zip"), capsys)
    assert lines[1] == "  none: no rule found anything in this evidence"


def test_what_a_log_says_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def hostile(machine: Machine) -> None:
        said = "Error \x1b[2J\x07\u202e{0} {customer!r} %s\r\n"
        machine.members[f"{LOGS}/pwlog.txt"] = said

    lines = inspected(bundle_with(hostile, tmp_path / "b.zip"), capsys)
    assert any("Error \\x1b[2J\\x07\\u202e{0} {customer!r} %s" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_json_has_the_findings_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bundle_with(SAMPLES["operation-failed"][0], tmp_path / "b.zip")
    assert main(["inspect", "--json", str(path)]) == ExitCode.DONE
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["id"], found["severity"]) == ("operation-failed", "error")
    assert found["evidence"][0]["path"] == f"{LOGS}/stubact.log"


def test_nothing_is_concluded_from_files_that_are_not_what_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = HOSTILE["changed"].write(tmp_path / "b.zip")
    assert main(["inspect", str(path)]) == ExitCode.INPUT
    assert "Findings" not in capsys.readouterr().out
