"""A Support Request and a bundle's description for the tests of sending."""

from __future__ import annotations

import hashlib
from pathlib import Path

from collector.request.form import Consent, Contact, Problem, Product, SupportRequest
from collector.srs.item import BundleRef


def a_request(request_id: str = "", subject: str = "Partition cannot be resized") -> SupportRequest:
    return SupportRequest(
        request_id=request_id,
        contact=Contact(name="Jane Example", email="jane@example.com"),
        product=Product(name="Partition Manager", version="15", build="10.1.25.813"),
        problem=Problem(subject=subject, description="It stops at 42 %."),
        consent=Consent(privacy_text_version=1),
    )


def a_bundle(file: Path) -> BundleRef:
    data = file.read_bytes()
    return BundleRef(filename="bundle.zip", size=len(data), sha256=hashlib.sha256(data).hexdigest())
