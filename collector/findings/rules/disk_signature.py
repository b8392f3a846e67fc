"""Two disks with one signature: Windows takes one of them offline, and boot entries lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import Layout, Part, disks, layouts

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
    by_signature: defaultdict[str, list[Layout]] = defaultdict(list)
    for layout in layouts(case):
        if layout.disk_id.strip("0-"):
            by_signature[layout.disk_id].append(layout)
    serials = {disk.name: _identity(disk) for disk in disks(case)}
    for signature, found in sorted(by_signature.items()):
        one_of_each = {serials.get(each.name) or each.name: each for each in found}
        if len(one_of_each) > 1:
            yield SAME.finding(
                *(each.whole for each in found),
                disks=" and ".join(each.name for each in one_of_each.values()),
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
    reads=("partitions", "disks"),
    together=("partitions", "disks"),
)
