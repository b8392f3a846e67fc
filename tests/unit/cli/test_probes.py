"""`probes` shows what would be read before anything is."""

from __future__ import annotations

import io
import json
from pathlib import Path

from collector.cli.main import main
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.paths import Paths
from collector.evidence.catalogue import catalogue


def run(*arguments: str, home: Path) -> tuple[ExitCode, str]:
    out = io.StringIO()
    environ = {"PARAGON_COLLECTOR_HOME": str(home)}
    environment = Environment(
        environ=environ, paths=Paths.of(environ), stdout=out, stderr=io.StringIO()
    )
    return main(["probes", *arguments], environment), out.getvalue()


def test_every_probe_is_shown_with_what_is_personal_in_it(tmp_path: Path) -> None:
    code, text = run(home=tmp_path)
    assert code is ExitCode.DONE
    flat = " ".join(text.split())
    for probe in catalogue():
        for part in (probe.id, probe.title, probe.reads, probe.why, probe.personal):
            assert " ".join(part.split()) in flat


def test_json_says_the_same(tmp_path: Path) -> None:
    code, text = run("--json", home=tmp_path)
    assert code is ExitCode.DONE
    rows = {row["id"]: row for row in json.loads(text)["probes"]}
    assert set(rows) == {probe.id for probe in catalogue()}
    assert rows["product_logs"]["needs"] == ["products"]
    assert {row["tier"] for row in rows.values()} <= {"standard", "opt-in"}
