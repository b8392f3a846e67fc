"""Dies at every kill point and at every cut of the network, and prints point by point what came.

    python -m tests.crash_proof [collect] [submit] [send] [cut] [server] [--only T] [--start T]

Ends with `N passed, N failed`; the exit code is 0 only if nothing failed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import dropwhile
from pathlib import Path

from tests.cutting_proxy import PLACES, Cut
from tests.e2e import crashes
from tests.e2e.crashes import Ground
from tests.srs_fixture import RunningSrs, running_srs

KINDS = ("collect", "submit", "send", "cut", "server")
Proof = tuple[str, Callable[[], str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"{', '.join(KINDS)}; all")
    parser.add_argument("--only", default="", help="points whose name holds this text")
    parser.add_argument("--start", default="", help="begin at the first point that holds this text")
    parser.add_argument("--keep", action="store_true", help="leave the folders of failures")
    args = parser.parse_args()
    if unknown := set(args.kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    folder = Path(tempfile.mkdtemp(prefix="crash-proof-"))
    began, counts = time.monotonic(), {True: 0, False: 0}
    try:
        with ExitStack() as stack:
            srs = stack.enter_context(running_srs(folder / "srs"))
            ground = Ground(folder)
            for kind in args.kinds or KINDS:
                proofs = _proofs(kind, ground, srs)
                for name, proof in dropwhile(lambda each: args.start not in each[0], proofs):
                    if args.only in name:
                        counts[_tried(f"{kind:8}{name}", proof, ground)] += 1
    finally:
        if not (args.keep and counts[False]):
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{time.monotonic() - began:.0f} s")
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] or not counts[True] else 0


def _tried(name: str, proof: Callable[[], str], ground: Ground) -> bool:
    try:
        said, passed = proof(), True
    except Exception as error:  # the next point is tried all the same
        said, passed = f"{type(error).__name__}: {error}", False
    print(f"{'ok  ' if passed else 'FAIL'} {name}: {said}", flush=True)
    if passed:
        ground.tidy()
    return passed


def _proofs(kind: str, ground: Ground, srs: RunningSrs) -> Iterator[Proof]:
    if kind == "collect":
        for point in crashes.collect_points(ground):
            yield point, lambda point=point: crashes.prove_collect(ground, point)  # type: ignore[misc]
    elif kind == "submit":
        for point in crashes.submit_points(ground, srs):
            yield point, lambda point=point: crashes.prove_submit(ground, srs, point)  # type: ignore[misc]
    elif kind == "send":
        for point in crashes.send_points(ground, srs):
            yield point, lambda point=point: crashes.prove_send(ground, srs, point)  # type: ignore[misc]
    elif kind == "server":
        for point in crashes.server_points(ground):
            yield point, lambda point=point: crashes.prove_server(ground, point)  # type: ignore[misc]
    else:
        yield from _cuts(ground, srs)


def _cuts(ground: Ground, srs: RunningSrs) -> Iterator[Proof]:
    for nth, line in enumerate(crashes.exchanges(ground, srs), start=1):
        for side in ("request", "response"):
            for at in PLACES:
                cut = Cut(side, nth, at)
                name = f"{side} {nth} ({line.partition(' HTTP')[0][:40]}) at byte {at}"
                yield name, lambda cut=cut: crashes.prove_cut(ground, srs, cut)  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(main())
