"""kill -9 on every page: nothing typed more than two seconds ago is missing afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.gui.desktop import desktop
from tests.gui.journey import Journey

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is Linux's")

FORMS = ("Product", "Contact", "Problem")


@pytest.mark.parametrize("step", FORMS)
def test_what_was_typed_is_there_again(tmp_path: Path, step: str) -> None:
    with desktop(tmp_path) as here:
        person = Journey(here, {})
        person.start()
        person.press("Next")
        person.on("Which product")
        if step != "Product":
            person.go(step)
        heading = person.heading
        typed = {name: f"{name} 7391" for name in person.fields()}
        assert typed
        for name, text in typed.items():
            person.write(name, text)
        person.saved()
        person.killed()

        person.start()
        person.press("Continue")
        person.on(heading)
        assert person.answers() == typed
