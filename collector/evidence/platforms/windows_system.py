"""What the registry says of a Windows as a whole, of one that runs and of one that does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from collector.evidence.outcome import absent
from collector.evidence.platforms.facts import Account, Locale, OperatingSystem
from collector.evidence.platforms.registry import (
    Registry,
    Root,
    lookup,
    machine_number,
    machine_text,
    number,
    text,
    value,
)

VERSION = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
CONTROL = r"SYSTEM\CurrentControlSet\Control"
_PROFILES = VERSION + r"\ProfileList"
_TCPIP = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"
_FIRST_WINDOWS_11 = 22_000
_PERSON = ("S-1-5-21-", "S-1-12-1-")  # local and domain accounts, accounts of the cloud
_ARCHITECTURES = {"amd64": "x64", "arm64": "arm64", "x86": "x86"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """`edition` as Windows names it ("Professional"); `kind` "Client", "Server", "WindowsPE";
    `installed_at` UTC, ISO 8601, of the last upgrade; `branch` the build lab."""

    edition: str
    kind: str
    installed_at: str
    system_root: str
    branch: str


def os(registry: Registry) -> OperatingSystem:
    """Raises NotCollectedError (absent) where the registry has no such Windows."""
    key = registry.open(Root.MACHINE, VERSION)
    build = text(key, "CurrentBuild") or text(key, "CurrentBuildNumber")
    major, minor = (
        number(key, "CurrentMajorVersionNumber"),
        number(key, "CurrentMinorVersionNumber"),
    )
    version = f"{major}.{minor}" if major is not None else text(key, "CurrentVersion")
    return OperatingSystem(
        family="windows",
        name=_product(text(key, "ProductName"), build),
        version=text(key, "DisplayVersion") or text(key, "ReleaseId") or text(key, "CSDVersion"),
        build=".".join(part for part in (build, text(key, "UBR")) if part),
        kernel=".".join(part for part in (version, build) if part),
        architecture=architecture(registry),
    )


def _product(name: str, build: str) -> str:
    """Windows 11 goes on calling itself Windows 10 in its registry; its build tells."""
    if build.isdecimal() and int(build) >= _FIRST_WINDOWS_11:
        return name.replace("Windows 10", "Windows 11")
    return name or "Windows"


def architecture(registry: Registry) -> str:
    path = CONTROL + r"\Session Manager\Environment"
    named = machine_text(registry, path, "PROCESSOR_ARCHITECTURE")
    return _ARCHITECTURES.get(named.lower(), named)


def release(registry: Registry) -> Release:
    key = registry.open(Root.MACHINE, VERSION)
    seconds = number(key, "InstallDate")
    return Release(
        edition=text(key, "EditionID"),
        kind=text(key, "InstallationType"),
        installed_at=_moment(seconds),
        system_root=text(key, "SystemRoot"),
        branch=text(key, "BuildLabEx") or text(key, "BuildLab"),
    )


def _moment(seconds: int | None) -> str:
    if not seconds or not 0 < seconds < 2**33:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def code_pages(registry: Registry) -> tuple[str, ...]:
    """ANSI first, then OEM ("cp1252", "cp850"): those in which its programs write logs."""
    key = lookup(registry, CONTROL + r"\Nls\CodePage")
    pages = [text(key, name) for name in ("ACP", "OEMCP")] if key else []
    return tuple(f"cp{page}" for page in dict.fromkeys(pages) if page.isdecimal())


def locale(registry: Registry) -> Locale:
    """The language that Windows was installed with, and its code pages."""
    key = lookup(registry, CONTROL + r"\Nls\Language")
    installed = text(key, "InstallLanguage") if key else ""
    pages = code_pages(registry)
    if not installed and not pages:
        raise absent("the registry names no language", "HKLM\\" + CONTROL + r"\Nls")
    return Locale(
        language=_tag(registry, installed), encoding=pages[0] if pages else "", code_pages=pages
    )


def _tag(registry: Registry, number_: str) -> str:
    """ "0407" → "de-DE": the languages that Windows knows stand beside it."""
    names = lookup(registry, r"SOFTWARE\Classes\MIME\Database\Rfc1766")
    found = text(names, number_) if names else ""
    return found.partition(";")[0] or number_


def time_zone_name(registry: Registry) -> str:
    path = CONTROL + r"\TimeZoneInformation"
    named = machine_text(registry, path, "TimeZoneKeyName").partition("\0")[0]
    return named or machine_text(registry, path, "StandardName")


def time_zone_offset(registry: Registry) -> int | None:
    """Minutes east of UTC as Windows last applied them (`ActiveTimeBias`, daylight included)."""
    bias = machine_number(registry, CONTROL + r"\TimeZoneInformation", "ActiveTimeBias")
    if bias is None:
        return None
    signed = bias - 2**32 if bias >= 2**31 else bias
    return -signed if abs(signed) <= 24 * 60 else None


def host_names(registry: Registry) -> tuple[str, ...]:
    """The computer's name, its host name, and the domains that it is in."""
    computer = CONTROL + r"\ComputerName\ComputerName"
    wanted = ((computer, "ComputerName"), (_TCPIP, "Hostname"), (_TCPIP, "NV Hostname"),
              (_TCPIP, "Domain"), (_TCPIP, "NV Domain"), (_TCPIP, "DhcpDomain"))  # fmt: skip
    found = (machine_text(registry, path, name) for path, name in wanted)
    return tuple(dict.fromkeys(each for each in found if each))


