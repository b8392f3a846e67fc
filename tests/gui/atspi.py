"""The accessibility interface (AT-SPI) as a screen reader uses it, over a plain bus connection.

jeepney speaks D-Bus in pure Python; keyring stands on it already. The names of interfaces, members
and roles are those of the AT-SPI 2 specification.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

WAIT_S = 120.0
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_STATES = {
    1: "active", 4: "checked", 7: "editable", 8: "enabled", 10: "expanded", 11: "focusable",
    12: "focused", 23: "selected", 24: "sensitive", 25: "showing", 30: "visible",
}  # fmt: skip
_FRAMES = ("filler", "panel", "layered pane", "scroll bar")
_TOLD = {"checked", "enabled", "focused", "selected"}
T = TypeVar("T")


class Gone(Exception):
    """The object, or the whole application, is not there any more."""


class Accessibility:
    """The bus of assistive technology, and what is on it."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def of_session(cls, address: str) -> Iterator[Accessibility]:
        """Asks the session bus at `address` for the accessibility bus, which starts it."""
        with open_dbus_connection(address) as session:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus"),
                "GetAddress",
            )
            reply = session.send_and_get_reply(asked, timeout=WAIT_S)
        with open_dbus_connection(str(reply.body[0])) as connection:
            yield cls(connection)

    def application(self, pid: int, alive: Callable[[], bool]) -> Accessible:
        """The application with this process id, as soon as it has registered and shows a window."""
        desktop = Accessible(self, "org.a11y.atspi.Registry", _ROOT)

        def found() -> Accessible | None:
            assert alive(), "the app has ended"
            for each in desktop.children():
                if self._pid(each.bus) == pid and _at_rest(pid) and each.children():
                    return each
            return None

        return wait_for(found, f"an application with process id {pid}")

    def call(self, bus: str, path: str, member: str, *arguments: Any, signature: str = "") -> Any:
        """Call `interface.Member`; the only or first value of the answer. Raises Gone."""
        interface, _, name = member.rpartition(".")
        address = DBusAddress(path, bus_name=bus, interface=interface)
        message = new_method_call(address, name, signature or None, arguments)
        reply = self._connection.send_and_get_reply(message, timeout=WAIT_S)
        if reply.header.message_type is MessageType.error:
            raise Gone(f"{member}: {reply.body}")
        return reply.body[0] if reply.body else None

    def listen(self, interface: str, member: str) -> Heard:
        """Note every signal of this kind from now on, as a screen reader does."""
        rule = MatchRule(type="signal", interface=interface, member=member)
        self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=WAIT_S)
        self.call(
            "org.a11y.atspi.Registry",
            "/org/a11y/atspi/registry",
            "org.a11y.atspi.Registry.RegisterEvent",
            f"{interface.rpartition('.')[2]}:{member}",
            signature="s",
        )
        return Heard(self._connection, rule)

    def _pid(self, bus: str) -> int:
        reply = self._connection.send_and_get_reply(
            message_bus.GetConnectionUnixProcessID(bus), timeout=WAIT_S
        )
        return int(reply.body[0]) if reply.header.message_type is MessageType.method_return else 0


def _at_rest(pid: int) -> bool:
    """Whether nothing in the process runs or is about to, for a fifth of a second.

    PySide 6.11 asks for the class of a widget without Python's lock: a question that comes while
    another thread imports the pages, just after the first paint, can end the app.
    """
    for _ in range(10):
        for thread in Path(f"/proc/{pid}/task").glob("*/stat"):
            with suppress(OSError):  # it has ended
                if thread.read_text().rpartition(") ")[2][0] in "RD":
                    return False
        time.sleep(0.02)
    return True


class Heard:
    """Signals of one kind since it was made."""

    def __init__(self, connection: DBusConnection, rule: MatchRule) -> None:
        self._heard: deque[Any] = deque()
        self._filter = connection.filter(rule, queue=self._heard)

    def bodies(self) -> list[Any]:
        """The bodies of all signals that have arrived; the call before has brought them in."""
        return [message.body for message in self._heard]


