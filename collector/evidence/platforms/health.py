"""The health of one disk as a platform tells it; None is "not known"."""

from __future__ import annotations

from dataclasses import dataclass

from collector.evidence.formats.ata_smart import SmartAttribute
from collector.evidence.formats.nvme_log import NvmeHealth
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the disk or its driver and what came of it."""

    question: str
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emmc:
    """What a soldered card tells (JEDEC eMMC 5.0, EXT_CSD): `life_time` of its two kinds of memory
    in steps of 10 % used (1 to 10; 11: past its life), `pre_eol` 1 normal, 2 warning, 3 urgent."""

    life_time: tuple[int, ...]
    pre_eol: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskHealth:
    """`failing` is the disk's own verdict (that of Windows' driver, of SMART); `temperature` in
    degrees Celsius; `asked` tells where each fact is from, and why others are missing."""

    disk: str
    model: str = ""
    bus: str = ""
    failing: bool | None = None
    temperature: int | None = None
    power_on_hours: int | None = None
    attributes: tuple[SmartAttribute, ...] = ()
    nvme: NvmeHealth | None = None
    emmc: Emmc | None = None
    asked: tuple[Asked, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether anything at all is known."""
        told = (self.failing, self.temperature, self.nvme, self.emmc)
        return bool(self.attributes) or any(each is not None for each in told)


_WORST_FIRST = (Status.REFUSED, Status.TIMED_OUT, Status.FAILED, Status.SKIPPED, Status.ABSENT)


def known(found: DiskHealth) -> DiskHealth:
    """`found`; raises NotCollectedError with the reasons where nothing came of it."""
    if found.tells:
        return found
    statuses = {each.status for each in found.asked}
    status = next((each for each in _WORST_FIRST if each in statuses), Status.NOT_APPLICABLE)
    raise NotCollectedError(status, _reasons(found) or "nobody here knows the health of this disk")


def _reasons(found: DiskHealth) -> str:
    """Each reason once, with the questions that it answers."""
    questions: dict[str, list[str]] = {}
    for each in found.asked:
        if each.reason:
            questions.setdefault(each.reason, []).append(each.question)
    return "; ".join(f"{reason} ({', '.join(names)})" for reason, names in questions.items())


def asleep() -> NotCollectedError:
    return NotCollectedError(Status.SKIPPED, "the disk sleeps, and is not woken")