def accounts(registry: Registry) -> tuple[Account, ...]:
    """People with a profile, by the folder of each; and those whom setup was told of."""
    people: dict[str, Account] = {}
    for each in (*_profiles(registry), *_owners(registry)):
        known = people.get(each.name, each)  # an owner's entry names no profile
        full_name = known.full_name or each.full_name
        people[each.name] = replace(
            known, full_name=full_name, profile=known.profile or each.profile
        )
    return tuple(people.values())


def _profiles(registry: Registry) -> Iterator[Account]:
    profiles = lookup(registry, _PROFILES)
    for sid in profiles.subkeys() if profiles else ():
        key = lookup(registry, f"{_PROFILES}\\{sid}") if sid.startswith(_PERSON) else None
        folder = text(key, "ProfileImagePath") if key else ""
        name = folder.replace("/", "\\").rstrip("\\").rpartition("\\")[2]
        if name:
            yield Account(name=name, profile=folder)


def _owners(registry: Registry) -> Iterator[Account]:
    key = lookup(registry, VERSION)
    owner = text(key, "RegisteredOwner") if key else ""
    if owner and owner.lower() not in ("user", "owner", "windows user", "microsoft", "admin"):
        yield Account(name=owner, full_name=owner)
    last = lookup(registry, r"SOFTWARE\Microsoft\Windows\CurrentVersion\Authentication\LogonUI")
    shown = text(last, "LastLoggedOnDisplayName") if last else ""
    user = (text(last, "LastLoggedOnSAMUser") if last else "").rpartition("\\")[2]
    if user:
        yield Account(name=user, full_name=shown)


def sids(registry: Registry) -> tuple[str, ...]:
    """Security identifiers of people with a profile."""
    key = lookup(registry, _PROFILES)
    return tuple(sid for sid in (key.subkeys() if key else ()) if sid.startswith(_PERSON))


def secure_boot(registry: Registry) -> bool | None:
    """As Windows found it at its start; None where it does not say (BIOS)."""
    found = machine_number(registry, CONTROL + r"\SecureBoot\State", "UEFISecureBootEnabled")
    return None if found is None else bool(found)


def has_value(registry: Registry, path: str, name: str) -> bool:
    key = lookup(registry, path)
    return key is not None and value(key, name) is not None
