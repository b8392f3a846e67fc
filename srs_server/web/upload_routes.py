"""The tus 1.0.0 server: creation, HEAD, PATCH, DELETE, OPTIONS, expiration."""

from __future__ import annotations

import base64
import binascii
import re
from contextlib import suppress
from email.utils import format_datetime

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from collector.srs.protocol import (
    CHUNK_MEDIA_TYPE,
    LARGEST_INTEGER,
    TUS_EXTENSIONS,
    TUS_VERSION,
    AttachmentKind,
    Slug,
)
from srs_server.blobs import ChunkWriter
from srs_server.problems import ProblemError
from srs_server.service import uploads
from srs_server.service.desk import Desk
from srs_server.service.texts import clean_line, file_name
from srs_server.service.uploads import Announced, Upload
from srs_server.web.leases import Lease, Leases
from srs_server.web.wire import desk_of, in_thread, resource, ticket_token

_WRITE_AT = 256 * 1024
_SYNC_AT = 8 * 1024 * 1024
_BLOCKS_AHEAD = 16  # of at most 64 KiB each, on their way to the disk
_TUS = {"Tus-Resumable": TUS_VERSION, "Cache-Control": "no-store"}
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _leases(request: Request) -> Leases:
    leases: Leases = request.app.state.leases
    return leases


def _check_version(request: Request) -> None:
    if request.headers.get("tus-resumable") != TUS_VERSION:
        raise ProblemError(Slug.UNSUPPORTED_TUS_VERSION, headers={"Tus-Version": TUS_VERSION})


async def options(request: Request) -> Response:
    greatest = desk_of(request).settings.limits.max_bundle_bytes
    headers = {
        "Tus-Version": TUS_VERSION,
        "Tus-Extension": TUS_EXTENSIONS,
        "Tus-Max-Size": str(greatest),
    }
    return Response(status_code=204, headers={**_TUS, **headers})


async def create(request: Request) -> Response:
    token = ticket_token(request)
    _check_version(request)
    desk, size = desk_of(request), _header_number(request, "Upload-Length")
    file = _announced(request.headers.get("upload-metadata", ""))
    ticket_id = request.path_params["ticket_id"]
    upload = await in_thread(uploads.start, desk, ticket_id, token, size, file)
    if not size:
        await in_thread(uploads.finish, desk, upload)
    place = {"Location": f"{desk.base_path}/v1/uploads/{upload.id}"}
    return Response(status_code=201, headers={**_TUS, **place, **_expiry(desk, upload)})


async def where(request: Request) -> Response:
    token = ticket_token(request)
    _check_version(request)
    desk = desk_of(request)
    async with _leases(request).hold(request.path_params["upload_id"]):
        upload = await in_thread(uploads.find, desk, request.path_params["upload_id"], token)
        offset = await in_thread(uploads.offset, desk, upload) or 0
        if offset == upload.size:
            await in_thread(uploads.finish, desk, upload)
    numbers = {"Upload-Offset": str(offset), "Upload-Length": str(upload.size)}
    return Response(status_code=200, headers={**_TUS, **numbers, **_expiry(desk, upload)})


async def receive(request: Request) -> Response:
    """PATCH. Bytes are pulled from the connection at once and on their own, because what lies in
    the connection when it breaks is lost."""
    token = ticket_token(request)
    _check_version(request)
    if request.headers.get("content-type", "").lower() != CHUNK_MEDIA_TYPE:
        raise ProblemError(Slug.UNSUPPORTED_MEDIA_TYPE, f"Send {CHUNK_MEDIA_TYPE}.")
    filled, blocks = anyio.create_memory_object_stream[bytes](_BLOCKS_AHEAD)
    response, failure = Response(), None
    with filled, blocks:
        async with anyio.create_task_group() as group:
            group.start_soon(_pull, request, filled)
            try:
                response = await _received(request, token, blocks)
            except Exception as error:
                failure = error
            group.cancel_scope.cancel()
    if failure:
        raise failure
    return response


async def _pull(request: Request, filled: MemoryObjectSendStream[bytes]) -> None:
    with filled, suppress(ClientDisconnect, anyio.BrokenResourceError):
        async for block in request.stream():
            if block:
                await filled.send(block)


async def _received(
    request: Request, token: str, blocks: MemoryObjectReceiveStream[bytes]
) -> Response:
    desk, key = desk_of(request), request.path_params["upload_id"]
    async with _leases(request).hold(key) as lease:
        upload = await in_thread(uploads.find, desk, key, token)
        await _append(request, upload, lease, blocks)
        offset = await in_thread(uploads.offset, desk, upload) or 0
        done: dict[str, str] = {}
        if offset == upload.size:
            await in_thread(uploads.finish, desk, upload)
            digest = base64.b64encode(bytes.fromhex(upload.sha256)).decode()
            done = {"Repr-Digest": f"sha-256=:{digest}:"}
    headers = {**_TUS, "Upload-Offset": str(offset), **done}
    return Response(status_code=204, headers={**headers, **_expiry(desk, upload)})


