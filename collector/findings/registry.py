"""Every rule there is, by the module that holds it; the order is that of the answers."""

from __future__ import annotations

import importlib
from functools import cache

from collector.findings.model import Rule, Text

PACKAGE = "collector.findings.rules"
MODULES = (
    "disk_smart", "disk_events", "disk_kernel", "raid_degraded", "storage_pool_unhealthy",
    "disk_signature",
    "partition_table", "file_system_dirty", "driver_blocked", "operation_failed",
    "operation_planned", "restart_pending", "space_low", "vss_writers", "recovery_media",
    "boot_entry", "volume_encrypted", "disk_dynamic", "products_side_by_side", "product_support",
    "product_build", "partition_alignment", "conflicts", "clock", "disk_health_unknown",
    "logs_missing", "collection_incomplete",
)  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(importlib.import_module(f"{PACKAGE}.{name}").RULE for name in MODULES)


def texts() -> dict[str, Text]:
    """The words of every finding, by its id."""
    return {text.id: text for rule in rules() for text in rule.texts}
