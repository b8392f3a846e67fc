"""Makes an install folder as customers have them: the documented logs, in every awkward shape.

folder = make_install_folder(tmp_path / "Partition Manager 15")
    Program/StubAct.LOG     UTF-16LE without BOM
    Program/PWLOG.TXT       300 MB (or what `big` says), only its end is kept
    Win32/bioNTlog.txt      70 KB of Russian prose in cp1251
    (cdb.log is missing)
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MB = 1_000_000
MAIL, USER, PASSWORD = "yelena.quackenbush@kestrel.example", "zquackenbush", "Tr0ub4dor-and-3"

_SENTENCES = (
    "Операция изменения размера раздела была начана по требованию пользователя",
    "Программа проверила файловую систему и не нашла повреждённых записей",
    "Во время перемещения кластеров диск ответил ошибкой чтения",
    "Журнал транзакций был сброшен, и начальный сектор остался прежним",
    "Пользователь отменил задание до того, как таблица разделов изменилась",
    "Свободное место на томе оказалось меньше, чем ожидала программа",
    "После перезагрузки компьютера операция была продолжена с того же места",
    "Служба теневого копирования не смогла создать снимок тома",
    "Резервная копия была записана на внешний диск и успешно проверена",
    "Загрузочный сектор восстановлен из копии, которая хранилась в конце тома",
    "Драйвер сообщил, что устройство занято другим процессом",
    "Размер кластера не подходит для выбранной файловой системы",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallFolder:
    """The folder and the texts of its logs; `big` is the size of the large one in bytes."""

    folder: Path
    stubact: str
    prose: str
    big: int


def make_install_folder(folder: Path, *, big: int = 300 * MB) -> InstallFolder:
    program, win32 = folder / "Program", folder / "Win32"
    for each in (program, win32):
        each.mkdir(parents=True)
    made = InstallFolder(folder=folder, stubact=_stubact(), prose=russian_prose(70_000), big=big)
    (program / "StubAct.LOG").write_bytes(made.stubact.encode("utf-16-le"))
    (win32 / "bioNTlog.txt").write_bytes(made.prose.encode("cp1251"))
    with (program / "PWLOG.TXT").open("wb") as file:
        for block in big_blocks(big):
            file.write(block)
    return made


def _stubact() -> str:
    lines = [
        f"22.11.2026 09:{number // 60:02}:{number % 60:02} Größe: {number} MB · 大小\r\n"
        for number in range(600)
    ]
    lines[10] = f"22.11.2026 09:00:10 answer sent to {MAIL}\r\n"
    lines[20] = f"22.11.2026 09:00:20 opened C:\\Users\\{USER}\\Documents\\plan.pfm\r\n"
    lines[30] = f"22.11.2026 09:00:30 archive password={PASSWORD}\r\n"
    return "".join(lines)


def russian_prose(least: int, seed: int = 7) -> str:
    """At least `least` characters of sentences, line by line."""
    chance = random.Random(seed)
    lines: list[str] = []
    size = 0
    while size < least:
        lines.append(". ".join(chance.sample(_SENTENCES, 3)) + ".\r\n")
        size += len(lines[-1])
    return "".join(lines)


def big_blocks(size: int) -> Iterator[bytes]:
    """`size` bytes of log, as blocks of numbered lines of 100 bytes each."""
    tail = b"sector moved, checksum verified, nothing left to do here, going on with the next one"
    tail += b".\r\n".rjust(90 - len(tail), b".")
    for first in range(0, size // 100, 10_000):
        numbers = range(first, min(first + 10_000, size // 100))
        yield b"".join(b"%09d %s" % (number, tail) for number in numbers)