async def end(request: Request) -> Response:
    token = ticket_token(request)
    _check_version(request)
    desk, key = desk_of(request), request.path_params["upload_id"]
    async with _leases(request).hold(key):
        upload = await in_thread(uploads.find, desk, key, token)
        if upload.state == "complete":
            raise ProblemError(Slug.INVALID_TRANSITION, "A complete file belongs to the ticket.")
        await in_thread(uploads.end, desk, upload)
    return Response(status_code=204, headers=_TUS)


async def _append(
    request: Request, upload: Upload, lease: Lease, blocks: MemoryObjectReceiveStream[bytes]
) -> None:
    """Write the body behind what is there; what arrived before a break or an eviction is kept."""
    desk = desk_of(request)
    there = await in_thread(uploads.offset, desk, upload) or 0
    room = _room(request, upload, there)
    if not room:
        return
    writer = ChunkWriter(desk.spool.path(upload.id), room)
    try:
        with lease.scope:
            await _copy(blocks, writer, lease)
    finally:
        with anyio.CancelScope(shield=True):
            _drain(blocks, writer)
            await in_thread(writer.finish)
    if writer.overflown:
        raise ProblemError(Slug.TOO_LARGE, "That is more than Upload-Length announced.")
    if lease.scope.cancel_called:
        raise ProblemError(
            Slug.UPLOAD_LOCKED, "A newer request took over.", headers={"Retry-After": "2"}
        )


def _room(request: Request, upload: Upload, there: int) -> int:
    """Bytes that may follow; 409 at another offset, 413 where more is announced than fits."""
    if _header_number(request, "Upload-Offset") != there:
        raise ProblemError(
            Slug.OFFSET_MISMATCH,
            headers={"Upload-Offset": str(there), "Tus-Resumable": TUS_VERSION},
            expected_offset=there,
        )
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > upload.size - there:
        raise ProblemError(Slug.TOO_LARGE, "That is more than Upload-Length announced.")
    return upload.size - there


async def _copy(
    blocks: MemoryObjectReceiveStream[bytes], writer: ChunkWriter, lease: Lease
) -> None:
    unsynced = 0
    async for block in blocks:
        lease.received += len(block)
        writer.add(block)
        unsynced += len(block)
        if writer.overflown:
            return
        if unsynced >= _SYNC_AT:
            await in_thread(writer.finish)
            unsynced = 0
        elif writer.buffered >= _WRITE_AT:
            await in_thread(writer.write)


def _drain(blocks: MemoryObjectReceiveStream[bytes], writer: ChunkWriter) -> None:
    """What was pulled and not written yet when the request was ended."""
    with suppress(anyio.WouldBlock, anyio.EndOfStream):
        while True:
            writer.add(blocks.receive_nowait())


def _expiry(desk: Desk, upload: Upload) -> dict[str, str]:
    if upload.state == "complete" or not desk.spool.path(upload.id).exists():
        return {}
    return {"Upload-Expires": format_datetime(uploads.expires(desk, upload), usegmt=True)}


def _header_number(request: Request, name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdecimal() and int(text[:20]) <= LARGEST_INTEGER):
        raise ProblemError(Slug.INVALID_HEADER, f"{name} is a number of bytes.")
    return int(text[:20])


def _announced(header: str) -> Announced:
    """Upload-Metadata: pairs of a key and Base64, separated by commas."""
    pairs = {}
    for part in header.split(","):
        key, _, value = part.strip().partition(" ")
        try:
            pairs[key] = base64.b64decode(value, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            raise ProblemError(Slug.INVALID_HEADER, "Upload-Metadata is not Base64.") from None
    sha256 = pairs.get("sha256", "")
    if not _SHA256.fullmatch(sha256):
        raise ProblemError(
            Slug.INVALID_HEADER, "Upload-Metadata needs sha256: 64 lower-case hexadecimal digits."
        )
    kind = pairs.get("kind", "")
    return Announced(
        filename=file_name(pairs.get("filename", "")),
        sha256=sha256,
        kind=AttachmentKind(kind) if kind in set(AttachmentKind) else AttachmentKind.OTHER,
        filetype=clean_line(pairs.get("filetype", ""))[:100],
    )


ROUTES = [
    resource("/v1/tickets/{ticket_id}/uploads", POST=create, OPTIONS=options),
    resource("/v1/uploads/{upload_id}", HEAD=where, PATCH=receive, DELETE=end, OPTIONS=options),
]
