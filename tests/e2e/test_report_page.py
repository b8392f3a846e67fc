"""Promise: the page is one file that every engineer may open, whatever a log holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.cli.main import main
from collector.core.environment import Environment
from tests import report_bundles
from tests.browser import Browser, Listener, browser
from tests.skips import lacking

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / ".tools" / "axe" / "axe.min.js"

pytestmark = pytest.mark.posix("the pipes through which the browser is spoken to")


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser"), listener) as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Path:
    """`new.html`, compared with an older bundle, and `hostile.html`, made by the command."""
    folder = tmp_path_factory.mktemp("pages")
    for name, machine in (
        ("old", report_bundles.old()),
        ("new", report_bundles.new()),
        ("hostile", report_bundles.hostile(listener.port)),
    ):
        report_bundles.write(machine, folder / f"{name}.zip")
    inspect("new", folder, "--compare", str(folder / "old.zip"))
    inspect("hostile", folder)
    return folder


def inspect(name: str, folder: Path, *more: str) -> None:
    page, bundle = folder / f"{name}.html", folder / f"{name}.zip"
    assert main(["inspect", str(bundle), "--html", str(page), *more], Environment.real()) == 0


@pytest.fixture(params=["new", "hostile"])
def shown(request: pytest.FixtureRequest, tab: Browser, pages: Path, listener: Listener) -> Browser:
    listener.asked.clear()
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    tab.open((pages / f"{request.param}.html").as_uri())
    return tab


def test_it_asks_nobody_complains_of_nothing_and_runs_no_script(
    shown: Browser, listener: Listener
) -> None:
    title = shown.run("document.title")
    assert "support bundle" in title
    # a log that could do anything would have done it by now, or does it when it is touched
    shown.run(
        "document.querySelectorAll('*').forEach(e => ['click', 'focus', 'error', 'load', 'toggle',"
        " 'mouseover'].forEach(n => e.tagName !== 'A' && e.dispatchEvent(new Event(n))))"
    )
    assert shown.complaints() == []
    assert [url for url in shown.requests() if not url.startswith("file:")] == []
    assert len(shown.requests()) == 1
    assert listener.asked == []
    assert shown.run("document.title") == title


def test_the_watch_sees_a_page_that_does_ask(
    tab: Browser, tmp_path: Path, listener: Listener
) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        f"<script>throw 1</script><img src='http://127.0.0.1:{listener.port}/seen'>", "utf-8"
    )
    tab.open(page.as_uri())
    assert any("/seen" in line for line in listener.asked)
    assert any("/seen" in url for url in tab.requests())
    assert tab.complaints()


def test_what_a_log_holds_is_text_and_nothing_else(shown: Browser) -> None:
    there = set(shown.run("[...new Set([...document.querySelectorAll('*')].map(e => e.tagName))]"))
    assert not there & {
        "SCRIPT", "IFRAME", "IMG", "LINK", "BASE", "FORM", "OBJECT", "EMBED", "VIDEO", "AUDIO",
    }  # fmt: skip
    handlers = shown.run(
        "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))"
        ".filter(n => n.startsWith('on') || n === 'style' || n === 'srcdoc')"
    )
    assert handlers == []
    links = shown.run("[...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))")
    assert [link for link in links if not re.fullmatch(r"#[a-z0-9-]+", link)] == []


def test_every_link_leads_to_something_that_is_seen(shown: Browser) -> None:
    assert (
        shown.run(
            "[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href').slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        == []
    )
    # a line in a file that is folded away: the browser unfolds it
    shown.run("document.querySelectorAll('details').forEach(e => e.open = false)")
    shown.click(".timeline a")
    seen = shown.run(
        "new Promise(done => setTimeout(() => { const e = document.querySelector(':target');"
        " done(!!e && e.checkVisibility() && e.getBoundingClientRect().top < innerHeight) }, 50))"
    )
    assert seen is True


def test_a_hidden_character_is_seen(tab: Browser, pages: Path) -> None:
    tab.open((pages / "hostile.html").as_uri())
    text = tab.run("document.body.innerText")
    found = re.findall(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", text
    )
    assert found == []
    for shown in (r"\x1b]0;owned\x07", r"\u202egnp.exe", r"nul\x00byte", r"\U000e0041"):
        assert shown in text
    assert "<script>document.title='owned'" in text
    assert "&lt;script&gt; &#60;script&#62;" in text
    assert "cut \ufffd overlong \ufffd\ufffd surrogate" in text


def test_it_is_read_without_javascript(tab: Browser, pages: Path) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open((pages / "new.html").as_uri())
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    text = tab.run("document.body.innerText")
    for words in (
        "Back up first", "What to do:", "type 07 → 27", "▶ 2026-10-25 02:35:00 +02:00",
        "clocks were put: from here on +01:00", "I moved D: to the right.", "no answer within 30 s",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    ("name", "scheme", "rules"),
    [("new", "light", ""), ("hostile", "light", ""), ("new", "dark", "color-contrast")],
)
def test_no_serious_fault_of_accessibility(
    tab: Browser, pages: Path, name: str, scheme: str, rules: str
) -> None:
    if not AXE.is_file():
        lacking("axe-core is missing: make .tools/axe")
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.call("Emulation.setEmulatedMedia", media="", features=media)
    tab.open((pages / f"{name}.html").as_uri())
    tab.run("document.querySelectorAll('details').forEach(e => e.open = true)")
    tab.run(AXE.read_text("utf-8") + ";0")
    options = {"resultTypes": ["violations"], **({"runOnly": [rules]} if rules else {})}
    found = tab.run(
        f"axe.run(document, {json.dumps(options)}).then(r => [r.passes.length, ...r.violations.map("
        "v => v.impact + ' ' + v.id + ': ' + v.nodes[0].html.slice(0, 200))])"
    )
    tab.call("Emulation.setEmulatedMedia", media="", features=[])
    assert found[0] >= 1  # it did look
    assert [each for each in found[1:] if each.startswith(("serious", "critical"))] == []


def test_it_prints_well(shown: Browser) -> None:
    data = shown.pdf()
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    assert data.startswith(b"%PDF-")
    assert 3 <= pages <= 40
