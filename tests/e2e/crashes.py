"""The crash proofs, one function for each kind: die at a point, go on, and count what arrived.

Every proof takes a fresh `Place` and raises AssertionError with what went wrong. The suite runs a
sample of their points, `tests/crash_proof.py` all of them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from collector.bundle.reader import open_bundle
from collector.core.durable import KILL_AT, KILL_LOG
from tests.cutting_proxy import Cut, CuttingProxy
from tests.e2e.planted import KNOWN, LATE, plant, traces
from tests.e2e.program import Place, Ran, finish
from tests.e2e.srs_look import ListeningProxy, delivered
from tests.srs_fixture import RunningSrs, running_srs
from tests.systems import KILLED, PATIENCE_S

PROBES = "--only=system,products,product_logs,kernel_log"

_ANSWERS = """\
request_id = "{request_id}"
[contact]
name = "Jane Example"
email = "jane@example.com"
[product]
name = "Partition Manager"
version = "15"
[problem]
subject = "{subject}"
description = "It stopped in the middle."
[support]
program = "complimentary"
purchase_date = 2026-11-01
[consent]
privacy_text_version = 1
"""


@dataclass(slots=True)
class Ground:
    """What all proofs of a run share: the planted tree, and a bundle of several pieces."""

    folder: Path
    root: Path = field(init=False)
    install: Path = field(init=False)
    bundle: Path = field(init=False)
    _places: int = 0

    def __post_init__(self) -> None:
        self.root = self.folder / "root"
        self.install = plant(self.root)
        large = plant(self.folder / "large", noise=7_000_000)
        place = self.place()
        tree: list[str | Path] = ["--root", self.folder / "large", "--install-dir", large]
        ran = place.run("collect", *tree, PROBES, "--out=large.zip")
        assert ran.code == 0, ran.err
        self.bundle = place.here / "large.zip"
        assert self.bundle.stat().st_size > 3 * 2**20, "the upload takes several pieces"

    @property
    def what(self) -> list[str | Path]:
        return ["--root", self.root, "--install-dir", self.install, PROBES]

    def place(self) -> Place:
        self._places += 1
        return Place(self.folder / f"place-{self._places}")

    def tidy(self) -> None:
        """Remove the last place: its proof is done."""
        shutil.rmtree(self.folder / f"place-{self._places}", ignore_errors=True)

    def answers(self, place: Place, subject: str) -> Path:
        return write_answers(place, subject, f"proof-{place.folder.name}")


def write_answers(place: Place, subject: str, request_id: str) -> Path:
    """A minimal answers file in the current folder of `place`."""
    file = place.here / f"{request_id}.toml"
    file.write_text(_ANSWERS.format(request_id=request_id, subject=subject), "utf-8")
    return file


def at(point: str) -> str:
    """A point of the log as a place to die in that very process."""
    return point if "@" in point else f"{point}@main"


def points_of(log: Path) -> list[str]:
    return list(dict.fromkeys(log.read_text().split()))


def _died(ran: Ran, point: str) -> None:
    assert ran.code == KILLED, f"{point} was not passed (exit {ran.code}): {ran.err}"


def _nothing_lives(place: Place) -> None:
    alive = place.survivors()
    assert not alive, f"still running: {alive}"


def _nothing_in_clear(place: Place, values: Iterable[str] = KNOWN) -> None:
    found = traces([place.home, place.tmp, place.here], values)
    assert not found, f"in clear on the disk: {found}"


def _whole(bundle: Path) -> None:
    with open_bundle(bundle) as reader:
        assert reader.verify().ok, f"{bundle} is damaged"


# collect -----------------------------------------------------------------------------------------


def collect_points(ground: Ground) -> list[str]:
    """Every kill point that one `collect` passes, in order."""
    place = ground.place()
    log = place.folder / "points"
    ran = place.run("collect", *ground.what, "--out=b.zip", extra={KILL_LOG: str(log)})
    assert ran.code == 0, ran.err
    return points_of(log)


def prove_collect(ground: Ground, point: str) -> str:
    """Killed there: a whole bundle or none, and the next run finishes or discards the set."""
    place = ground.place()
    bundle = place.here / "b.zip"
    ran = place.run("collect", *ground.what, "--out=b.zip", extra={KILL_AT: at(point)})
    _died(ran, point)
    _nothing_lives(place)
    _nothing_in_clear(place)
    there = bundle.exists()
    if there:
        _whole(bundle)
    left = [each for each in place.sets() if (each / "journal.jsonl").is_file()]
    again = place.run("collect", *ground.what, "--out=b.zip", "--force")
    assert again.code == 0, again.err
    _whole(bundle)
    assert not place.sets(), "a set was left behind"
    here = sorted(path.name for path in place.here.iterdir())
    assert here == ["b.zip"], here
    _nothing_in_clear(place, (*KNOWN, LATE))
    went_on, discarded = "Going on with" in again.err, "Discarding" in again.err
    if any((each / "journal.jsonl").stat().st_size for each in left if each.exists()):
        assert went_on or discarded, "it did not say what became of the set"
    then = "finished" if went_on else "discarded" if discarded else "none was there"
    return f"bundle {'whole' if there else 'none'}, set: {then}"


# submit ------------------------------------------------------------------------------------------


def submit_points(ground: Ground, srs: RunningSrs) -> list[str]:
    """Every kill point of a `submit` that collects, and then those of one with a given bundle."""
    points: list[str] = []
    for given in (False, True):
        place = ground.place()
        log = place.folder / "points"
        ran = _submit(ground, place, srs.url, "all points", given=given, extra={KILL_LOG: str(log)})
        assert ran.code == 0, ran.err
        points += [f"bundle {point}" if given else point for point in points_of(log)]
    return points


def _submit(
    ground: Ground, place: Place, url: str, subject: str, *, given: bool, extra: dict[str, str]
) -> Ran:
    what = ["--bundle", ground.bundle] if given else ground.what
    answers = ground.answers(place, subject)
    return place.run(
        "submit", "--answers", answers, "--srs", url, "--time-limit=300", *what, extra=extra
    )


def prove_submit(ground: Ground, srs: RunningSrs, point: str) -> str:
    """Killed there, one more attempt delivers: exactly one ticket, exactly one bundle."""
    place = ground.place()
    subject = f"{place.folder.name}: {point}"
    given = point.startswith("bundle ")
    extra = {KILL_AT: at(point.removeprefix("bundle "))}
    ran = _submit(ground, place, srs.url, subject, given=given, extra=extra)
    _died(ran, point)
    _nothing_lives(place)
    _nothing_in_clear(place)
    how = _once_more(ground, place, srs, srs.url, subject, given=given)
    _nothing_in_clear(place, (*KNOWN, LATE))
    return how


def _once_more(
    ground: Ground, place: Place, srs: RunningSrs, url: str, subject: str, *, given: bool
) -> str:
    """`outbox send`, or `submit` where nothing was queued; then nothing is sent twice."""
    sent = place.run("outbox", "send", "--json")
    assert sent.code == 0, f"outbox send: exit {sent.code}: {sent.out}{sent.err}"
    how = "outbox send" if sent.last["results"] else "was done"
    if not sent.last["results"] and not delivered(srs, subject):
        how = "submit again"
        again = _submit(ground, place, url, subject, given=given, extra={})
        assert again.code == 0, f"submit again: {again.out}{again.err}"
    ticket = _exactly_one(place, srs, subject)
    repeated = _submit(ground, place, url, subject, given=given, extra={})
    assert (repeated.code, repeated.last["ticket"]) == (0, ticket), repeated.out + repeated.err
    assert _exactly_one(place, srs, subject) == ticket
    assert not place.sets(), "an evidence set was left behind"
    left = [path.name for path in (place.home / "data" / "outbox").iterdir()]
    assert left in ([], [".locks"]), left
    return f"{how}, {ticket}"


def _exactly_one(place: Place, srs: RunningSrs, subject: str) -> str:
    tickets = delivered(srs, subject)
    assert len(tickets) == 1, f"{len(tickets)} tickets: {tickets}"
    ours = list((place.home / "data" / "sent").glob("*/bundle.zip"))
    assert len(ours) == 1, f"{len(ours)} bundles kept"
    digest = hashlib.sha256(ours[0].read_bytes()).hexdigest()
    assert tickets[0].bundles == (digest,), f"bundles there: {tickets[0].bundles}, ours: {digest}"
    _whole(ours[0])
    return tickets[0].ticket_id


# outbox send, and discard ------------------------------------------------------------------------


def send_points(ground: Ground, srs: RunningSrs) -> list[str]:
    """Every kill point of an `outbox send` of what waited while the SRS was down."""
    place = ground.place()
    log = place.folder / "points"
    with CuttingProxy(0) as proxy:
        _queued(ground, place, proxy, srs, "all points of sending")
        ran = place.run("outbox", "send", extra={KILL_LOG: str(log)})
        assert ran.code == 0, ran.err
    return points_of(log)


def _queued(
    ground: Ground, place: Place, proxy: CuttingProxy, srs: RunningSrs, subject: str
) -> None:
    """An item that could not be sent: the proxy says so until we return, for longer than the
    time limit, so that nobody waits."""
    proxy.upstream = 0
    answers = ground.answers(place, subject)
    ran = place.run(
        "submit", "--answers", answers, "--srs", proxy.url, "--bundle", ground.bundle,
        "--time-limit=300",
    )  # fmt: skip
    assert ran.code == 75, ran.out + ran.err
    assert ran.last["outbox_item"], ran.out
    proxy.upstream = srs.port


def prove_send(ground: Ground, srs: RunningSrs, point: str) -> str:
    """`outbox send` killed there: one more delivers."""
    place = ground.place()
    subject = f"{place.folder.name}: send {point}"
    with CuttingProxy(0) as proxy:
        _queued(ground, place, proxy, srs, subject)
        _died(place.run("outbox", "send", extra={KILL_AT: at(point)}), point)
        return _once_more(ground, place, srs, proxy.url, subject, given=True)


# cuts of the network -----------------------------------------------------------------------------


def exchanges(ground: Ground, srs: RunningSrs) -> list[str]:
    """The request lines of one delivery, in order."""
    place = ground.place()
    with CuttingProxy(srs.port) as proxy:
        ran = _submit(ground, place, proxy.url, "all exchanges", given=True, extra={})
        assert ran.code == 0, ran.err
        return [seen.line for seen in proxy.seen]


def prove_cut(ground: Ground, srs: RunningSrs, cut: Cut) -> str:
    """The program killed, and the connection with it, at that byte of that message."""
    place = ground.place()
    subject = f"{place.folder.name}: {cut}"
    answers = ground.answers(place, subject)
    started = Event()
    with CuttingProxy(srs.port, cut) as proxy:
        process = place.start(
            "submit", "--answers", answers, "--srs", proxy.url, "--bundle", ground.bundle,
            "--time-limit=300",
        )  # fmt: skip

        def kill() -> None:
            started.wait(PATIENCE_S)
            process.kill()
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)

        proxy.on_cut = kill
        started.set()
        ran = finish(process, 2 * PATIENCE_S)
        assert proxy.was_cut, f"there is no {cut.side} {cut.nth}"
        assert ran.code == KILLED, ran.out + ran.err
        _nothing_lives(place)
        return _once_more(ground, place, srs, proxy.url, subject, given=True)


# the server dies ---------------------------------------------------------------------------------


def server_points(ground: Ground) -> list[str]:
    """Every kill point that a server passes while a ticket and its bundle arrive."""
    place = ground.place()
    log = place.folder / "points"
    with running_srs(place.folder / "srs", environ={KILL_LOG: str(log)}) as srs:
        at_start = len(log.read_text().splitlines()) if log.exists() else 0
        ran = _submit(ground, place, srs.url, "all points of the server", given=True, extra={})
        assert ran.code == 0, ran.err
        return log.read_text().splitlines()[at_start:]


def prove_server(ground: Ground, point: str) -> str:
    """The server killed there and started again: the upload goes on where the server had it."""
    place = ground.place()
    subject = f"server {point}"
    with running_srs(place.folder / "srs") as srs:
        srs.restart(**{KILL_AT: at(point)})  # the keys were made at the first start
        with ListeningProxy(0) as proxy:
            _queued(ground, place, proxy, srs, subject)
            ran = place.run("outbox", "send")
            assert srs.wait() == KILLED, "the server lives"
            assert ran.code == 75, ran.out + ran.err
            before = len(getattr(proxy, "offsets", []))
            spooled = [path.stat().st_size for path in (srs.data / "spool").iterdir()]
            srs.start()
            how = _once_more(ground, place, srs, proxy.url, subject, given=True)
            after = getattr(proxy, "offsets", [])[before:]
    had = max(spooled, default=0)
    if 0 < had < ground.bundle.stat().st_size:
        assert after, "nothing was sent although something was missing"
    if after:
        assert after[0] == had, f"went on at {after[0]}, the server had {had}"
    return f"{how}, the server had {had}, went on at {after[0] if after else 'nothing'}"
