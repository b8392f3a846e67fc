"""A person who uses the app through the accessibility interface alone, by what it says aloud."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from tests.gui.atspi import Accessible, Gone, wait_for
from tests.gui.desktop import Desktop

SAVED = "Everything typed is saved on this computer."

ANSWERS = {
    "Which product": {"Product": "Partition Manager", "Version": "15"},
    "How do we reach": {"Registered e-mail": "jane@example.com", "Your name": "Jane Example"},
    "What happened": {
        "The problem in one line": "Partition cannot be resized",
        "What did you do?": "I wanted to make drive D: larger. The window closed.",
    },
}
"""What is needed at least, by the heading of the page and the name of the field."""
SUBJECT = ANSWERS["What happened"]["The problem in one line"]


class Journey:
    """One run of the app; `killed` ends it as a power cut would, `start` begins another."""

    def __init__(self, desktop: Desktop, environ: Mapping[str, str]) -> None:
        self._desktop, self._environ = desktop, dict(environ)
        self._process: subprocess.Popen[bytes] | None = None
        self.app: Accessible

    def start(self) -> None:
        self._process = self._desktop.start_app(self._environ)
        self.app = self._desktop.app(self._process)

    def killed(self) -> None:
        """End it at once, with no chance to save anything."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    # what is there ------------------------------------------------------------

    @property
    def heading(self) -> str:
        """The heading of the page that shows."""
        found = (each for each in self.app.walk() if each.id.endswith(".window.heading"))
        return next(found).name

    def fields(self) -> dict[str, Accessible]:
        """Everything that can be typed into, by its name."""
        return {
            each.name: each
            for each in self.app.walk()
            if each.role in ("text", "password text", "spin button") and "editable" in each.states
        }

    def answers(self) -> dict[str, str]:
        return {name: field.text for name, field in self.fields().items()}

    # what one can do ------------------------------------------------------------

    def press(self, button: str) -> None:
        """Press a button once it can be pressed."""
        wait_for(
            lambda: self._enabled("push button", button),
            f"an enabled button {button!r}", self.app.outline,
        ).press("Press")  # fmt: skip

    def choose(self, words: str) -> None:
        """One of a few."""
        self.app.find("radio button", words).press("Toggle")

    def tick(self, words: str) -> None:
        box = self.app.find("check box", words)
        if "checked" not in box.states:
            box.press("Toggle")

    def write(self, field: str, text: str) -> None:
        wait_for(lambda: self.fields().get(field), f"a field {field!r}", self.app.outline).write(
            text
        )

    def go(self, step: str) -> None:
        """Press a step at the side and wait until its page shows."""
        before = self.heading
        self.press(step)
        wait_for(lambda: self.heading != before or None, f"page {step}", self.app.outline)

    def on(self, heading: str) -> None:
        """Wait for the page with this heading."""
        wait_for(lambda: self.heading.startswith(heading) or None, heading, self.app.outline)

    def to_review(self) -> None:
        """From the first window through the form."""
        self.tick("Yes, read this computer")
        self.press("Next")
        for heading, answers in ANSWERS.items():
            self.on(heading)
            for field, text in answers.items():
                self.write(field, text)
            self.press("Next")
        self.on("Look before you send")

    def ticket_id(self) -> str:
        """What the last page says, read aloud."""
        self.on("Your request has arrived")
        label = self.app.find("label", "Ticket ID SRS-")
        return label.name.removeprefix("Ticket ID ")

    def keys_to(self, role: str, name: str) -> None:
        """Press Tab until this one has the focus; a list that can be typed into is a text, too."""
        roles = (role, "combo box") if role == "text" else (role,)
        for _ in range(120):
            focused = self.focused()
            if focused is not None and focused.name.startswith(name) and focused.role in roles:
                return
            self._desktop.keys("Tab")
        raise AssertionError(f"Tab never reaches {role} {name!r}\n{self.app.outline()}")

    def focused(self) -> Accessible | None:
        """What has the keyboard."""
        for each in self.app.walk():
            if "focused" in each.states:
                return each
        return None

    def saved(self) -> None:
        """Wait until the app says that everything is saved."""
        self.app.find("label", SAVED)

    def _enabled(self, role: str, name: str) -> Accessible | None:
        for each in self.app.walk():
            try:
                if each.role == role and each.name == name and "enabled" in each.states:
                    return each
            except Gone:
                continue
        return None
