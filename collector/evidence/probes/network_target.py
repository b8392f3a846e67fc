"""Whether the server that backups go to can be reached; asked on request only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.formats.network_names import Server
from collector.evidence.outcome import not_applicable
from collector.evidence.platforms.network_targets import Target, targets
from collector.evidence.platforms.reach import Reach, reach
from collector.evidence.probe import Context, Cost, Facts, Item, Probe, Tier


def items(context: Context) -> Iterator[Item]:
    """The servers, kept in memory between the two."""
    found: list[Server] = []
    yield Facts("targets", partial(_targets, context, found))
    yield Facts("reachability", partial(_reach, context, found))


def _targets(context: Context, found: list[Server]) -> tuple[Target, ...]:
    known = context.found.get("products", {})
    named = targets(context.machine, known, len(context.install_dirs))
    found[:] = [server for server, _ in named]
    return tuple(target for _, target in named)


def _reach(context: Context, found: list[Server]) -> tuple[Reach, ...]:
    if not context.machine.live:
        raise not_applicable("only a machine that runs can tell which servers it reaches")
    if not found:  # none, or the process that knew them is gone
        _targets(context, found)
    return reach(found)


PROBE = Probe(
    id="network_target",
    title="Reachability of the backup server",
    reads="The names of servers in what is mounted, in network drives, and in jobs and logs of "
    "Paragon products. Of at most eight of them it asks for the address and whether they answer "
    "on the ports of file shares (such as 445 and 2049), within seconds. No share is opened, and "
    "no password is used.",
    why="A backup to a share that fails often fails because the server is not found, or does not "
    "let this computer in; the log of the product does not tell which.",
    personal="Names and addresses of servers. They are replaced by pseudonyms. The servers and "
    "the network may note that they were asked.",
    items=items,
    needs=("products",),
    tier=Tier.OPT_IN,
    cost=Cost.SLOW,
)
