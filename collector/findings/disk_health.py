"""The health of each disk by all that told it: smartctl, and the drivers of the system itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collector.bundle.finding import Cite
from collector.evidence.formats import smartctl
from collector.evidence.formats.smartctl import Attribute, Health, NotSmartctlError, Nvme
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.source import DAMAGED

_FACTS = "health-"
_MOST = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Emmc:
    """As `evidence.platforms.health.Emmc`."""

    life_time: tuple[int, ...]
    pre_eol: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source told of one disk. `path` is the member; the rest says where in it stand its
    verdict, an attribute (`{place}`), and a field of the NVMe log or of an eMMC (`{name}`)."""

    disk: str
    health: Health
    emmc: Emmc | None = None
    path: str
    verdict: str
    attribute: str
    nvme: str
    card: str = ""

    @property
    def tells(self) -> bool:
        """Whether it says anything that a disk is judged by: its temperature alone is nothing."""
        health = self.health
        told = (health.passed, health.nvme, self.emmc)
        return bool(health.attributes) or any(each is not None for each in told)

    def cite(self, fact: str, text: str, **values: object) -> Cite:
        return Cite(path=self.path, fact=fact.format_map(values), text=text[:200])


def readings(case: Case) -> Iterator[Reading]:
    """What smartctl told of each disk, then what the drivers told; a disk may come twice."""
    yield from _by_smartctl(case)
    yield from _by_drivers(case)


def _by_smartctl(case: Case) -> Iterator[Reading]:
    for path in case.named(case.member("smart/"), ".json"):
        try:
            health = smartctl.parse(case.read(path))
        except (NotSmartctlError, *DAMAGED):
            continue  # facts.json, too
        yield Reading(
            disk=path.rpartition("/")[2].removesuffix(".json"),
            health=health,
            path=path,
            verdict="smart_status.passed",
            attribute="ata_smart_attributes.table[{place}].raw",
            nvme="nvme_smart_health_information_log.{name}",
        )


def _by_drivers(case: Case) -> Iterator[Reading]:
    for item, value in sorted(case.facts("smart").items()):
        row = tree.row(value)
        if not item.startswith(_FACTS) or not row:
            continue
        yield Reading(
            disk=item.removeprefix(_FACTS),
            health=_health(row),
            emmc=_emmc(row.get("emmc")),
            path=case.member("smart/facts.json"),
            verdict=f"{item}.failing",
            attribute=f"{item}.attributes[{{place}}].raw",
            nvme=f"{item}.nvme.{{name}}",
            card=f"{item}.emmc.{{name}}",
        )


def _health(row: Mapping[str, Any]) -> Health:
    """The facts (`evidence.platforms.health.DiskHealth`) in the words of smartctl."""
    failing = row.get("failing")
    nvme = row.get("nvme")
    return Health(
        device=tree.text(row.get("disk")),
        model=tree.text(row.get("model")),
        passed=not failing if isinstance(failing, bool) else None,
        asleep=False,
        attributes=tuple(_attributes(row.get("attributes"))),
        nvme=_nvme(nvme) if isinstance(nvme, Mapping) else None,
        power_on_hours=tree.number(row.get("power_on_hours")),
        temperature=tree.number(row.get("temperature")),
    )


def _attributes(value: object) -> Iterator[Attribute]:
    for place, row in tree.numbered(value):
        number = tree.number(row.get("id"))
        if number is not None and place < _MOST:
            yield Attribute(
                place=place,
                id=number,
                name=tree.text(row.get("name")),
                value=tree.number(row.get("value")),
                worst=tree.number(row.get("worst")),
                threshold=tree.number(row.get("threshold")),
                raw=tree.number(row.get("raw")),
                failed="",
            )


def _nvme(row: Mapping[str, Any]) -> Nvme:
    return Nvme(
        critical_warning=tree.number(row.get("critical_warning")),
        available_spare=tree.number(row.get("available_spare")),
        spare_threshold=tree.number(row.get("spare_threshold")),
        percentage_used=tree.number(row.get("percentage_used")),
        media_errors=tree.number(row.get("media_errors")),
    )


def _emmc(value: object) -> Emmc | None:
    if not isinstance(value, Mapping):
        return None
    life = value.get("life_time")
    steps = (tree.number(each) for each in life[:2]) if isinstance(life, list | tuple) else ()
    return Emmc(
        life_time=tuple(each for each in steps if each is not None),
        pre_eol=tree.number(value.get("pre_eol")),
    )
