"""Checks every request and response that a test makes against resources/openapi.yaml."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema_rs
import requests
import schemathesis
import urllib3
import yaml
from requests.adapters import HTTPAdapter

from tests.cutting_proxy import CuttingProxy

FILE = Path(__file__).resolve().parents[2] / "resources" / "openapi.yaml"


class ContractError(AssertionError):
    """A request or an answer that the contract does not know."""


class Contract:
    """The contract as a judge of `requests`' traffic; `broken` keeps what anybody swallowed."""

    def __init__(self) -> None:
        self._document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        self._schema = schemathesis.openapi.from_path(str(FILE))
        self._paths = {
            re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + r"\Z"): path
            for path in self._document["paths"]
        }
        self.broken: list[str] = []
        self.judged: list[tuple[str, str, int]] = []
        self._waived = False

    @contextmanager
    def waived(self) -> Any:
        """For answers that are wrong on purpose: a test says so by using the fixture `waived`."""
        self._waived = True
        try:
            yield
        finally:
            self._waived = False

    def judge(
        self, send: Callable[..., requests.Response], request: requests.PreparedRequest
    ) -> requests.Response:
        path = (request.path_url or "").partition("?")[0]
        ours = str(request.headers.get("User-Agent")).startswith("paragon-support-collector/")
        if self._waived or not ours or not path.startswith("/v1/"):
            return send()
        template = next((text for form, text in self._paths.items() if form.match(path)), None)
        with self._noted():
            if template is None:
                raise ContractError(f"{path} is not in the contract")
            self._judge_request(request, template)
        try:
            response = send()
        finally:
            cut = _was_cut(request.url or "")
        if cut:
            return response
        content = response.content  # the whole answer
        with self._noted():
            self.judged.append((str(request.method), template, response.status_code))
            self.judge_response(response, template)
        response.raw = urllib3.HTTPResponse(io.BytesIO(content), preload_content=False)
        return response  # the client reads it once more

    def judge_response(self, response: requests.Response, template: str) -> None:
        """Status, media type and needed headers are ours to check: schemathesis reads the body."""
        method = str(response.request.method)
        told = f"{method} {template} answered {response.status_code}"
        known = self._document["paths"][template][method.lower()]["responses"]
        answer = known.get(str(response.status_code))
        if answer is None:
            raise ContractError(f"{told}, which is not in the contract")
        answer = self._resolved(answer)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.content and kind not in answer.get("content", {}):
            raise ContractError(f"{told} with {kind!r}, which is not in the contract")
        for name, header in answer.get("headers", {}).items():
            if self._resolved(header).get("required") and name not in response.headers:
                raise ContractError(f"{told} without the header {name}")
        self._schema[template][method].validate_response(response)

    @contextmanager
    def _noted(self) -> Any:
        try:
            yield
        except BaseException as error:
            self.broken.append(str(error))
            raise

    def _judge_request(self, request: requests.PreparedRequest, template: str) -> None:
        item = self._document["paths"][template]
        operation = item.get(str(request.method).lower())
        if operation is None:
            raise ContractError(f"{request.method} {template} is not in the contract")
        for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
            self._judge_header(request, self._resolved(parameter))
        if operation.get("security") and not str(
            request.headers.get("Authorization", "")
        ).startswith("Bearer "):
            raise ContractError(f"{request.method} {template} needs a token")
        content = operation.get("requestBody", {}).get("content", {})
        kind = str(request.headers.get("Content-Type", "")).partition(";")[0]
        if content and kind not in content:
            raise ContractError(f"{request.method} {template} with {kind!r}: not in the contract")
        if kind == "application/json":
            self._valid(json.loads(request.body or b""), content[kind]["schema"])
        elif not content and request.body:
            raise ContractError(f"{request.method} {template} takes no body")

    def _judge_header(self, request: requests.PreparedRequest, parameter: Any) -> None:
        if parameter["in"] != "header":
            return
        value = request.headers.get(parameter["name"])
        if value is None:
            if parameter.get("required"):
                raise ContractError(f"the header {parameter['name']} is missing")
            return
        text = value.decode() if isinstance(value, bytes) else str(value)
        number = self._resolved(parameter["schema"]).get("type") == "integer"
        self._valid(int(text) if number else text, parameter["schema"])

    def _resolved(self, node: Any) -> Any:
        while "$ref" in node:
            target = self._document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node

    def _valid(self, value: object, schema: Any) -> None:
        whole = {**schema, "components": self._document["components"]}
        try:
            jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(value)
        except jsonschema_rs.ValidationError as error:
            raise ContractError(f"a request breaks the contract: {error}") from error


def _was_cut(url: str) -> bool:
    """An answer that the cutting proxy mutilated is none of the server's."""
    for proxy in list(CuttingProxy.living):
        if url.startswith(proxy.url + "/") and proxy.mutilated:
            proxy.mutilated = False
            return True
    return False


@contextmanager
def enforced(contract: Contract) -> Any:
    """Nobody in this process gets past `contract` with requests."""
    real = HTTPAdapter.send

    def send(adapter: HTTPAdapter, request: requests.PreparedRequest, **how: Any) -> Any:
        return contract.judge(lambda: real(adapter, request, **how), request)

    HTTPAdapter.send = send  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        HTTPAdapter.send = real  # type: ignore[method-assign]
