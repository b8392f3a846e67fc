"""Storage pools as PowerShell answered: by numbers, whole or in pieces, or not at all."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats import storage_pools as pools
from collector.evidence.formats.storage_pools import NotPoolsError
from collector.evidence.model import Status
from collector.evidence.outcome import refused
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.windows_pools import SCRIPT
from collector.evidence.probe import Context
from collector.evidence.probes import storage_pools
from tests.unit.evidence.running import items, outcome

MIRROR: dict[str, Any] = {
    "FriendlyName": "Fotos", "HealthStatus": 1, "OperationalStatus": [3, 53251],
    "Size": 1_000, "ResiliencySettingName": "Mirror", "PhysicalDiskRedundancy": 1,
    "NumberOfDataCopies": 2, "NumberOfColumns": 1, "Interleave": 262144, "ProvisioningType": 2,
    "FootprintOnPool": 2_000, "DetachedReason": 1, "IsManualAttach": False, "on": ["1", "2"],
    "number": 3,
}  # fmt: skip
DISK: dict[str, Any] = {
    "FriendlyName": "WDC WD40EFRX", "HealthStatus": 0, "OperationalStatus": 2, "Size": 4_000,
    "DeviceId": "1", "Usage": 1, "MediaType": 3,
}  # fmt: skip
LOST = DISK | {"DeviceId": "", "HealthStatus": 1, "OperationalStatus": [13], "Usage": 4}
POOL: dict[str, Any] = {
    "FriendlyName": "Größe", "HealthStatus": 1,
    "OperationalStatus": {"value": [3, 60000], "Count": 2}, "Size": 8_000, "AllocatedSize": 5_000,
    "IsReadOnly": False, "ReadOnlyReason": 1, "IsClustered": False, "Version": 19,
    "disks": [DISK, LOST], "virtual": MIRROR, "missed": False,
}  # fmt: skip
ANSWER = {"seen": 2, "pools": [POOL]}


class Answers(OfflineWindows):
    """A running Windows whose PowerShell prints what was recorded."""

    platform = "windows"
    live = True

    def __init__(self, root: Path, said: object, *, admin: bool = True, exit_code: int = 0) -> None:
        super().__init__(root)
        self._said, self._admin, self._exit_code = said, admin, exit_code
        self.asked: list[tuple[str, ...]] = []

    def admin(self) -> bool:
        return self._admin

    def ask(
        self, argv: tuple[str, ...], seconds: float = 30.0, refusals: Collection[int] = ()
    ) -> bytes:
        self.asked.append(argv)
        assert 30 < seconds < (storage_pools.PROBE.seconds or 0)
        if self._exit_code in refusals:
            raise refused("it wants more rights")
        if isinstance(self._said, bytes):
            return self._said
        return json.dumps(self._said, ensure_ascii=False).encode()


def told(machine: OfflineWindows) -> tuple[Status, Any]:
    return outcome(items(storage_pools.PROBE, Context(machine=machine))["pools"])


def test_a_pool_its_disks_and_its_virtual_disks_by_their_numbers(tmp_path: Path) -> None:
    machine = Answers(tmp_path, ANSWER)
    status, (pool,) = told(machine)
    assert status is Status.COLLECTED
    assert (pool["name"], pool["health"], pool["states"]) == (
        "Größe", "warning", ["degraded", "60000"],
    )  # fmt: skip
    assert (pool["read_only"], pool["read_only_reason"], pool["complete"]) == (False, "", True)
    (mirror,) = pool["virtual_disks"]
    assert (mirror["resiliency"], mirror["redundancy"], mirror["provisioning"]) == (
        "Mirror", 1, "fixed",
    )  # fmt: skip
    assert (mirror["states"], mirror["disks"], mirror["disk_number"]) == (
        ["degraded", "incomplete"], ["1", "2"], 3,
    )  # fmt: skip
    lost = pool["disks"][1]
    assert (lost["device"], lost["states"], lost["usage"]) == (
        "",
        ["lost communication"],
        "retired",
    )
    program, *options = machine.asked[0]
    assert Path(program) == machine.path("/Windows/System32/WindowsPowerShell/v1.0/powershell.exe")
    assert {"-NoProfile", "-NonInteractive"} <= set(options)


@pytest.mark.parametrize(
    ("said", "admin", "status"),
    [
        ({"seen": 1, "pools": []}, False, Status.ABSENT),
        ({"seen": 0, "pools": []}, True, Status.ABSENT),
        ({"seen": 0, "pools": []}, False, Status.REFUSED),  # not even the pool of free disks
        ({"error": {"code": 2, "said": "Отказано в доступе."}}, True, Status.REFUSED),
        ({"error": {"code": 3, "said": "Ungültiger Namespace"}}, True, Status.ABSENT),
        ({"error": {"code": 1, "said": "Fehler"}}, True, Status.FAILED),
        (b"Get-CimInstance : ...", True, Status.FAILED),
        (b"[]", True, Status.FAILED),
    ],
)
def test_what_is_not_told_has_its_own_outcome(
    tmp_path: Path, said: object, admin: bool, status: Status
) -> None:
    assert told(Answers(tmp_path, said, admin=admin))[0] is status


def test_an_exit_code_of_windows_refuses_too(tmp_path: Path) -> None:
    assert told(Answers(tmp_path, ANSWER, exit_code=740))[0] is Status.REFUSED
    assert told(OfflineWindows(tmp_path))[0] is Status.NOT_APPLICABLE


def test_a_pool_of_which_something_was_not_answered_says_so() -> None:
    text = json.dumps({"seen": 1, "pools": POOL | {"missed": True, "virtual": None, "disks": []}})
    (pool,) = pools.parse(text).pools
    assert (pool.complete, pool.disks, pool.virtual_disks) == (False, (), ())


def test_a_line_that_the_console_broke_is_mended() -> None:
    text = json.dumps(ANSWER)
    broken = "\r\n".join(text[at : at + 80] for at in range(0, len(text), 80)) + "\r\n"
    assert pools.parse(broken) == pools.parse(text)


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*POOL, *MIRROR, "pools", "error", "value"]), inner)
    ),
    max_leaves=12,
)


@given(SHAPES | st.text(max_size=30))
def test_whatever_it_prints_is_read_or_refused(value: Any) -> None:
    text = value if isinstance(value, str) else json.dumps({"pools": value, "seen": 1})
    try:
        for pool in pools.parse(text).pools:
            assert isinstance(pool.name, str)
    except NotPoolsError:
        assert isinstance(value, str)


def test_the_script_is_one_line_that_any_shell_hands_on_and_takes_modules_of_windows_only() -> None:
    assert not set('"\n\r`') & set(SCRIPT)
    for opening, closing in ("{}", "()"):
        assert SCRIPT.count(opening) == SCRIPT.count(closing)
    assert SCRIPT.index("$env:PSModulePath = $PSHOME") < SCRIPT.index("Get-Cim")
    assert len(SCRIPT) < 4_000
