"""Our upload client against an independent tus server (npm @tus/server)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.core.errors import CancelledError, NotFinishedError
from collector.core.progress import Cancel, ProgressEvent
from collector.srs.transport import Transport
from collector.srs.upload import MIB, Limits, Upload, upload
from tests.cutting_proxy import PLACES, Cut, CuttingProxy, Place, Side
from tests.skips import lacking

ROOT = Path(__file__).resolve().parents[2]
SIZE = 5 * MIB + 12_345


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    modules = ROOT / ".tools" / "tus" / "node_modules"
    if not shutil.which("node") or not modules.is_dir():
        lacking("the independent tus server is missing: make .tools/tus")
    folder = tmp_path_factory.mktemp("tus")
    command = ["node", str(Path(__file__).with_name("tus_peer.mjs")), str(modules), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdin
        yield json.loads(process.stdout.readline())["port"], folder
        process.stdin.close()
        process.wait(10)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    file = tmp_path / "bundle.zip"
    file.write_bytes(os.urandom(SIZE))
    return file


def job(file: Path, **more: object) -> Upload:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    parts: dict[str, object] = {
        "file": file, "size": file.stat().st_size, "create_at": "/files",
        "metadata": {"filename": "bündle.zip", "filetype": "application/zip", "sha256": digest},
        "sleep": lambda _seconds: None,
    }  # fmt: skip
    return Upload(**{**parts, **more})  # type: ignore[arg-type]


def arrived(folder: Path, url: str) -> bytes:
    return (folder / url.rpartition("/")[2]).read_bytes()


def test_a_file_arrives_whole_and_progress_counts_every_byte(
    peer: tuple[int, Path], bundle: Path
) -> None:
    port, folder = peer
    events: list[ProgressEvent] = []
    with Transport(f"http://127.0.0.1:{port}") as transport:
        url = upload(transport, job(bundle, progress=events.append))
    assert arrived(folder, url) == bundle.read_bytes()
    assert [e.done for e in events] == sorted(e.done for e in events)
    assert (events[0].done, events[-1].done, events[-1].total) == (0, SIZE, SIZE)


def test_pieces_begin_at_one_mebibyte_and_grow_while_the_line_is_fast(
    peer: tuple[int, Path], bundle: Path
) -> None:
    port, folder = peer
    offsets: list[int] = []
    with Transport(f"http://127.0.0.1:{port}") as transport:
        saved = job(bundle, saved=lambda _url, at: offsets.append(at), clock=lambda: 0.0)
        assert arrived(folder, upload(transport, saved)) == bundle.read_bytes()
        assert offsets == [0, MIB, 3 * MIB, SIZE]
        offsets.clear()
        ticks = iter(range(0, 1000, 5))
        slow = job(
            bundle, saved=lambda _url, at: offsets.append(at), clock=lambda: float(next(ticks)),
            limits=Limits(chunk_max=2 * MIB),
        )  # fmt: skip
        upload(transport, slow)
    assert offsets == [0, *range(MIB, SIZE, MIB), SIZE]


@pytest.mark.parametrize("at", PLACES)
@pytest.mark.parametrize("side", ["request", "response"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_after_any_cut_the_next_attempt_goes_on_where_the_server_is(
    peer: tuple[int, Path], bundle: Path, nth: int, side: Side, at: Place
) -> None:
    port, folder = peer
    urls: list[str] = []
    with (
        CuttingProxy(port, Cut(side, nth, at)) as proxy,
        Transport(proxy.url, sleep=lambda _seconds: None) as transport,
    ):
        work = job(bundle, saved=lambda url, _at: urls.append(url))
        try:
            url = upload(transport, work)
            # An answer without a body is complete for http.client when its last line break is lost.
            assert (side, at) in {("response", "last"), ("response", "after")}
        except NotFinishedError:
            url = upload(transport, work, resume=urls[-1] if urls else "")
        assert sum(seen.size for seen in proxy.seen) < SIZE + 3 * MIB
    assert proxy.was_cut
    assert arrived(folder, url) == bundle.read_bytes()


def test_an_upload_that_the_server_forgot_begins_anew(peer: tuple[int, Path], bundle: Path) -> None:
    port, folder = peer
    with Transport(f"http://127.0.0.1:{port}") as transport:
        url = upload(transport, job(bundle), resume=f"http://127.0.0.1:{port}/files/{'0' * 32}")
    assert arrived(folder, url) == bundle.read_bytes()


def test_an_empty_file_arrives(peer: tuple[int, Path], tmp_path: Path) -> None:
    port, folder = peer
    empty = tmp_path / "empty.log"
    empty.write_bytes(b"")
    with Transport(f"http://127.0.0.1:{port}") as transport:
        assert arrived(folder, upload(transport, job(empty))) == b""


def test_cancelling_stops_in_the_middle_and_keeps_the_place(
    peer: tuple[int, Path], bundle: Path
) -> None:
    port, folder = peer
    cancel, urls = Cancel(), list[str]()

    def stop_at_half(event: ProgressEvent) -> None:
        if event.done > SIZE // 2:
            cancel.request()

    with Transport(f"http://127.0.0.1:{port}") as transport:
        with pytest.raises(CancelledError):
            upload(
                transport,
                job(bundle, cancel=cancel, progress=stop_at_half,
                    saved=lambda url, _at: urls.append(url)),
            )  # fmt: skip
        url = upload(transport, job(bundle), resume=urls[-1])
    assert url == urls[0]
    assert arrived(folder, url) == bundle.read_bytes()
