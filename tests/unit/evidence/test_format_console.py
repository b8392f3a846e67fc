"""vssadmin and reagentc are read by position: the same facts in English, German and Russian."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats import reagent, vssadmin
from collector.evidence.formats.console_blocks import blocks, decode
from collector.evidence.formats.reagent import NotReagentError

WRITER = "{e8132975-6f93-4464-a53e-1050253ae220}"
INSTANCE = "{0e6b2c4c-5a8d-4c9f-8a54-000000000001}"
PROVIDER = "{b5946137-7b9f-4925-af80-51abd60b20d5}"
VOLUME = "\\\\?\\Volume{11111111-2222-3333-4444-555555555555}\\"
WRITERS = {
    "cp437": (
        "vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool\r\n"
        "(C) Copyright 2001-2013 Microsoft Corp.\r\n\r\n"
        "Writer name: 'System Writer'\r\n   Writer Id: {w}\r\n   Writer Instance Id: {i}\r\n"
        "   State: [7] Failed\r\n   Last error: Timed out\r\n\r\n"
    ),
    "cp850": (
        "vssadmin 1.1 - Verwaltungsbefehlszeilentool des Volumeschattenkopie-Dienstes\r\n"
        "(C) Copyright 2001-2013 Microsoft Corp.\r\n\r\n"
        'Verfassername: "System Writer"\r\n   Verfasserkennung: {w}\r\n'
        "   Verfasserinstanzkennung: {i}\r\n   Status: [7] Fehlgeschlagen\r\n"
        "   Letzter Fehler: Zeitüberschreitung\r\n\r\n"
    ),
    "cp866": (
        "vssadmin 1.1 - Программа командной строки для администрирования\r\n"
        "(C) Корпорация Майкрософт (Microsoft Corp.), 2001-2013.\r\n\r\n"
        'Имя компонента записи: "System Writer"\r\n   Код компонента записи: {w}\r\n'
        "   Код экземпляра компонента записи: {i}\r\n   Состояние: [7] Сбой\r\n"
        "   Последняя ошибка: Превышено время ожидания\r\n\r\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", WRITERS)
def test_a_writer_that_has_failed_is_told_in_every_language(page: str) -> None:
    printed = WRITERS[page].replace("{w}", WRITER).replace("{i}", INSTANCE).encode(page)
    (writer,) = vssadmin.writers(decode(printed, ("cp1252", page)))
    assert (writer.writer, writer.id, writer.state) == ("System Writer", WRITER, 7)
    assert writer.state_text in ("Failed", "Fehlgeschlagen", "Сбой")
    assert writer.error in ("Timed out", "Zeitüberschreitung", "Превышено время ожидания")


@pytest.mark.parametrize(
    "printed",
    [
        "Provider name: 'Microsoft Software Shadow Copy provider 1.0'\n"
        f"   Provider type: System\n   Provider Id: {PROVIDER}\n   Version: 1.0.0.7\n",
        'Anbietername: "Microsoft Software Shadow Copy provider 1.0"\n'
        f"   Anbietertyp: System\n   Anbieterkennung: {PROVIDER}\n   Version: 1.0.0.7\n",
        'Имя поставщика: "Microsoft Software Shadow Copy provider 1.0"\n'
        f"   Тип поставщика: Системный\n   Идентификатор: {PROVIDER}\n   Версия: 1.0.0.7\n",
    ],
)
def test_providers_and_their_versions(printed: str) -> None:
    (found,) = vssadmin.providers(printed)
    assert found.provider == "Microsoft Software Shadow Copy provider 1.0"
    assert (found.id, found.version) == (PROVIDER, "1.0.0.7")


@pytest.mark.parametrize(
    "labels",
    [
        ("Shadow Copy Storage association", "For volume", "Used Shadow Copy Storage space"),
        ("Schattenkopiespeicher-Assoziation", "Für Volume", "Verwendeter Speicherplatz"),
        ("Сопоставление хранилища теневой копии", "Для тома", "Использованный объём"),
    ],
)
def test_the_space_for_shadow_copies(labels: tuple[str, str, str]) -> None:
    heading, volume, used = labels
    printed = (
        f"{heading}\n   {volume}: (C:){VOLUME}\n   x: (C:){VOLUME}\n   {used}: 0 B (0%)\n"
        "   y: 384 MB (0%)\n   z: 9,31 GB (10%)\n"
    )
    (found,) = vssadmin.storage(printed)
    assert found.volume == f"(C:){VOLUME}"
    assert (found.used, found.maximum) == ("0 B (0%)", "9,31 GB (10%)")


INFO = {
    "en": (
        "Windows Recovery Environment (Windows RE) and system reset configuration\nInformation:\n\n"
        "    Windows RE status:         Enabled\n"
        "    Windows RE location:       {p}\n"
        "    Boot Configuration Data (BCD) identifier: {g}\n"
        "    Recovery image location:\n    Recovery image index:      0\n\n"
        "REAGENTC.EXE: Operation Successful.\n"
    ),
    "de": (
        "Windows-Wiederherstellungsumgebung (Windows RE) und Systemwiederherstellung\n"
        "Informationen:\n\n    Windows RE-Status:         Aktiviert\n"
        "    Windows RE-Pfad:           {p}\n    Startkonfigurationsdaten-ID: {g}\n"
        "    Speicherort des Wiederherstellungsimages:\n    Index:  0\n\n"
        "REAGENTC.EXE: Vorgang erfolgreich.\n"
    ),
    "ru": (
        "Среда восстановления Windows (Windows RE) и параметры сброса\nСведения:\n\n"
        "    Состояние Windows RE:      Enabled\n    Расположение Windows RE:   {p}\n"
        "    Идентификатор данных конфигурации загрузки (BCD): {g}\n"
        "    Расположение образа восстановления:\n    Индекс образа: 0\n\n"
        "REAGENTC.EXE: Операция выполнена успешно.\n"
    ),
}  # fmt: skip
PLACE = "\\\\?\\GLOBALROOT\\device\\harddisk1\\partition4\\Recovery\\WindowsRE"
GUID = "c3b1a8d0-1111-2222-3333-444455556666"


@pytest.mark.parametrize("language", INFO)
def test_the_recovery_environment_and_its_partition(language: str) -> None:
    found = reagent.parse_info(INFO[language].replace("{p}", PLACE).replace("{g}", GUID))
    assert (found.enabled, found.disk, found.partition) == (True, 1, 4)
    assert found.boot_entry == "{" + GUID + "}"


@pytest.mark.parametrize("language", INFO)
def test_a_recovery_environment_that_is_switched_off_has_no_place(language: str) -> None:
    empty = (
        INFO[language]
        .replace("{p}", "")
        .replace("{g}", GUID.translate({ord(c): "0" for c in "c3b1a8d0456"}))
    )
    assert reagent.parse_info(empty).enabled is False


XML = (
    "<?xml version='1.0' encoding='utf-8'?>\n<WindowsRE version=\"2.0\">\n"
    '  <WinreBCD id="{guid}"/>\n  <WinreLocation path="\\Recovery\\WindowsRE" id="0" '
    'offset="1048576" guid="{11111111-2222-3333-4444-AAAAAAAAAAAA}"/>\n'
    '  <ImageLocation path="" id="0" offset="0" guid="{0}"/>\n'
    '  <OperationParam path=""/>\n  <InstallState state="1"/>\n</WindowsRE>\n'
)


def test_the_file_in_which_windows_keeps_it() -> None:
    found = reagent.parse_xml(XML.replace("{guid}", "{" + GUID + "}").encode())
    assert (found.enabled, found.offset) == (True, 1048576)
    assert found.disk_id == "11111111-2222-3333-4444-aaaaaaaaaaaa"
    off = reagent.parse_xml(XML.replace('state="1"', 'state="0"').encode())
    assert off.enabled is False


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<a/>", b"<WindowsRE>", b"\xff\xfe<",
        b'<!DOCTYPE a [<!ENTITY x "y">]><WindowsRE/>',
    ],
)  # fmt: skip
def test_what_is_not_that_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotReagentError):
        reagent.parse_xml(data)


@given(st.text(max_size=400))
def test_nothing_that_a_program_prints_breaks_it(text: str) -> None:
    assert all(block.rows for block in blocks(text))
    for read in (vssadmin.writers, vssadmin.providers, vssadmin.storage):
        assert isinstance(read(text), tuple)
