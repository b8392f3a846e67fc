"""A customer and an engineer at the other end of the wire, with nothing but `requests`."""

from __future__ import annotations

import base64
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

import requests

from tests.srs_fixture import RunningSrs

TIMEOUT = 120
CHUNK = "application/offset+octet-stream"


def new_ticket(**changes: Any) -> dict[str, Any]:
    """A body that the contract takes; `changes` replace members."""
    return {
        "contact": {"name": "Jane Example", "email": "jane@example.com"},
        "identification": {"registered_email": True},
        "product": {"name": "Hard Disk Manager", "version": "15", "build": "10.1.25.1137"},
        "subject": "Partition cannot be resized",
        "description": "It stops at 12 %.",
        "collector": {"version": "0.1.0", "mode": "silent", "consent_version": 1},
        **changes,
    }


def create(srs: RunningSrs, body: Any = None, key: str = "") -> requests.Response:
    return requests.post(
        f"{srs.url}/v1/tickets",
        json=body or new_ticket(),
        headers={"Idempotency-Key": key or str(uuid.uuid4())},
        timeout=TIMEOUT,
    )


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody with a ticket."""

    srs: RunningSrs
    ticket_id: str
    token: str

    @classmethod
    def with_ticket(cls, srs: RunningSrs, **changes: Any) -> Customer:
        created = create(srs, new_ticket(**changes))
        assert created.status_code == 201, created.text
        return cls(srs, created.json()["ticket_id"], created.json()["ticket_token"])

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def tus(self) -> dict[str, str]:
        return {**self.headers, "Tus-Resumable": "1.0.0"}

    def get(self, what: str = "", **headers: str) -> requests.Response:
        return requests.get(
            f"{self.srs.url}/v1/tickets/{self.ticket_id}{what}",
            headers={**self.headers, **headers},
            timeout=TIMEOUT,
        )

    def post(self, what: str, body: Any, **headers: str) -> requests.Response:
        return requests.post(
            f"{self.srs.url}/v1/tickets/{self.ticket_id}{what}",
            json=body,
            headers={**self.headers, "Idempotency-Key": str(uuid.uuid4()), **headers},
            timeout=TIMEOUT,
        )

    def engineer(self, action: str, **body: str) -> requests.Response:
        """What the support desk does with this ticket."""
        return requests.post(
            f"{self.srs.url}/v1/agent/tickets/{self.ticket_id}/{action}",
            json={"engineer": "Bob", **body},
            headers={"Authorization": f"Bearer {self.srs.agent_token}"},
            timeout=TIMEOUT,
        )

    def announce(
        self, data: bytes, *, sha256: str = "", name: str = "bundle.zip", kind: str = "bundle"
    ) -> requests.Response:
        digest = sha256 or hashlib.sha256(data).hexdigest()
        return requests.post(
            f"{self.srs.url}/v1/tickets/{self.ticket_id}/uploads",
            headers={
                **self.tus,
                "Upload-Length": str(len(data)),
                "Upload-Metadata": metadata(filename=name, kind=kind, sha256=digest),
            },
            timeout=TIMEOUT,
        )

    def place(self, data: bytes, **how: str) -> str:
        """The address of a new upload."""
        announced = self.announce(data, **how)
        assert announced.status_code == 201, announced.text
        return self.srs.url + announced.headers["Location"]

    def send(self, address: str, offset: int, data: bytes) -> requests.Response:
        return requests.patch(
            address,
            data=data,
            headers={**self.tus, "Upload-Offset": str(offset), "Content-Type": CHUNK},
            timeout=TIMEOUT,
        )

    def offset(self, address: str) -> int:
        answer = requests.head(address, headers=self.tus, timeout=TIMEOUT)
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["Upload-Offset"])

    def attachments(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("/attachments").json()["attachments"]
        return found

    def download(self, attachment_id: str) -> requests.Response:
        return requests.get(
            f"{self.srs.url}/v1/agent/attachments/{attachment_id}",
            headers={"Authorization": f"Bearer {self.srs.agent_token}"},
            timeout=TIMEOUT,
        )


def metadata(**pairs: str) -> str:
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items()
    )


def slug(answer: requests.Response) -> str:
    """The short name of a problem, after checking that it is a proper document."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    assert document["title"]
    assert isinstance(document["retryable"], bool)
    return str(document["type"]).rpartition("/")[2]
