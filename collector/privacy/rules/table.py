"""Which rule answers which trigger."""

from __future__ import annotations

from collector.privacy.rules import accounts, addresses, devices, machines, people, secrets
from collector.privacy.rules.view import Answer, Rule, View


def _token(view: View, start: int, end: int) -> Answer:
    """What the engine wrote stays: redacting twice changes nothing."""
    return end, []


RULES: dict[str, Rule] = {
    "token": _token,
    "pem": secrets.pem,
    "bitlocker": secrets.bitlocker,
    "url": secrets.url,
    "profile": people.profile,
    "secret": secrets.assignment,
    "option": secrets.option,
    "key": secrets.key,
    "user": people.label,
    "column": people.column,
    "login": people.login,
    "session": accounts.session,
    "dn": accounts.distinguished,
    "licence": devices.licence,
    "licence_key": devices.labelled_licence,
    "serial": devices.serial,
    "device": devices.device,
    "iqn": machines.iqn,
    "ssid": machines.ssid,
    "wlan": machines.wlan,
    "sid": people.sid,
    "host": machines.label,
    "machine": machines.machine,
    "share": machines.share,
    "mac_label": addresses.labelled_mac,
    "mail": addresses.mail,
    "mac": addresses.mac,
    "ipv6": addresses.ipv6,
    "ipv4": addresses.ipv4,
}
