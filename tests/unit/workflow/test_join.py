"""Two halves of one request: found on a stick, told apart, matched, joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.core.errors import InputError, MissingInputError
from collector.evidence.set import EvidenceSet
from collector.privacy.model import Kind, Name
from collector.privacy.name import pseudonym
from collector.request.options import CollectOptions
from collector.workflow.join import describe, find_rescued
from collector.workflow.join_key import read_key, write_key
from collector.workflow.match import Match, matches, normal
from collector.workflow.resume import FORMAT, Resume, ResumeDisk, ResumePartition, read_resume
from tests.make_bundle import make_bundle

KEY, THEIRS = b"h" * 32, b"r" * 32
GUID = "8f0a1b2c-1111-4222-8333-444455556666"


class _Set(EvidenceSet):
    """Facts as probes wrote them; names as the system told them."""

    known: dict[str, dict[str, object]]

    def facts(self, probe: str) -> dict[str, object]:
        return self.known.get(probe, {})


@pytest.fixture
def evidence(tmp_path: Path) -> _Set:
    made = _Set.create(tmp_path / "sets", key=KEY, options=CollectOptions())
    assert isinstance(made, _Set)
    made.learn((Name(Kind.SERIAL, "WD-WX12345"),))
    token = f"pii-serial-{pseudonym(KEY, Kind.SERIAL, 'WD-WX12345')}"
    made.known = {
        "partitions": {
            "table-PhysicalDrive0": {"disk_id": GUID.upper(), "slots": [{"guid": "", "start": 1}]},
            "table-PhysicalDrive1": {"disk_id": "A1B2C3D4", "slots": []},
        },
        "disks": {"disks": [{"name": "PhysicalDrive2", "serial": token, "size": 5}]},
    }
    return made


def _resume(*disks: ResumeDisk) -> Resume:
    return Resume(format=FORMAT, id="x", made_at="", collector="1", disks=disks)


def test_disks_match_by_guid_and_signature(evidence: _Set) -> None:
    found = matches(
        _resume(
            ResumeDisk(name="sda", size=1, id=GUID), ResumeDisk(name="sdb", size=1, id="a1b2c3d4"),
            ResumeDisk(name="sdc", size=1, id="00000000"), ResumeDisk(name="sdd", size=1),
        ),
        evidence, None,
    )  # fmt: skip
    assert found == (
        Match(rescued="sda", here="PhysicalDrive0", by=("GUID",)),
        Match(rescued="sdb", here="PhysicalDrive1", by=("signature",)),
    )
    evidence.close()


def test_serials_match_only_with_the_key_of_the_rescue(evidence: _Set) -> None:
    token = f"pii-serial-{pseudonym(THEIRS, Kind.SERIAL, 'WD-WX12345')}"
    told = _resume(ResumeDisk(name="sda", size=1, serial=token))
    assert matches(told, evidence, None) == ()
    assert matches(told, evidence, b"o" * 32) == ()
    assert matches(told, evidence, THEIRS) == (
        Match(rescued="sda", here="PhysicalDrive2", by=("serial number",)),
    )
    evidence.close()


def test_only_signatures_and_guids_are_compared() -> None:
    assert normal("{8F0A1B2C-1111-4222-8333-444455556666}") == GUID
    assert normal("0xA1B2C3D4") == "a1b2c3d4"
    assert [normal(text) for text in ("", "sda", "00000000", "1234567", "x" * 40)] == [""] * 5


def test_a_key_beside_another_bundle_is_not_taken(tmp_path: Path) -> None:
    bundle = tmp_path / "b.zip"
    write_key(bundle, "one", THEIRS)
    assert read_key(bundle, "one") == THEIRS
    assert read_key(bundle, "other") is None
    (tmp_path / "b.key").write_bytes(b"\xff" * 9000)
    assert read_key(bundle, "one") is None


def test_a_bundle_that_is_none_of_a_rescue_is_told(tmp_path: Path) -> None:
    plain = make_bundle(tmp_path / "paragon-support-x.zip").path
    with pytest.raises(InputError, match="not one of a rescue"):
        describe(plain)
    with pytest.raises(MissingInputError):
        describe(tmp_path / "gone.zip")
    assert find_rescued([tmp_path]) == ()


def test_a_hostile_resume_file_is_refused() -> None:
    for data in (b"", b"[]", b'{"format": 7}', b"{" * 5000, b'{"format":"paragon-rescue/9","id":'
                 b'"","made_at":"","collector":""}'):  # fmt: skip
        with pytest.raises(InputError):
            read_resume(data)


def test_partitions_match_where_a_disk_has_lost_its_name(evidence: _Set) -> None:
    part = "11111111-2222-4333-8444-555555555555"
    evidence.known["partitions"]["table-PhysicalDrive3"] = {
        "disk_id": "", "slots": [{"guid": part, "start": 1048576, "number": 1}],
    }  # fmt: skip
    told = ResumeDisk(
        name="sda", size=1, partitions=(ResumePartition(number=1, start=1, size=1, guid=part),)
    )
    assert matches(_resume(told), evidence, None) == (
        Match(rescued="sda", here="PhysicalDrive3", by=("partition GUID",)),
    )
    evidence.close()
