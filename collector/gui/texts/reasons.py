"""Why an item is missing: the usual sentences of the evidence, in the person's language."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_PART = re.compile(r"\\{(\w+)\\}")  # of a sentence that was escaped


def gap_reason_words(reason: str) -> str:
    """A reason as it is said; one that is not known here stays in English, as it is."""
    known = reasons()
    if reason in known:
        return known[reason]
    for english, said in known.items():
        if "{" in english and (found := _pattern(english).fullmatch(reason)):
            parts = {name: _named(part) for name, part in found.groupdict().items()}
            return said.format(**parts)
    return reason


def _named(part: str) -> str:
    """What the evidence calls by no name of its own."""
    general = {
        "the folder": translate("Reasons", "the folder"),
        "the file": translate("Reasons", "the file"),
    }
    return general.get(part, part)


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile(_PART.sub(r"(?P<\1>.{1,300}?)", re.escape(english)))


def reasons() -> dict[str, str]:
    """Each sentence, its variable parts in braces, and how it is said; what begins
    with such a part fits most, and comes last."""
    return {
        "not there": translate("Reasons", "not there"),
        "it does not exist": translate("Reasons", "it does not exist"),
        "it cannot be read: {error}": translate("Reasons", "it cannot be read: {error}"),
        "the program {what} is not installed": translate(
            "Reasons", "the program {what} is not installed"
        ),
        "in use: another program lets nobody else read it": translate(
            "Reasons", "in use: another program lets nobody else read it"
        ),
        "the system refuses to let this account read it": translate(
            "Reasons", "the system refuses to let this account read it"
        ),
        "only Windows has such a folder": translate("Reasons", "only Windows has such a folder"),
        "only Windows has System Information": translate(
            "Reasons", "only Windows has System Information"
        ),
        "only Windows has a registry": translate("Reasons", "only Windows has a registry"),
        "only Windows keeps such a list": translate("Reasons", "only Windows keeps such a list"),
        "only Windows has such settings": translate("Reasons", "only Windows has such settings"),
        "only Windows has an event log": translate("Reasons", "only Windows has an event log"),
        "only Windows is started this way": translate(
            "Reasons", "only Windows is started this way"
        ),
        "only Windows writes such dumps": translate("Reasons", "only Windows writes such dumps"),
        "only Windows writes such logs": translate("Reasons", "only Windows writes such logs"),
        "only Windows has a device manager": translate(
            "Reasons", "only Windows has a device manager"
        ),
        "only Linux keeps such a log": translate("Reasons", "only Linux keeps such a log"),
        "only Linux has such packages": translate("Reasons", "only Linux has such packages"),
        "no package is known to stand in the way": translate(
            "Reasons", "no package is known to stand in the way"
        ),
        "no program is known to stand in the way": translate(
            "Reasons", "no program is known to stand in the way"
        ),
        "no installation of the vendor": translate("Reasons", "no installation of the vendor"),
        "no installed product was found": translate("Reasons", "no installed product was found"),
        "no program of the vendor is running": translate(
            "Reasons", "no program of the vendor is running"
        ),
        "no package of the vendor is installed": translate(
            "Reasons", "no package of the vendor is installed"
        ),
        "no module of the vendor is loaded": translate(
            "Reasons", "no module of the vendor is loaded"
        ),
        "no kernel driver names the vendor": translate(
            "Reasons", "no kernel driver names the vendor"
        ),
        "no language is set": translate("Reasons", "no language is set"),
        "no time zone is set": translate("Reasons", "no time zone is set"),
        "this system keeps no journal": translate("Reasons", "this system keeps no journal"),
        "the journal of the system is shown to administrators only": translate(
            "Reasons", "the journal of the system is shown to administrators only"
        ),
        "the kernel shows its log to administrators only (dmesg_restrict)": translate(
            "Reasons", "the kernel shows its log to administrators only (dmesg_restrict)"
        ),
        "this machine shows neither UEFI nor BIOS": translate(
            "Reasons", "this machine shows neither UEFI nor BIOS"
        ),
        "the disk sleeps, and is not woken": translate(
            "Reasons", "the disk sleeps, and is not woken"
        ),
        "there is no such device": translate("Reasons", "there is no such device"),
        "asking the device needs administrator rights": translate(
            "Reasons", "asking the device needs administrator rights"
        ),
        "asking a disk needs administrator rights": translate(
            "Reasons", "asking a disk needs administrator rights"
        ),
        "asking the disk itself needs administrator rights": translate(
            "Reasons", "asking the disk itself needs administrator rights"
        ),
        "reading a disk needs administrator rights": translate(
            "Reasons", "reading a disk needs administrator rights"
        ),
        "reading the device needs administrator rights": translate(
            "Reasons", "reading the device needs administrator rights"
        ),
        "the device holds no medium": translate("Reasons", "the device holds no medium"),
        "this Windows has no event log {channel}": translate(
            "Reasons", "this Windows has no event log {channel}"
        ),
        "this account may not read the event log {channel}": translate(
            "Reasons", "this account may not read the event log {channel}"
        ),
        "the registry has no such key": translate("Reasons", "the registry has no such key"),
        "this account may not read the registry key": translate(
            "Reasons", "this account may not read the registry key"
        ),
        "Windows tells administrators only": translate(
            "Reasons", "Windows tells administrators only"
        ),
        "no storage pool was made on this machine": translate(
            "Reasons", "no storage pool was made on this machine"
        ),
        "servicing lists no update": translate("Reasons", "servicing lists no update"),
        "there is no crash dump": translate("Reasons", "there is no crash dump"),
        "this machine shows no disk": translate("Reasons", "this machine shows no disk"),
        "no disk of this machine reports its health": translate(
            "Reasons", "no disk of this machine reports its health"
        ),
        "no Linux RAID is assembled": translate("Reasons", "no Linux RAID is assembled"),
        "the system does not say": translate("Reasons", "the system does not say"),
        "no report was saved": translate("Reasons", "no report was saved"),
        "not in the folders searched": translate("Reasons", "not in the folders searched"),
        "not found, but not every folder may be looked into by this user": translate(
            "Reasons", "not found, but not every folder may be looked into by this user"
        ),
        "no answer within {seconds} s": translate("Reasons", "no answer within {seconds} s"),
        "no log of an installation of a Paragon product": translate(
            "Reasons", "no log of an installation of a Paragon product"
        ),
        "a network share (or what may be one) is not touched": translate(
            "Reasons", "a network share (or what may be one) is not touched"
        ),
        "this system keeps no copy of the kernel log": translate(
            "Reasons", "this system keeps no copy of the kernel log"
        ),
        "the registry of a running system is asked, not its files": translate(
            "Reasons", "the registry of a running system is asked, not its files"
        ),
        "a network share or FUSE server did not answer within {seconds} s": translate(
            "Reasons", "a network share or FUSE server did not answer within {seconds} s"
        ),
        "the registry key cannot be read: {error}": translate(
            "Reasons", "the registry key cannot be read: {error}"
        ),
        "the folder cannot be read: {error}": translate(
            "Reasons", "the folder cannot be read: {error}"
        ),
        "the hive {name} cannot be read: {error}": translate(
            "Reasons", "the hive {name} cannot be read: {error}"
        ),
        "the disks cannot be listed: {error}": translate(
            "Reasons", "the disks cannot be listed: {error}"
        ),
        "it cannot be looked for: {error}": translate(
            "Reasons", "it cannot be looked for: {error}"
        ),
        "they cannot be looked for: {error}": translate(
            "Reasons", "they cannot be looked for: {error}"
        ),
        "not read on {system} yet": translate("Reasons", "not read on {system} yet"),
        "not read on {system}": translate("Reasons", "not read on {system}"),
        "volumes are not read on {system} yet": translate(
            "Reasons", "volumes are not read on {system} yet"
        ),
        "controllers are not read on {system} yet": translate(
            "Reasons", "controllers are not read on {system} yet"
        ),
        "drivers are not read on {system} yet": translate(
            "Reasons", "drivers are not read on {system} yet"
        ),
        "no os-release": translate("Reasons", "no os-release"),
        "no program of the vendor under another name": translate(
            "Reasons", "no program of the vendor under another name"
        ),
        "only programs of a running Windows are looked at": translate(
            "Reasons", "only programs of a running Windows are looked at"
        ),
        "the vendor keeps no data for all users here": translate(
            "Reasons", "the vendor keeps no data for all users here"
        ),
        "nobody here knows the health of this disk": translate(
            "Reasons", "nobody here knows the health of this disk"
        ),
        "the driver of the device does not answer this": translate(
            "Reasons", "the driver of the device does not answer this"
        ),
        "no Uninstall key names the vendor": translate(
            "Reasons", "no Uninstall key names the vendor"
        ),
        "no device is a storage or USB controller": translate(
            "Reasons", "no device is a storage or USB controller"
        ),
        "no service belongs to a group of file system filters": translate(
            "Reasons", "no service belongs to a group of file system filters"
        ),
        "Windows has no device files": translate("Reasons", "Windows has no device files"),
        "only Windows can be asked for its firmware type": translate(
            "Reasons", "only Windows can be asked for its firmware type"
        ),
        "the firmware names no manufacturer": translate(
            "Reasons", "the firmware names no manufacturer"
        ),
        "this Windows has no storage management": translate(
            "Reasons", "this Windows has no storage management"
        ),
        "Windows tells this account of no pool at all": translate(
            "Reasons", "Windows tells this account of no pool at all"
        ),
        "storage pools are told by a running Windows only": translate(
            "Reasons", "storage pools are told by a running Windows only"
        ),
        "Windows keeps no load averages": translate("Reasons", "Windows keeps no load averages"),
        "System Information is not installed": translate(
            "Reasons", "System Information is not installed"
        ),
        "arrays of a running Linux only": translate("Reasons", "arrays of a running Linux only"),
        "read from a running system only": translate("Reasons", "read from a running system only"),
        "no disk is part of an array, a pool or a group, as far as the system tells": translate(
            "Reasons", "no disk is part of an array, a pool or a group, as far as the system tells"
        ),
        "nothing that is mounted, and no job or log of a product, names a server": translate(
            "Reasons", "nothing that is mounted, and no job or log of a product, names a server"
        ),
        "the system lets not even administrators read disks here, as in a container": translate(
            "Reasons", "the system lets not even administrators read disks here, as in a container"
        ),
        "{what} does not exist": translate("Reasons", "{what} does not exist"),
        "{what} may not be read by this user": translate(
            "Reasons", "{what} may not be read by this user"
        ),
        "{what} cannot be read: {error}": translate("Reasons", "{what} cannot be read: {error}"),
        "{what} may not be run by this account": translate(
            "Reasons", "{what} may not be run by this account"
        ),
        "{name} answers administrators only": translate(
            "Reasons", "{name} answers administrators only"
        ),
        "{name} can be asked on a running Windows only": translate(
            "Reasons", "{name} can be asked on a running Windows only"
        ),
    }