@dataclass(frozen=True, slots=True)
class Accessible:
    """One object that assistive technology sees."""

    on: Accessibility
    bus: str
    path: str

    @property
    def name(self) -> str:
        return str(self._property(f"{_ACCESSIBLE}.Name"))

    @property
    def description(self) -> str:
        return str(self._property(f"{_ACCESSIBLE}.Description"))

    @property
    def id(self) -> str:
        """The object names from the window down, with dots."""
        return str(self._property(f"{_ACCESSIBLE}.AccessibleId"))

    @property
    def role(self) -> str:
        return str(self.on.call(self.bus, self.path, f"{_ACCESSIBLE}.GetRoleName"))

    @property
    def states(self) -> set[str]:
        low, high = self.on.call(self.bus, self.path, f"{_ACCESSIBLE}.GetState")
        bits = low | high << 32
        return {name for bit, name in _STATES.items() if bits >> bit & 1}

    @property
    def text(self) -> str:
        """What stands in a field: its whole text."""
        interface = "org.a11y.atspi.Text"
        return str(self.on.call(self.bus, self.path, f"{interface}.GetText", 0, -1, signature="ii"))

    def children(self) -> list[Accessible]:
        found = self.on.call(self.bus, self.path, f"{_ACCESSIBLE}.GetChildren")
        return [Accessible(self.on, bus, path) for bus, path in found]

    def walk(self) -> Iterator[Accessible]:
        """This one and all that is in it and showing, in their order."""
        yield self
        for child in self.children():
            try:
                if "showing" in child.states:
                    yield from child.walk()
            except Gone:
                continue

    def find(self, role: str, name: str, *, wait_s: float = WAIT_S) -> Accessible:
        """The first showing object of this role whose name begins so; waits for it."""

        def found() -> Accessible | None:
            for each in self.walk():
                if each.role == role and each.name.startswith(name):
                    return each
            return None

        return wait_for(found, f"{role} {name!r}", self.outline, wait_s=wait_s)

    def has(self, role: str, name: str) -> bool:
        return any(each.role == role and each.name.startswith(name) for each in self.walk())

    def press(self, action: str = "") -> None:
        """Do the first action, or the one with this name: "Press", "Toggle", "SetFocus"."""
        interface = "org.a11y.atspi.Action"
        index = 0
        if action:
            there = [
                str(self.on.call(self.bus, self.path, f"{interface}.GetName", n, signature="i"))
                for n in range(int(self._property(f"{interface}.NActions")))
            ]
            assert action in there, f"{self.name} can {there}"
            index = there.index(action)
        self.on.call(self.bus, self.path, f"{interface}.DoAction", index, signature="i")

    def write(self, text: str) -> None:
        """Replace the text of a field."""
        member = "org.a11y.atspi.EditableText.SetTextContents"
        done = self.on.call(self.bus, self.path, member, text, signature="s")
        assert done, f"{self.name} does not take text"

    def focus(self) -> None:
        self.on.call(self.bus, self.path, "org.a11y.atspi.Component.GrabFocus")

    def outline(self) -> str:
        """What a person would be told, one object a line: for the message of a failing test."""
        lines = []
        try:
            for each in self.walk():
                with suppress(Gone):
                    if each.name or each.role not in _FRAMES:
                        lines.append(f"{each.role}: {each.name!r} {sorted(each.states & _TOLD)}")
        except Gone as error:
            lines.append(f"gone: {error}")
        return "\n".join(lines)

    def _property(self, name: str) -> Any:
        interface, _, member = name.rpartition(".")
        variant = self.on.call(
            self.bus, self.path, "org.freedesktop.DBus.Properties.Get", interface, member,
            signature="ss",
        )  # fmt: skip
        return variant[1]


def wait_for(
    look: Callable[[], T | None],
    what: str,
    outline: Callable[[], str] | None = None,
    *,
    wait_s: float = WAIT_S,
) -> T:
    """The first thing that `look` finds; looking is a call to another process, and paced by it."""
    ends = time.monotonic() + wait_s
    pause = 0.02
    while time.monotonic() < ends:
        try:
            if (found := look()) is not None:
                return found
        except Gone:
            pass
        time.sleep(pause)  # between two looks at another process
        pause = min(0.25, pause * 1.5)
    raise AssertionError(f"waited {wait_s:.0f} s for {what}\n{outline() if outline else ''}")
