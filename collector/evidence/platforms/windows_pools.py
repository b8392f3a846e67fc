"""Storage Spaces of a running Windows, asked through its own PowerShell.

Pools are told by Windows' storage management (WMI) alone; the control codes beside it are not
documented. PowerShell is there on every Windows that has pools, needs no library, runs in a
process that can be ended, and returns numbers where the Storage module is not loaded: CIM
instances are asked for, not `Get-StoragePool`, whose answers are words. Libraries for WMI
(comtypes, pywin32) bring COM without types into our own process, where a call that hangs cannot
be ended. It was tried with recorded answers only: there are no pools where the tests run.
"""

from __future__ import annotations

from collector.evidence.formats import storage_pools
from collector.evidence.formats.console_blocks import decode
from collector.evidence.formats.storage_pools import Answer, NotPoolsError, Pool
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, not_applicable, refused
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_console import REFUSALS, pages

SECONDS = 60.0
_PROGRAM = ("System32", "WindowsPowerShell", "v1.0", "powershell.exe")
_NO_NAMESPACE = (3, 5)  # MI_RESULT_INVALID_NAMESPACE, _INVALID_CLASS: before Windows 8
_ACCESS_DENIED = 2

_STATE = "FriendlyName,HealthStatus,OperationalStatus,Size"
_POOL = f"{_STATE},AllocatedSize,IsReadOnly,ReadOnlyReason,IsClustered,Version"
_DISK = f"{_STATE},DeviceId,Usage,MediaType"
_VIRTUAL = (
    f"{_STATE},ResiliencySettingName,PhysicalDiskRedundancy,NumberOfDataCopies,NumberOfColumns,"
    "Interleave,ProvisioningType,FootprintOnPool,DetachedReason,IsManualAttach"
)
# Modules are taken from Windows' own folder only: that of the account comes first otherwise, and
# this may run with more rights. No double quotes: each layer of a command line reads them anew.
SCRIPT = " ".join(
    f"""
$ErrorActionPreference = 'Stop';
$env:PSModulePath = $PSHOME + '\\Modules';
try {{ [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false }} catch {{ }};
function near($one, $class) {{
  try {{ Get-CimAssociatedInstance -InputObject $one -ResultClassName $class }}
  catch {{ $global:missed = $true }}
}};
try {{
  $all = @(Get-CimInstance -Namespace root/Microsoft/Windows/Storage -ClassName MSFT_StoragePool
    -OperationTimeoutSec 40);
  $pools = @($all | Where-Object {{ -not $_.IsPrimordial }} | ForEach-Object {{
    $pool = $_;
    $global:missed = $false;
    $disks = @(near $pool MSFT_PhysicalDisk | Select-Object {_DISK});
    $virtual = @(near $pool MSFT_VirtualDisk | ForEach-Object {{
      $disk = $_;
      $on = @(near $disk MSFT_PhysicalDisk | ForEach-Object {{ $_.DeviceId }});
      $number = @(near $disk MSFT_Disk | ForEach-Object {{ $_.Number }});
      $disk | Select-Object {_VIRTUAL},@{{n='on';e={{$on}}}},@{{n='number';e={{$number}}}}
    }});
    $pool | Select-Object {_POOL},@{{n='disks';e={{$disks}}}},@{{n='virtual';e={{$virtual}}}},
      @{{n='missed';e={{$global:missed}}}}
  }});
  $answer = @{{ seen = $all.Count; pools = $pools }}
}} catch {{
  $fault = $_.Exception;
  $answer = @{{ error = @{{ code = [int]$fault.NativeErrorCode; said = $fault.Message }} }}
}};
ConvertTo-Json $answer -Depth 6 -Compress
""".split()
)


def pools(machine: Machine) -> tuple[Pool, ...]:
    """Every pool but the one of free disks, which is none.

    Raises NotCollectedError: refused (also where an account without more rights is told of no
    pool at all, not even that one), absent, timed out, failed, not applicable.
    """
    if machine.platform != "windows" or not machine.live:
        raise not_applicable("storage pools are told by a running Windows only")
    program = str(machine.system_folder().joinpath(*_PROGRAM))
    argv = (program, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", SCRIPT)
    said = decode(machine.ask(argv, SECONDS, REFUSALS), pages(machine))
    try:
        answer = storage_pools.parse(said)
    except NotPoolsError as error:
        raise NotCollectedError(Status.FAILED, f"what PowerShell printed: {error}") from error
    if answer.error is not None:
        raise _fault(answer)
    if not answer.seen and not _admin(machine):
        raise refused("Windows tells this account of no pool at all")
    if not answer.pools:
        raise absent("no storage pool was made on this machine")
    return answer.pools


def _fault(answer: Answer) -> NotCollectedError:
    if answer.error == _ACCESS_DENIED:
        return refused("Windows tells administrators only")
    if answer.error in _NO_NAMESPACE:
        return absent("this Windows has no storage management")
    return NotCollectedError(Status.FAILED, f"storage management: {answer.error} {answer.said}")


def _admin(machine: Machine) -> bool:
    try:
        return machine.admin()
    except (OSError, RuntimeError):
        return False
