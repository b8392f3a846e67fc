"""The judge itself: an answer that openapi.yaml does not know fails the test that got it."""

from __future__ import annotations

import json

import pytest
import requests

from tests.contract.contract import Contract, ContractError
from tests.contract.small_server import META, Reply, small_server

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("path", "reply", "fault"),
    [
        ("/v1/meta", Reply(status=418, headers=JSON, body=b"{}"), "418, which is not in"),
        ("/v1/meta", Reply(headers={"Content-Type": "text/html"}, body=b"Hi"), "'text/html'"),
        ("/v1/products", Reply(status=304), "without the header ETag"),
    ],
)
def test_an_answer_outside_the_contract_is_noticed(
    contract: Contract, path: str, reply: Reply, fault: str
) -> None:
    with small_server(lambda _asked: reply) as server:
        answer = requests.get(f"http://127.0.0.1:{server.port}{path}", timeout=240)
    with pytest.raises(ContractError, match=fault):
        contract.judge_response(answer, path)


def test_a_body_outside_the_contract_is_noticed(contract: Contract) -> None:
    def answer(missing: str) -> requests.Response:
        body = {key: value for key, value in META.items() if key != missing}
        reply = Reply(headers=JSON, body=json.dumps(body).encode())
        with small_server(lambda _asked: reply) as server:
            return requests.get(f"http://127.0.0.1:{server.port}/v1/meta", timeout=240)

    contract.judge_response(answer(missing=""), "/v1/meta")
    with pytest.raises(Exception, match="limits"):
        contract.judge_response(answer(missing="limits"), "/v1/meta")
