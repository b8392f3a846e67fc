"""What the order of stubact.log tells of planned operations, and which volumes they concern."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.bundle.finding import Finding, Severity
from collector.evidence.platforms.facts import Mount, OperatingSystem
from tests.findings_bundles import (
    MIB,
    Change,
    bundle_with,
    findings_in,
    next_start,
    operation,
)
from tests.findings_samples import together, with_about, with_facts, with_log, with_space

COPY, DELETE = (operation(name, virtual=True) for name in ("Copy partition", "Delete partition"))
COPIED, DELETED = (operation(name) for name in ("Copy partition", "Delete partition"))
SMALL = with_space(200 * MIB)
LINUX = OperatingSystem(family="linux", name="Debian", build="")
JOB = (
    "23.11.2026 11:31:31.650,virtual ,[9068]   !!!Warning: Enumeration files in directory "
    "'{}:/Job-1' ... Failed (Result = 0x11047)\r\n"
)


def found_in(tmp_path: Path, *changes: Change) -> dict[str, Finding]:
    found = findings_in(bundle_with(together(*changes), tmp_path / "b.zip"))
    return {one.id: one for one in found}


def log(*blocks: str) -> Change:
    return with_log("stubact.log", "".join(blocks))


def test_what_was_taken_back_or_not_applied_is_no_warning(tmp_path: Path) -> None:
    one = found_in(tmp_path, log(DELETE, COPY, COPIED))["operation-not-applied"]
    assert one.severity is Severity.NOTE
    assert "1 planned after it were carried out without it" in one.engineer
    assert "all is well" in one.advice
    (cite,) = one.evidence
    assert cite.line == 1


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (next_start(), "; nothing is set to run at the next start."),
        (next_start(unusual=("bootexec.exe",)), "; set to run at the next start: bootexec.exe."),
    ],
)
def test_what_is_set_to_run_at_the_next_start_is_told_beside_it(
    tmp_path: Path, start: object, said: str
) -> None:
    found = found_in(tmp_path, log(COPY), with_facts("next_start", "next-start", start))
    assert found["operation-not-applied"].engineer.endswith(said)


def test_what_stands_behind_an_error_was_never_carried_out(tmp_path: Path) -> None:
    failed = operation("Copy partition", error=4711)
    found = found_in(tmp_path, log(COPY, DELETE, failed))
    one = found["operation-never-executed"]
    assert "with 0x1267 in line 17 (Copy partition)" in one.engineer
    assert [cite.line for cite in one.evidence] == [9, 17]
    assert "operation-not-applied" not in found


def test_a_plan_and_its_execution_belong_together_by_their_target(tmp_path: Path) -> None:
    other = operation("Copy partition", virtual=True, target="E")
    found = found_in(tmp_path, log(COPY, other, operation("Copy partition", target="E")))
    (cite,) = found["operation-not-applied"].evidence
    assert (cite.line, cite.text) == (1, "Copy partition Letter: D")


BACKUP = operation("Backup partition", virtual=True, target="C")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ((SMALL, with_about("backup")), "the form, which is about backup"),
        ((SMALL, log(BACKUP)), '"Backup partition" in stubact.log, line 1'),
        (
            (SMALL, log(BACKUP, operation("Backup partition", error=5, target="C"))),
            '"Backup partition" in stubact.log, line 9',
        ),
        (
            (SMALL, with_log("hdmengine_jobs.log", JOB.format("C"))),
            "a backup job in hdmengine_jobs.log, line 1",
        ),
        # a system partition below 500 MB
        ((with_space(49 * MIB, 450 * MIB), with_about("backup")), "the form"),
        ((with_space(60 * MIB, 450 * MIB), with_about("backup")), ""),
        ((with_space(330 * MIB), with_about("backup")), ""),
        ((SMALL, log(BACKUP, operation("Backup partition", target="C"))), ""),
        ((SMALL, log(operation("Backup partition", virtual=True, target="D"))), ""),
        ((SMALL, log(operation("Copy partition", virtual=True, target="C"))), ""),
        ((SMALL, with_log("hdmengine_jobs.log", JOB.format("B"))), ""),
        # no shadow copies there
        ((SMALL, with_about("backup"), with_facts("system", "os", LINUX)), ""),
        (
            (
                SMALL,
                with_about("backup"),
                with_facts(
                    "disks", "mounts", [Mount(point="C:\\", device="C:\\", file_system="exFAT")]
                ),
            ),
            "",
        ),
    ],
)
def test_too_little_space_is_said_of_the_volume_that_the_operation_needs(
    tmp_path: Path, changes: tuple[Change, ...], why: str
) -> None:
    one = found_in(tmp_path, *changes).get("space-for-operation")
    assert (one is not None) is bool(why)
    if one is not None:
        assert f"it is meant by {why}" in one.engineer
