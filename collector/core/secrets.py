"""The installation key of this user account, what is derived from it, and the seal made with it.

The key never leaves the machine. It lies in the system's keyring, else in a 0600 file: a file
that exists wins, so that a headless run and the app name the same thing alike.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from collector.core.durable import write_atomic
from collector.core.errors import NowhereToWriteError
from collector.core.locks import locked
from collector.core.paths import HOME_OVERRIDE, Paths, private

KEY_BYTES = 32
_SERVICE = "Paragon Support Collector"
_ENTRY = "installation-key"


def installation_key(paths: Paths, environ: Mapping[str, str]) -> bytes:
    """The 32-byte key of this account; made at the first call, the same ever after."""
    file = private(paths.data) / "installation.key"
    with locked(paths.data / "installation.key.lock", wait_seconds=10):
        if found := _from_file(file):
            return found
        if found := _from_keyring(environ):
            return found
        key = secrets.token_bytes(KEY_BYTES)
        if not _into_keyring(key, environ):
            try:
                write_atomic(file, base64.b64encode(key), "key")
            except OSError as error:
                raise NowhereToWriteError(
                    f"The installation key cannot be kept in {file}: {error.strerror}."
                ) from error
        return key


def replace_installation_key(paths: Paths, environ: Mapping[str, str], key: bytes) -> None:
    """Put `key` where the present one lies; raises NowhereToWriteError."""
    file = private(paths.data) / "installation.key"
    with locked(paths.data / "installation.key.lock", wait_seconds=10):
        if not file.exists() and _from_keyring(environ) and _into_keyring(key, environ):
            return
        try:
            write_atomic(file, base64.b64encode(key), "key")
        except OSError as error:
            raise NowhereToWriteError(
                f"The installation key cannot be kept in {file}: {error.strerror}."
            ) from error


def forget_installation_key(paths: Paths, environ: Mapping[str, str]) -> None:
    """Remove the key from file and keyring; the next run makes another one."""
    with locked(private(paths.data) / "installation.key.lock", wait_seconds=10):
        (paths.data / "installation.key").unlink(missing_ok=True)
        if _keyring_is_there(environ):
            import keyring
            import keyring.errors

            with suppress(keyring.errors.KeyringError, RuntimeError):
                keyring.delete_password(_SERVICE, _ENTRY)


def _from_file(file: Path) -> bytes | None:
    with suppress(OSError, ValueError):
        key = base64.b64decode(file.read_bytes(), validate=True)
        if len(key) == KEY_BYTES:
            return key
    return None


def _keyring_is_there(environ: Mapping[str, str]) -> bool:
    """Without a session bus a Linux keyring can only fail or hang; and who moves everything into
    a folder (a test, a second installation) means the key as well."""
    if environ.get(HOME_OVERRIDE):
        return False
    if sys.platform.startswith("linux"):
        return bool(environ.get("DBUS_SESSION_BUS_ADDRESS")) and bool(environ.get("DISPLAY"))
    return True


def _from_keyring(environ: Mapping[str, str]) -> bytes | None:
    if not _keyring_is_there(environ):
        return None
    import keyring
    import keyring.errors

    with suppress(keyring.errors.KeyringError, ValueError, RuntimeError):
        if text := keyring.get_password(_SERVICE, _ENTRY):
            key = base64.b64decode(text, validate=True)
            return key if len(key) == KEY_BYTES else None
    return None


def _into_keyring(key: bytes, environ: Mapping[str, str]) -> bool:
    if not _keyring_is_there(environ):
        return False
    import keyring
    import keyring.errors

    with suppress(keyring.errors.KeyringError, ValueError, RuntimeError):
        keyring.set_password(_SERVICE, _ENTRY, base64.b64encode(key).decode())
        return _from_keyring(environ) == key
    return False


def derived_key(key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256), so that no key serves two ends."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


class Seal:
    """AES-256-GCM with a key derived for one purpose. `about` binds a sealed text to its place."""

    def __init__(self, key: bytes, purpose: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(derived_key(key, purpose))

    def close(self, plain: bytes, about: str) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """The text; raises ValueError if it was changed, moved or sealed with another key."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:12], sealed[12:], about.encode())
        except InvalidTag as error:
            raise ValueError(f"the sealed data of {about} cannot be opened") from error
