"""What is read only if a person asks for it: its sources, and what is personal in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from collector.gui.texts import rights

translate = QCoreApplication.translate


def reads() -> dict[str, str]:
    """What each probe reads that runs on request only, by its id."""
    return {
        **rights.reads(),
        "system_information": translate(
            "Probes",
            "The report that System Information of Windows saves (File, Save): hardware, drivers, "
            "services, running programs, environment variables and network connections. It takes "
            "minutes, so it is made on request only.",
        ),
        "network_target": translate(
            "Probes",
            "The names of servers in what is mounted, in network drives, and in jobs and logs of "
            "Paragon products. Of at most eight of them it asks for the address and whether they "
            "answer on the ports of file shares (such as 445 and 2049), within seconds. No share "
            "is opened, and no password is used.",
        ),
    }


def personals() -> dict[str, str]:
    """What is personal in it, by the id of the probe."""
    return {
        "boot_sectors": translate(
            "Probes",
            "Serial numbers and identifiers of disks and volumes, names that you gave to "
            "partitions and volumes; where a table is damaged, also a sector of something else. "
            "These are bytes, not text: nothing in them can be hidden.",
        ),
        "crash_dump_files": translate(
            "Probes",
            "High risk: a dump is a piece of the memory at the moment of the crash. It may hold "
            "anything that was in use then, such as names, parts of documents, or passwords. It "
            "is not text: nothing in it can be hidden.",
        ),
        "system_information": translate(
            "Probes",
            "Names of the account and the computer, environment variables, running programs, "
            "network addresses. What is known or recognised is replaced by pseudonyms.",
        ),
        "network_target": translate(
            "Probes",
            "Names and addresses of servers. They are replaced by pseudonyms. The servers and the "
            "network may note that they were asked.",
        ),
    }
