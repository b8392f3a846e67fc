"""What PowerShell is asked reaches a program of Windows as it was written."""

from __future__ import annotations

import sys

from collector.evidence.model import Status
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.windows_pools import SCRIPT
from collector.evidence.probe import Context
from collector.evidence.probes import storage_pools
from tests.unit.evidence.running import items, outcome


def test_the_script_is_handed_on_letter_by_letter() -> None:
    echo = (sys.executable, "-c", "import sys; print(sys.argv[1])", SCRIPT)
    assert open_machine().ask(echo, 60).decode().strip() == SCRIPT


def test_a_powershell_that_says_nothing_is_a_fault_and_no_answer() -> None:
    found = items(storage_pools.PROBE, Context(machine=open_machine()))
    status, reason = outcome(found["pools"])
    assert status in (Status.FAILED, Status.ABSENT), reason
    assert reason
