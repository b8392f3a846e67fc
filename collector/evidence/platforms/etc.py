"""What the configuration of a Linux system says, of this one or of a tree.

Every function takes `place`: where an absolute path of that system lies for us.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.facts import Account, Locale
from collector.evidence.platforms.files import listing, read_text, shown, word

Place = Callable[[str], Path]

_FIRST_PERSON, _LAST_PERSON = 1000, 60_000  # login.defs: below and above are services
_MAX_ACCOUNTS = 5_000
_NO_LOGIN = ("nologin", "false", "sync", "halt", "shutdown")
_DULL_HOSTS = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "(none)")


def assignments(text: str) -> dict[str, str]:
    """KEY=value lines as in os-release and locale.conf; a line that is none is passed over."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key, sign, value = line.strip().partition("=")
        if not sign or not re.fullmatch(r"[A-Za-z_]\w*", key):
            continue
        try:
            found[key] = "".join(shlex.split(value, comments=True)[:1])
        except ValueError:
            found[key] = value.strip("\"'")
    return found


def os_release(place: Place) -> dict[str, str]:
    """Raises NotCollectedError (absent) where neither of its two places holds it."""
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            return assignments(read_text(place(path)))
        except NotCollectedError:
            continue
    raise absent("no os-release", "/etc/os-release", "/usr/lib/os-release")


def locale(place: Place) -> Locale:
    """The language that the system was set up with."""
    searched = ("/etc/locale.conf", "/etc/default/locale")
    for path in searched:
        try:
            found = assignments(read_text(place(path)))
        except NotCollectedError:
            continue
        value = found.get("LC_ALL") or found.get("LANG")
        if value:
            language, _, encoding = value.partition(".")
            return Locale(language=language, encoding=encoding)
    raise absent("no language is set", *searched)


def zone_name(place: Place) -> str:
    """The name of the time zone ("Europe/Berlin"); empty where nothing says it."""
    try:
        target = os.readlink(place("/etc") / "localtime")
        _, found, name = target.partition("zoneinfo/")
        if found:
            return name
    except (OSError, NotCollectedError):
        pass
    try:
        return word(place("/etc/timezone"))
    except NotCollectedError:
        return ""


def accounts(place: Place, also: frozenset[str] = frozenset()) -> tuple[Account, ...]:
    """People in /etc/passwd, those named in `also` (who run us), and the folders in /home."""
    found: dict[str, Account] = {}
    try:
        text = read_text(place("/etc/passwd"), 4 << 20)
    except NotCollectedError:
        text = ""
    for line in text.splitlines():
        fields = line.split(":")
        if len(fields) >= 7 and _is_person(fields, also) and len(found) < _MAX_ACCOUNTS:
            full_name = fields[4].partition(",")[0].strip()
            found[fields[0]] = Account(name=fields[0], full_name=full_name, profile=fields[5])
    for name in also:
        if name not in found and name != "root":
            found[name] = Account(name=name)
    return (*found.values(), *_profiles(place, "/home", known=frozenset(found)))


def _is_person(fields: list[str], also: frozenset[str]) -> bool:
    name, uid, shell = fields[0], fields[2], fields[6].strip().rpartition("/")[2]
    if not name or name in ("root", "nobody"):
        return False
    if name in also:
        return True
    return (
        uid.isascii()
        and uid.isdecimal()
        and len(uid) < 11
        and _FIRST_PERSON <= int(uid) <= _LAST_PERSON
        and shell not in _NO_LOGIN
    )


def _profiles(place: Place, folder: str, known: frozenset[str]) -> tuple[Account, ...]:
    try:
        entries = listing(place(folder), _MAX_ACCOUNTS)
    except NotCollectedError:
        return ()
    return tuple(
        Account(name=shown(entry.name), profile=f"{folder}/{shown(entry.name)}")
        for entry in entries
        if entry.is_folder and entry.name not in known and entry.name not in ("lost+found",)
    )


def host_names(place: Place) -> tuple[str, ...]:
    """Names and domains from /etc/hostname, /etc/hosts (127.0.1.1, ::1) and resolv.conf."""
    found: list[str] = [_first_line(place, "/etc/hostname")]
    for words in _lines(place, "/etc/hosts"):
        if words[0].startswith("127.") or words[0] == "::1":
            found.extend(words[1:])
    for words in _lines(place, "/etc/resolv.conf"):
        if words[0] in ("search", "domain"):
            found.extend(words[1:])
    return tuple(name for name in dict.fromkeys(found) if name and is_telling(name))


def is_telling(host: str) -> bool:
    return host.lower() not in _DULL_HOSTS and not host.lower().startswith(("ip6-", "localhost"))


def _first_line(place: Place, path: str) -> str:
    lines = [words[0] for words in _lines(place, path)]
    return lines[0] if lines else ""


def _lines(place: Place, path: str) -> list[list[str]]:
    try:
        text = read_text(place(path))
    except NotCollectedError:
        return []
    lines = (line.partition("#")[0].split() for line in text.splitlines())
    return [words for words in lines if words]
