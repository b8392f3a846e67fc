"""The verb `probes`: what each probe reads, why, and what is personal in it."""

from __future__ import annotations

import argparse
import json
import textwrap

from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.printable import write_line
from collector.evidence.probe import Probe

NAME = "probes"
HELP = "List what can be collected: what each probe reads, why, and what is personal in it."
_WIDTH = 88


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `probes`: none of its own."""


def run(args: argparse.Namespace, environment: Environment) -> ExitCode:
    from collector.evidence.catalogue import catalogue

    probes = tuple(catalogue())
    if args.json:
        document = {"probes": [_row(probe) for probe in probes]}
        write_line(environment.stdout, json.dumps(document, ensure_ascii=False, indent=2))
    else:
        write_line(environment.stdout, "\n\n".join(_paragraph(probe) for probe in probes))
    return ExitCode.DONE


def _row(probe: Probe) -> dict[str, object]:
    return {
        "id": probe.id,
        "title": probe.title,
        "reads": probe.reads,
        "why": probe.why,
        "personal": probe.personal,
        "admin": probe.admin,
        "tier": probe.tier.value,
        "cost": probe.cost.value,
        "needs": list(probe.needs),
    }


def _paragraph(probe: Probe) -> str:
    rights = "needs administrator rights" if probe.admin else "needs no administrator rights"
    facts = (
        ("Reads", probe.reads),
        ("Why", probe.why),
        ("Personal", probe.personal or "Nothing."),
        ("Rights", f"{rights}; tier {probe.tier.value}; {probe.cost.value}"),
    )
    return "\n".join((f"{probe.id}  -  {probe.title}", *(_fact(*fact) for fact in facts)))


def _fact(label: str, text: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=f"  {label + ':':<10}", subsequent_indent=" " * 12
    )
