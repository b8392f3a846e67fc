"""The registry of a Windows that does not run: its hives, behind the live one's interface.

A hive is opened when it is asked for, its logs are laid over it in memory, and nothing is written.
SAM and SECURITY hold secrets and are never opened.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from collector.evidence.formats.hive import Condition, DamagedError, Hive, Node, NotAHiveError
from collector.evidence.formats.hive_log import MAX_LOG
from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError, absent, refused
from collector.evidence.platforms.registry import MAX_SUBKEYS, Key, Root, Value, View

_CONFIG = "/Windows/System32/config/"
MACHINE_HIVES = {"SOFTWARE": _CONFIG + "SOFTWARE", "SYSTEM": _CONFIG + "SYSTEM"}
BCD = "BCD00000000"
BCD_PLACES = ("/Boot/BCD", "/EFI/Microsoft/Boot/BCD")
_SECRET = ("SAM", "SECURITY")
_LOGS = (".LOG", ".LOG1", ".LOG2")
_PROFILES = r"Microsoft\Windows NT\CurrentVersion\ProfileList"
_PEOPLE = ("S-1-5-21-", "S-1-12-1-")
_MAX_OPEN = 64
_STRINGS, _NUMBERS, _BIG_ENDIAN, _MULTI = (1, 2, 6), (4, 11), 5, 7


@dataclass(slots=True)
class Opened:
    """A hive and where it lies; `fault` says why it could not be opened."""

    place: str
    hive: Hive | None = None
    fault: tuple[Status, str, tuple[str, ...]] = (Status.ABSENT, "the hive is not there", ())

    @property
    def condition(self) -> Condition | None:
        return self.hive.condition if self.hive else None

    def why(self) -> NotCollectedError:
        """A fresh error at each call: one that was raised holds on to whoever raised it."""
        status, reason, searched = self.fault
        return NotCollectedError(status, reason, searched=searched)


@dataclass(slots=True)
class OfflineRegistry:
    """`path` resolves the tree's own paths; `root` is where it is mounted (nothing outside is
    opened); `boot_places` are further places of the BCD hive (another partition)."""

    path: Callable[[str], Path]
    root: Path | None
    _hives: dict[str, Opened] = field(default_factory=dict, init=False)
    _nodes: dict[tuple[str, str], Node] = field(default_factory=dict, init=False)

    def open(self, root: Root, path: str, view: View = View.NATIVE) -> Key:
        opened, inner = self._placed(root, path.strip("\\"), view)
        if opened.hive is None:
            raise opened.why()
        return OfflineKey(self._node(opened, inner), opened, f"{root.value}\\{path}", self)

    def users(self) -> tuple[str, ...]:
        try:
            known = self.open(Root.MACHINE, "SOFTWARE\\" + _PROFILES).subkeys()
        except NotCollectedError:
            return ()
        return tuple(sid for sid in known if sid.startswith(_PEOPLE))[:_MAX_OPEN]

    def condition(self, root: Root, name: str) -> Opened:
        """How the hive was found that holds `SOFTWARE`, `SYSTEM`, the BCD, or a user's SID."""
        return self._placed(root, name, View.NATIVE)[0]

    def close(self) -> None:
        for opened in self._hives.values():
            if opened.hive is not None:
                opened.hive.close()
        self._hives.clear()
        self._nodes.clear()

    # where a path lies ---------------------------------------------------------------------------

    def _placed(self, root: Root, path: str, view: View) -> tuple[Opened, str]:
        top, _, rest = path.partition("\\")
        if root is Root.USERS:
            return self._hive(self._user_hive(top)), rest
        name = top.upper()
        if name in _SECRET:
            raise refused("this hive holds secrets and is never opened")
        if name == BCD.upper():
            return self._boot_hive(), rest
        if name not in MACHINE_HIVES:
            raise absent("a Windows that does not run has no such hive", f"HKLM\\{top}")
        opened = self._hive((MACHINE_HIVES[name],))
        if name == "SYSTEM":
            rest = self._current(opened, rest)
        elif view is View.WOW and rest:
            rest = "Wow6432Node\\" + rest
        return opened, rest

    def _current(self, opened: Opened, rest: str) -> str:
        """The set that Windows was started with last stands for `CurrentControlSet`."""
        first, _, below = rest.partition("\\")
        if first.upper() != "CURRENTCONTROLSET" or opened.hive is None:
            return rest
        number = 1
        with suppress(NotCollectedError):
            found = _plain_values(self._node(opened, "Select")).get("Current")
            number = found if isinstance(found, int) and 0 < found < 1000 else 1
        return f"ControlSet{number:03d}\\{below}".rstrip("\\")

    def _user_hive(self, sid: str) -> tuple[str, ...]:
        from collector.evidence.platforms.registry import lookup, text

        profile = lookup(self, f"SOFTWARE\\{_PROFILES}\\{sid}")
        if profile is None:
            raise absent("Windows knows no such account", f"HKU\\{sid}")
        folder = text(profile, "ProfileImagePath").replace("%SystemDrive%", "C:")
        if folder[1:2] == ":" and folder[:1].upper() != self._letter():
            raise absent(f"the profile lies on drive {folder[:2]}, not on that of Windows")
        return (folder.replace("\\", "/").rstrip("/") + "/NTUSER.DAT",)

    def _letter(self) -> str:
        """The letter that this Windows calls its own drive."""
        from collector.evidence.platforms.registry import machine_text

        version = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
        return (machine_text(self, version, "SystemRoot") or "C")[:1].upper()

    def _boot_hive(self) -> Opened:
        return self._hive(BCD_PLACES)

    # hives ---------------------------------------------------------------------------------------

    def _hive(self, places: tuple[str, ...]) -> Opened:
        """The first of `places` that is there; each is opened once."""
        opened = Opened(places[0])
        for place in places:
            opened = self._hives.get(place) or self._load(place)
            self._hives[place] = opened
            if opened.hive is not None or opened.fault[0] is not Status.ABSENT:
                return opened
        return opened

    def _load(self, place: str) -> Opened:
        opened = Opened(place)
        try:
            path = self.path(place)
            file = open_regular(path, self.root)
            try:
                size = file.seek(0, 2)
                file.seek(0)
                opened.hive = Hive(file, size, list(self._logs(place)))
            except BaseException:
                file.close()
                raise
        except NotCollectedError as error:
            opened.fault = (error.status, error.reason, error.searched)
        except (NotAHiveError, DamagedError, OSError, struct.error) as error:
            reason = f"the hive {place.rpartition('/')[2]} cannot be read: {error}"
            opened.fault = (Status.FAILED, reason, ())
        return opened

    def _logs(self, place: str) -> Iterable[bytes]:
        for suffix in _LOGS:
            with (
                suppress(NotCollectedError, OSError),
                open_regular(self.path(place + suffix), self.root) as file,
            ):
                yield file.read(MAX_LOG)

    def _node(self, opened: Opened, path: str) -> Node:
        known = self._nodes.get((opened.place, path.casefold()))
        if known is not None:
            return known
        node = self._found(opened, path)
        if len(self._nodes) < 5_000:
            self._nodes[opened.place, path.casefold()] = node
        return node

    def _found(self, opened: Opened, path: str) -> Node:
        assert opened.hive is not None  # noqa: S101 - callers have looked
        before = opened.hive.condition.damaged
        where = f"the hive {opened.place.rpartition('/')[2]} is damaged"
        try:
            if not path:
                return opened.hive.root()
            above, _, name = path.rpartition("\\")
            found = self._node(opened, above).child(name)
        except (DamagedError, OSError, struct.error) as error:
            opened.hive.condition.damaged += 1
            raise NotCollectedError(Status.FAILED, f"{where}: {error}") from error
        if found is not None:
            return found
        if opened.hive.condition.damaged > before:
            raise NotCollectedError(Status.FAILED, f"{where} where the key would stand")
        raise absent("the registry has no such key", path)


@dataclass(slots=True)
class OfflineKey:
    """One key of a hive. What is damaged in it is left out, and counted in the hive's condition."""

    node: Node
    opened: Opened
    path: str
    registry: OfflineRegistry

    @property
    def name(self) -> str:
        return self.path.rpartition("\\")[2]

    def values(self) -> Mapping[str, Value]:
        return _plain_values(self.node)

    def subkeys(self) -> tuple[str, ...]:
        found: list[str] = []
        for name, _ in self.node.names():
            found.append(name)
            if len(found) >= MAX_SUBKEYS:
                break
        return tuple(found)


def _plain_values(node: Node) -> dict[str, Value]:
    return {name: _plain(kind, data) for name, kind, data in node.values()}


def _plain(kind: int, data: bytes) -> Value:
    if kind in _STRINGS:
        return data.decode("utf-16-le", "replace").partition("\0")[0]
    if kind in _NUMBERS:
        return int.from_bytes(data[:8], "little")
    if kind == _BIG_ENDIAN:
        return int.from_bytes(data[:4], "big")
    if kind == _MULTI:
        text = data.decode("utf-16-le", "replace")
        return tuple(part for part in text.split("\0") if part)
    return data
