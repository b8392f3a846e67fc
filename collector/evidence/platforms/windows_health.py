"""The health of a disk by what Windows' drivers answer; who opens the disk is passed in.

Without rights: the prediction of the driver with the SMART data of ATA disks, the health log of
NVMe disks, the temperature. As administrator ATA disks are asked themselves, for their power mode
first.
Nothing is written, switched on or tested.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from collector.evidence.formats import ata_smart, health_ioctl, nvme_log
from collector.evidence.formats.health_ioctl import Command
from collector.evidence.formats.storage_ioctl import QUERY_PROPERTY, property_query
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, refused
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.health import Asked, DiskHealth, asleep, known
from collector.evidence.platforms.windows_disks import Ask

T = TypeVar("T")
_ATA = ("ata", "sata")
_MAY_BE_NVME = ("nvme", "raid", "scsi", "scm", "")
_ANSWER = 1024


@dataclass(frozen=True, slots=True)
class Door:
    """The ways to a disk: with access 0; for commands (administrators only, else None); and
    whether Windows has it powered, None where it does not say."""

    open: Callable[[], AbstractContextManager[Ask]]
    command: Callable[[], AbstractContextManager[Ask]] | None
    powered: Callable[[], bool | None]


def health(disk: Disk, door: Door) -> DiskHealth:
    """What the disk tells. Raises NotCollectedError: skipped where it sleeps, else the reasons.

    Only an administrator can ask whether a disk sleeps that Windows has not sent to sleep.
    """
    if door.powered() is False:
        raise asleep()
    sheet = _Sheet(DiskHealth(disk=disk.name, model=disk.model, bus=disk.bus))
    if disk.bus in _ATA:
        sheet.ask("power mode", lambda: _commands(sheet, door.command))
    with door.open() as ask:
        _by_driver(sheet, ask)
    return known(sheet.whole())


@dataclass(slots=True)
class _Sheet:
    """What is known so far; a question that fails costs only its own facts."""

    health: DiskHealth
    asked: list[Asked] = field(default_factory=list)

    def ask(self, question: str, put: Callable[[], T]) -> T | None:
        try:
            found = put()
        except NotCollectedError as error:
            if error.status is Status.SKIPPED:
                raise  # it sleeps: nothing more is asked
            self._note(question, error.status, error.reason)
        except ValueError as error:
            self._note(question, Status.NOT_APPLICABLE, str(error))
        except OSError as error:
            self._note(question, Status.FAILED, error.strerror or str(error))
        else:
            self._note(question, Status.COLLECTED)
            return found
        return None

    def _note(self, question: str, status: Status, reason: str = "") -> None:
        self.asked.append(Asked(question=question, status=status, reason=reason))

    def learn(self, **facts: Any) -> None:  # noqa: ANN401 - fields of DiskHealth
        news = {name: each for name, each in facts.items() if each is not None}
        self.health = replace(self.health, **news)

    def whole(self) -> DiskHealth:
        return replace(self.health, asked=tuple(self.asked))


def _by_driver(sheet: _Sheet, ask: Ask) -> None:
    bus = sheet.health.bus
    if bus in _MAY_BE_NVME:
        page = sheet.ask("NVMe health log", lambda: _health_log(ask))
        if page is not None:
            hours, warm = page.power_on_hours, page.temperature
            sheet.learn(nvme=page, power_on_hours=hours, temperature=warm)
    if bus != "nvme":  # there Windows answers "incorrect function"
        told = sheet.ask("failure prediction", lambda: _prediction(ask))
        if told is not None:
            sheet.learn(failing=told[0] or sheet.health.failing or False)
            if not sheet.health.attributes and bus in (*_ATA, "raid"):
                rows = sheet.ask("SMART data of the driver", lambda: ata_smart.attributes(told[1]))
                _learn_rows(sheet, rows)
    if sheet.health.temperature is None:
        warm = sheet.ask("temperature", lambda: _temperature(ask))
        sheet.learn(temperature=warm)


def _health_log(ask: Ask) -> nvme_log.NvmeHealth:
    fault: Exception | None = None
    for kind in (health_ioctl.DEVICE_LOG, health_ioctl.ADAPTER_LOG):
        query = health_ioctl.health_log_query(kind)
        try:
            answer = ask(QUERY_PROPERTY, query, health_ioctl.HEALTH_LOG_ANSWER)
            return nvme_log.parse(health_ioctl.health_log(answer))
        except (NotCollectedError, ValueError) as error:
            fault = fault or error
    raise fault or ValueError("nobody was asked")


def _prediction(ask: Ask) -> tuple[bool, bytes]:
    return health_ioctl.prediction(ask(health_ioctl.PREDICT_FAILURE, b"", health_ioctl.PREDICTION))


def _temperature(ask: Ask) -> int:
    query = property_query(health_ioctl.DEVICE_TEMPERATURE)
    return health_ioctl.temperature(ask(QUERY_PROPERTY, query, _ANSWER))


def _commands(sheet: _Sheet, way: Callable[[], AbstractContextManager[Ask]] | None) -> None:
    """Ask the disk itself. A power mode that it does not tell ends this: it might be woken."""
    if way is None:
        raise refused("asking the disk itself needs administrator rights")
    with way() as ask:
        if health_ioctl.asleep(_obeyed(ask, Command.POWER_MODE)):
            raise asleep()
        failing = sheet.ask(
            "SMART status", lambda: health_ioctl.verdict(_obeyed(ask, Command.RETURN_STATUS))
        )
        limits = sheet.ask(
            "SMART thresholds",
            lambda: ata_smart.thresholds(_obeyed(ask, Command.READ_THRESHOLDS).data),
        )
        data = sheet.ask("SMART data", lambda: _obeyed(ask, Command.READ_DATA).data)
    sheet.learn(failing=failing)
    if data is not None:
        rows = sheet.ask("SMART attributes", lambda: ata_smart.attributes(data, limits))
        _learn_rows(sheet, rows)


def _learn_rows(sheet: _Sheet, rows: tuple[ata_smart.SmartAttribute, ...] | None) -> None:
    if rows:
        sheet.learn(
            attributes=rows,
            temperature=ata_smart.temperature(rows),
            power_on_hours=ata_smart.power_on_hours(rows),
        )


def _obeyed(ask: Ask, what: Command) -> health_ioctl.Answer:
    given = health_ioctl.command(what)
    return health_ioctl.answer(what, ask(health_ioctl.ATA_PASS_THROUGH, given, len(given)))
