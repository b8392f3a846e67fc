"""A question that may never be answered (a sick disk, a dead share), asked of another process."""

from __future__ import annotations

from typing import Any

from collector.evidence import messages
from collector.evidence.handle import LostError, WorkerHandle
from collector.evidence.process import forget_abandoned


class NoAnswerError(Exception):
    """Why there is no answer, in words."""


def ask(function: str, *arguments: str, seconds: float) -> Any:  # noqa: ANN401 - plain data
    """What `module:name` of our own code answers, as plain data. Raises NoAnswerError."""
    worker = WorkerHandle()
    try:
        worker.started()
        worker.send(messages.Ask(function=function, arguments=arguments))
        answer = worker.receive(seconds)
    except LostError as error:
        raise NoAnswerError(str(error)) from error
    finally:
        worker.kill()
        forget_abandoned()
    if not isinstance(answer, messages.Told):
        raise NoAnswerError(f"no answer within {seconds:g} s")
    if answer.fault:
        raise NoAnswerError(answer.fault)
    return answer.value
