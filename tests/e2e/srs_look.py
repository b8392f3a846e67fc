"""What the support desk sees: the tickets and bundles that really arrived."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

from tests.cutting_proxy import CuttingProxy, Side
from tests.srs_fixture import RunningSrs


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A ticket, and the SHA-256 of every bundle that is complete there, of its very bytes."""

    ticket_id: str
    bundles: tuple[str, ...]


def delivered(srs: RunningSrs, subject: str) -> list[Delivered]:
    """All tickets with this subject, as the agent's interface tells and hands them out."""
    queue = json.loads(_get(srs, "/v1/agent/tickets?limit=500"))["tickets"]
    return [_look(srs, one["ticket_id"]) for one in queue if one["subject"] == subject]


def _look(srs: RunningSrs, ticket_id: str) -> Delivered:
    ticket = json.loads(_get(srs, f"/v1/agent/tickets/{ticket_id}"))
    return Delivered(
        ticket_id=ticket_id,
        bundles=tuple(
            _hash_of(srs, one) for one in ticket["attachments"] if one["state"] == "complete"
        ),
    )


def _hash_of(srs: RunningSrs, attachment: dict[str, Any]) -> str:
    digest = hashlib.sha256(_get(srs, f"/v1/agent/attachments/{attachment['id']}")).hexdigest()
    assert digest == attachment["sha256"], "the bytes are not those that the SRS lists"
    return digest


def _get(srs: RunningSrs, path: str) -> bytes:
    request = Request(srs.url + path, headers={"Authorization": f"Bearer {srs.agent_token}"})
    with urlopen(request, timeout=120) as response:
        body: bytes = response.read()
        return body


class ListeningProxy(CuttingProxy):
    """A cutting proxy that notes at which offset each piece of an upload begins."""

    offsets: list[int]

    def _forward(self, side: Side, nth: int, message: bytes, to: Any) -> None:
        head = message.partition(b"\r\n\r\n")[0].decode("latin-1")
        if side == "request" and head.startswith("PATCH "):
            if not hasattr(self, "offsets"):
                self.offsets = []
            fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:])
            self.offsets.append(int(fields["upload-offset"]))
        super()._forward(side, nth, message, to)
