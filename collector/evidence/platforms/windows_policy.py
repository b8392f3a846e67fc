"""Which kernel drivers Windows lets in: block list, memory integrity, Secure Boot, test signing."""

from __future__ import annotations

from dataclasses import dataclass

from collector.evidence.outcome import absent
from collector.evidence.platforms.registry import Registry, lookup, machine_number, machine_text
from collector.evidence.platforms.windows_system import CONTROL, secure_boot

_CONFIG = CONTROL + r"\CI\Config"
_GUARD = CONTROL + r"\DeviceGuard"
_HVCI = _GUARD + r"\Scenarios\HypervisorEnforcedCodeIntegrity"
_POLICY = CONTROL + r"\CI\Policy"
# SYSTEM_CODEINTEGRITY_INFORMATION.CodeIntegrityOptions, as Microsoft documents it
_ENABLED, _TEST_SIGNING, _HVCI_RUNS, _HVCI_AUDIT = 0x1, 0x2, 0x400, 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverPolicy:
    """As it is set; None where nothing is set and the default of that Windows holds (the block
    list is on by default since Windows 11 22H2)."""

    blocklist: bool | None
    memory_integrity: bool | None
    virtualization_based_security: bool | None
    smart_app_control: int | None
    secure_boot: bool | None
    test_signing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeIntegrity:
    """As it is in force at this moment, by the kernel's own answer; `options` are its bits."""

    enforced: bool
    test_signing: bool
    memory_integrity: bool
    audit_only: bool
    options: int


def driver_policy(registry: Registry) -> DriverPolicy:
    """Raises NotCollectedError (absent) where the registry has no settings of a Windows."""
    if lookup(registry, CONTROL) is None:
        raise absent("the registry holds no settings of the kernel", "HKLM\\" + CONTROL)
    options = machine_text(registry, CONTROL, "SystemStartOptions").upper().split()
    return DriverPolicy(
        blocklist=_flag(registry, _CONFIG, "VulnerableDriverBlocklistEnable"),
        memory_integrity=_flag(registry, _HVCI, "Enabled"),
        virtualization_based_security=_flag(registry, _GUARD, "EnableVirtualizationBasedSecurity"),
        smart_app_control=machine_number(registry, _POLICY, "VerifiedAndReputablePolicyState"),
        secure_boot=secure_boot(registry),
        test_signing="TESTSIGNING" in options,
    )


def _flag(registry: Registry, path: str, name: str) -> bool | None:
    found = machine_number(registry, path, name)
    return None if found is None else bool(found)


def code_integrity(options: int) -> CodeIntegrity:
    """What the bits mean that NtQuerySystemInformation answers."""
    return CodeIntegrity(
        enforced=bool(options & _ENABLED),
        test_signing=bool(options & _TEST_SIGNING),
        memory_integrity=bool(options & _HVCI_RUNS),
        audit_only=bool(options & _HVCI_AUDIT),
        options=options,
    )
