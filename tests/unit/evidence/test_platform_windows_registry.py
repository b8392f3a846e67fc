"""What a Windows keeps in its registry is read alike, whether it runs or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import (
    conflicts,
    registered_products,
    uninstall,
    windows_boot,
    windows_controllers,
    windows_drivers,
    windows_filters,
    windows_policy,
    windows_system,
    windows_updates,
)
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.registry import Registry, Value, View
from tests.unit.evidence.fake_registry import FakeRegistry
from tests.unit.evidence.pe_writer import executable, product

CONTROL = r"HKLM\SYSTEM\CurrentControlSet\Control"
SERVICES = r"HKLM\SYSTEM\CurrentControlSet\Services"
VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
UNINSTALL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
WOW = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall"
PERSON = "S-1-5-21-1111111111-2222222222-3333333333-1001"
Values = dict[str, Value]


class Machine(OfflineWindows):
    """A tree of a Windows, and the registry that belongs to it."""

    def __init__(self, root: Path, registry: FakeRegistry) -> None:
        super().__init__(root)
        self._own = registry

    def registry(self) -> Registry:
        return self._own


def test_windows_11_is_told_by_its_build_not_by_its_name() -> None:
    values: Values = {
        "ProductName": "Windows 10 Pro", "CurrentBuild": "22631", "UBR": 3447,
        "DisplayVersion": "23H2", "CurrentMajorVersionNumber": 10, "CurrentMinorVersionNumber": 0,
        "InstallDate": 1700000000, "EditionID": "Professional", "InstallationType": "Client",
    }  # fmt: skip
    registry = FakeRegistry({VERSION: values})
    found = windows_system.os(registry)
    assert (found.name, found.version, found.build) == ("Windows 11 Pro", "23H2", "22631.3447")
    assert windows_system.release(registry).installed_at == "2023-11-14T22:13:20+00:00"


def test_people_names_zones_and_pages() -> None:
    registry = FakeRegistry(
        {
            rf"{VERSION}\ProfileList\{PERSON}": {"ProfileImagePath": r"C:\Users\Иван"},
            rf"{VERSION}\ProfileList\S-1-5-18": {"ProfileImagePath": r"C:\Windows\x\system"},
            VERSION: {"RegisteredOwner": "Anna Schmidt"},
            rf"{CONTROL}\ComputerName\ComputerName": {"ComputerName": "PC-ANNA"},
            rf"{SERVICES}\Tcpip\Parameters": {"Domain": "kestrel.example"},
            rf"{CONTROL}\TimeZoneInformation": {
                "TimeZoneKeyName": "W. Europe Standard Time\0x", "ActiveTimeBias": 2**32 - 60,
            },
            rf"{CONTROL}\Nls\CodePage": {"ACP": "1251", "OEMCP": "866"},
            rf"{CONTROL}\Nls\Language": {"InstallLanguage": "0419"},
            r"HKLM\SOFTWARE\Classes\MIME\Database\Rfc1766": {"0419": "ru-RU;Russian"},
        }
    )  # fmt: skip
    assert [each.name for each in windows_system.accounts(registry)] == ["Иван", "Anna Schmidt"]
    assert windows_system.sids(registry) == (PERSON,)
    assert windows_system.host_names(registry) == ("PC-ANNA", "kestrel.example")
    assert windows_system.time_zone_name(registry) == "W. Europe Standard Time"
    assert windows_system.time_zone_offset(registry) == 60
    locale = windows_system.locale(registry)
    assert (locale.language, locale.code_pages) == ("ru-RU", ("cp1251", "cp866"))


def test_what_waits_for_the_next_start() -> None:
    pending = ("\\??\\C:\\a.tmp", "", "\\??\\C:\\b.new", "!\\??\\C:\\b.dll")
    registry = FakeRegistry(
        {
            rf"{CONTROL}\Session Manager": {
                "BootExecute": ("autocheck autochk *", "hdmboot.exe /run"),
                "PendingFileRenameOperations": pending,
            },
            rf"{CONTROL}\Session Manager\Power": {"HiberbootEnabled": 1},
            CONTROL: {"SystemStartOptions": " NOEXECUTE=OPTIN TESTSIGNING"},
        }
    )
    found = windows_boot.next_start(registry)
    assert found.unusual == ("hdmboot.exe /run",)
    assert [(r.source, r.target) for r in found.renames] == [
        (r"C:\a.tmp", ""), (r"C:\b.new", r"C:\b.dll"),
    ]  # fmt: skip
    assert found.fast_startup is True
    assert found.restart_pending == ("renaming of files",)
    assert windows_policy.driver_policy(registry).test_signing is True


def test_the_block_list_and_memory_integrity() -> None:
    guard = rf"{CONTROL}\DeviceGuard"
    registry = FakeRegistry(
        {
            rf"{CONTROL}\CI\Config": {"VulnerableDriverBlocklistEnable": 0},
            rf"{guard}\Scenarios\HypervisorEnforcedCodeIntegrity": {"Enabled": 1},
            rf"{CONTROL}\SecureBoot\State": {"UEFISecureBootEnabled": 1},
        }
    )
    found = windows_policy.driver_policy(registry)
    assert (found.blocklist, found.memory_integrity, found.secure_boot) == (False, True, True)
    assert found.virtualization_based_security is None  # nothing is set
    said = windows_policy.code_integrity(0x1 | 0x2 | 0x400)
    assert (said.enforced, said.test_signing, said.memory_integrity) == (True, True, True)
    assert not said.audit_only


def test_filters_stand_in_their_order_and_one_without_a_driver_is_missing() -> None:
    disk = rf"{CONTROL}\Class\{{4d36e967-e325-11ce-bfc1-08002be10318}}"
    registry = FakeRegistry(
        {
            disk: {"UpperFilters": ("PartMgr", "hotcore3"), "LowerFilters": ("gone",)},
            rf"{SERVICES}\PartMgr": {"Start": 0, "ImagePath": r"System32\drivers\partmgr.sys"},
            rf"{SERVICES}\hotcore3": {"Start": 4},
            rf"{SERVICES}\WdFilter": {"Group": "FSFilter Anti-Virus", "Start": 0},
            rf"{SERVICES}\WdFilter\Instances": {"DefaultInstance": "WdFilter Instance"},
            rf"{SERVICES}\WdFilter\Instances\WdFilter Instance": {"Altitude": "328010"},
        }
    )
    rows = windows_filters.class_filters(registry)
    assert [(r.position, r.place, r.driver, r.start) for r in rows] == [
        ("upper", 1, "PartMgr", "boot"), ("upper", 2, "hotcore3", "disabled"),
        ("lower", 1, "gone", "missing"),
    ]  # fmt: skip
    (mini,) = windows_filters.file_system_filters(registry)
    assert (mini.driver, mini.altitude) == ("WdFilter", "328010")


def test_updates_newest_first() -> None:
    below = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages"
    token = "31bf3856ad364e35~amd64~"
    ticks = 133_480_000_000_000_000
    times: Values = {"InstallTimeHigh": ticks >> 32, "InstallTimeLow": ticks & 0xFFFFFFFF}
    old: Values = {"InstallTimeHigh": (ticks >> 32) - 9999, "InstallTimeLow": 0}
    registry = FakeRegistry(
        {
            rf"{below}\Package_for_KB5034441~{token}~10.0.1.0": {"CurrentState": 112, **old},
            rf"{below}\Package_for_RollupFix~{token}~22621.3447.1.8": {"CurrentState": 80, **times},
            rf"{below}\Microsoft-Windows-Client-Features~{token}~10.0": {},
        }
    )
    assert [(u.name, u.state, u.version) for u in windows_updates.updates(registry)] == [
        ("RollupFix", "superseded", "22621.3447.1.8"), ("KB5034441", "installed", "10.0.1.0"),
    ]  # fmt: skip
    assert windows_updates.updates(registry)[0].installed_at == "2023-12-25T17:46:40+00:00"


def test_controllers_with_their_drivers_and_only_those_that_are_attached() -> None:
    storage = "{4d36e97b-e325-11ce-bfc1-08002be10318}"
    ahci = r"PCI\VEN_8086&DEV_A282&SUBSYS_1\3&1"
    usb = r"PCI\VEN_1B21&DEV_2142\4&2"
    registry = FakeRegistry(
        {
            rf"HKLM\SYSTEM\CurrentControlSet\Enum\{ahci}": {
                "ClassGUID": storage, "Service": "iaStorVD", "Driver": rf"{storage}\0001",
                "DeviceDesc": "@oem1.inf,%x%;Intel RST VMD Controller",
            },
            rf"HKLM\SYSTEM\CurrentControlSet\Enum\{usb}": {"ClassGUID": storage, "Service": "x"},
            rf"{CONTROL}\Class\{storage}\0001": {
                "DriverVersion": "19.5.2.1049", "ProviderName": "Intel", "InfPath": "oem1.inf",
            },
        }
    )  # fmt: skip
    assert len(windows_controllers.controllers(registry)) == 2
    (found,) = windows_controllers.controllers(registry, {ahci: 10}.get)
    assert (found.pci_id, found.driver, found.driver_version) == (
        "8086:a282", "iaStorVD", "19.5.2.1049",
    )  # fmt: skip
    assert (found.name, found.problem) == ("Intel RST VMD Controller", 10)


def test_programs_of_both_views_and_of_users() -> None:
    registry = FakeRegistry(
        {
            rf"{UNINSTALL}\A": {"DisplayName": "A", "DisplayIcon": '"C:\\x y\\a.exe",0'},
            rf"{WOW}\B": {"DisplayName": "B", "UninstallString": r"C:\b\unins000.exe /S"},
            rf"{UNINSTALL}\NoName": {"Publisher": "x"},
            rf"HKU\{PERSON}\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\C": {
                "DisplayName": "C", "InstallLocation": "C:\\c\\",
            },
        },
        denied=[rf"{UNINSTALL}\Denied"],
    )  # fmt: skip
    found = uninstall.programs(registry)
    assert [(p.name, p.view, uninstall.folder_of(p)) for p in found] == [
        ("A", "64", r"C:\x y"), ("B", "32", r"C:\b"), ("C", "user", r"C:\c"),
    ]  # fmt: skip


def test_three_products_two_versions_of_one_and_an_oems(tmp_path: Path) -> None:
    program = tmp_path / "Program Files"
    product(program / "Paragon Software/PM 9/Program/pm.exe", "Partition Manager", "9.0.1.3471")
    product(program / "Maker/Wizard/tool.exe", "Kestrel Disk Wizard 2", "10.1.21.623")
    (program / "Maker/Wizard/stubact.log").write_text("x")
    place = r"C:\Program Files\Paragon Software\PM 9"
    wizard = r"C:\Program Files\Maker\Wizard"
    vendor = "Paragon Software GmbH"
    registry = FakeRegistry(
        {
            rf"{UNINSTALL}\PM9": {
                "DisplayName": "Paragon Partition Manager™ 9.0 Professional", "Publisher": vendor,
                "InstallLocation": place + r"\Program", "DisplayVersion": "9.0",
                "InstallDate": "20260102",
            },
            rf"{WOW}\PM15": {
                "DisplayName": "Paragon Partition Manager™ 15 Free", "Publisher": vendor,
                "InstallLocation": r"C:\Program Files (x86)\gone", "DisplayVersion": "10.1.25.813",
            },
            rf"{UNINSTALL}\Wizard": {
                "DisplayName": "Kestrel Disk Wizard 2", "Publisher": "Kestrel Ltd.",
                "DisplayIcon": wizard + r"\tool.exe,0",
            },
            rf"{UNINSTALL}\Other": {"DisplayName": "Other", "Publisher": "Somebody"},
        }
    )  # fmt: skip
    nine, gone, wizard_ = sorted(
        registered_products.registered(Machine(tmp_path, registry)), key=lambda p: p.build
    )[::-1]
    assert (nine.name, nine.version, nine.edition) == ("Partition Manager", "9.0", "Professional")
    assert (nine.build, nine.installed_on, nine.registered_in) == ("9.0.1.3471", "20260102", "64")
    assert (wizard_.brand, wizard_.build) == ("Kestrel Ltd.", "10.1.21.623")
    assert [log.name for log in wizard_.logs] == ["stubact.log"]
    assert (gone.name, gone.version, gone.build) == ("Partition Manager", "15", "10.1.25.813")
    assert gone.unread[0].status is Status.ABSENT


def test_every_driver_of_the_vendor_with_version_and_hash(tmp_path: Path) -> None:
    drivers = tmp_path / "Windows/System32/DRIVERS"
    drivers.mkdir(parents=True)
    for name, company in (("BioNTdrv.sys", "Paragon Software GmbH"), ("disk.sys", "Microsoft"),
                          ("uimbus.sys", "Paragon Software Group")):  # fmt: skip
        strings = {"CompanyName": company, "ProductName": "Paragon System Utilities"}
        (drivers / name).write_bytes(executable({"040904b0": strings}, fixed=(1, 3, 0, 0)))
    registry = FakeRegistry(
        {
            rf"{SERVICES}\biontdrv": {
                "Type": 1, "Start": 3, "ImagePath": r"\SystemRoot\System32\drivers\biontdrv.sys",
            },
            rf"{SERVICES}\disk": {"Type": 1, "Start": 0},
            rf"{SERVICES}\Spooler": {"Type": 16, "Start": 2},
        }
    )  # fmt: skip
    bio, left_behind = windows_drivers.vendor_drivers(Machine(tmp_path, registry))
    assert (bio.service, bio.start, bio.version, bio.state) == ("biontdrv", "manual", "1.3.0.0", "")
    assert len(bio.sha256) == 64
    assert (left_behind.service, Path(left_behind.file).name) == ("", "uimbus.sys")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", r"System32\drivers\x.sys"),
        (r"\SystemRoot\System32\drivers\a.sys", r"System32\drivers\a.sys"),
        (r"\??\D:\tools\a.sys", r"D:\tools\a.sys"),
        (r"C:\Windows\System32\a.sys", r"System32\a.sys"),
    ],
)
def test_where_a_driver_lies(written: str, meant: str) -> None:
    assert windows_drivers.image_path(written, "x") == meant


def test_programs_that_stand_in_the_way() -> None:
    antivirus = r"HKLM\SOFTWARE\Microsoft\Security Center\Provider\Av\{1}"
    registry = FakeRegistry(
        {
            rf"{UNINSTALL}\1": {"DisplayName": "Acronis True Image 2021", "Publisher": "Acronis"},
            rf"{UNINSTALL}\2": {"DisplayName": "Notepad++"},
            rf"{SERVICES}\veracrypt": {"Type": 1, "Start": 0},
            antivirus: {"DISPLAYNAME": "Windows Defender", "STATE": 397568},
        }
    )
    found = conflicts.conflicts(registry)
    assert [(c.kind, c.name, c.state) for c in found] == [
        ("backup", "Acronis True Image 2021", ""), ("encryption", "veracrypt", "boot"),
        ("antivirus", "Windows Defender", "on"),
    ]  # fmt: skip
    assert all(len(kind.why) > 20 for kind in conflicts.kinds())


def test_a_registry_without_anything_says_so_everywhere(tmp_path: Path) -> None:
    empty = FakeRegistry({})
    machine = Machine(tmp_path, empty)
    for read in (
        lambda: windows_system.os(empty), lambda: windows_boot.next_start(empty),
        lambda: windows_policy.driver_policy(empty), lambda: windows_filters.class_filters(empty),
        lambda: windows_filters.file_system_filters(empty), lambda: windows_updates.updates(empty),
        lambda: windows_controllers.controllers(empty), lambda: uninstall.programs(empty),
        lambda: conflicts.conflicts(empty), lambda: windows_drivers.vendor_drivers(machine),
        lambda: registered_products.registered(machine), lambda: windows_system.locale(empty),
    ):  # fmt: skip
        with pytest.raises(NotCollectedError) as caught:
            read()
        assert caught.value.status is Status.ABSENT
    assert View("32") is View.WOW
