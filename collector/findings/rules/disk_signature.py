"""Two disks with one signature: Windows takes one of them offline, and boot entries lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import Part, disks, tables

SAME = Text(
    id="disk-same-signature",
    severity=Severity.ERROR,
    customer="The disks {disks} have the same signature, as after a copy. Windows can use only one "
    "of them.",
    engineer="{disks} carry the signature {signature}.",
    advice="Disconnect one of the two disks before you start Windows or work on partitions. Do not "
    "start from a copy while the original is connected.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    by_signature: defaultdict[str, list[Part]] = defaultdict(list)
    for table in tables(case):
        signature = tree.text(table.row.get("disk_id")).strip("{}").casefold()
        if signature.strip("0-"):
            by_signature[signature].append(table)
    serials = {disk.name: _identity(disk) for disk in disks(case)}
    for signature, found in sorted(by_signature.items()):
        one_of_each = {serials.get(table.name) or table.name: table for table in found}
        if len(one_of_each) > 1:
            yield SAME.finding(
                *(table.cite for table in found),
                disks=" and ".join(table.name for table in one_of_each.values()),
                signature=signature,
            )  # fmt: skip


def _identity(disk: Part) -> str:
    """Of the device: one disk may be reached on two paths, or lie below a RAID."""
    below = tree.texts(disk.row.get("on_top_of"))
    own = tree.text(disk.row.get("wwn")) or tree.text(disk.row.get("serial"))
    return below[0] if below else own


RULE = Rule(
    id="disk_signature",
    looks_for="two disks with one signature or GUID",
    texts=(SAME,),
    look=look,
)
