"""memory.db encrypted with a passphrase: how its key is made, how it is opened, how a plain file becomes encrypted.

ChaCha20-Poly1305 by SQLite3MultipleCiphers. Every parameter is set here, because the library's defaults may change; a
file made by today's version is opened in a test. The key is derived once, with hashlib, so that trying it on the file
and opening the file cost one derivation (0.2 s) and not two. Which secret it is: keys.py. Called by
database.py, on the store's thread.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.errors import HomeBusy, WrongKey

VARIABLE = "EARPIECE_PASSPHRASE"
CIPHER = "chacha20"
KDF_ITERATIONS = 600_000
"""Of PBKDF2-HMAC-SHA256, as OWASP's password storage cheat sheet asks for (2023)."""
PAGE_BYTES = 4_096
_HEADER_BYTES = 100
_SALT_BYTES = 16  # the first bytes of the file
_KEY_BYTES = 32
_PLAIN = b"SQLite format 3\0"
_PAGE_SIZE = PAGE_BYTES.to_bytes(2, "big")
_CONSTANTS = b"\x20\x40\x20\x20"  # bytes 20 to 23: what the cipher adds to a page, then three that SQLite never changes
_ZEROS = bytes(1 << 20)


def passphrase_in(environ: Mapping[str, str]) -> str:
    """EARPIECE_PASSPHRASE, in the one Unicode form that every keyboard's spelling of it has; '' when there is none."""
    return unicodedata.normalize("NFC", environ.get(VARIABLE, ""))


def is_plain(header: bytes) -> bool:
    """`header`: the first bytes of the file."""
    return header.startswith(_PLAIN)


def is_encrypted(header: bytes) -> bool:
    """The cipher leaves bytes 16 to 23 as SQLite wrote them, so that an encrypted file is known without its key."""
    return not is_plain(header) and header[16:18] == _PAGE_SIZE and header[20:24] == _CONSTANTS


def key_for(passphrase: str, header: bytes = b"") -> str:
    """For `unlock`. `header`: of the file that it is to open; without one a new salt is drawn."""
    salt = header[:_SALT_BYTES] or os.urandom(_SALT_BYTES)
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode("utf-8"), salt, KDF_ITERATIONS, _KEY_BYTES)
    return f"raw:{key.hex()}{salt.hex()}"


def header_of(path: Path) -> bytes:
    """The first bytes of the file, for what is asked of it here; b"" when there is none."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(_HEADER_BYTES)


def salt_of(key: str) -> bytes:
    """Of a key that `key_for` made."""
    return bytes.fromhex(key[-2 * _SALT_BYTES :])


def salt_of_file(header: bytes) -> bytes:
    return header[:_SALT_BYTES]


def unlock(db: Any, key: str) -> None:
    """Before anything is read. A wrong key shows with the first read."""
    for name, value in _parameters(key).items():
        db.pragma(name, value)


def check_key(path: Path, key: str) -> int:
    """-> the file's user version. Nothing is written, no file appears beside it. Raises WrongKey."""
    import apsw

    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    db = apsw.Connection(f"file:{quote(str(path))}?immutable=1", flags=flags)
    try:
        unlock(db, key)
        return int(db.pragma("user_version"))
    except (apsw.NotADBError, apsw.CorruptError) as error:
        what = f"This passphrase or recovery key does not open {path}: it is another one."
        raise WrongKey(what, "Give the one it was encrypted with; the file was left as it is.") from error
    finally:
        db.close()


def missing_key(path: Path) -> WrongKey:
    """For an encrypted file, no passphrase and no keyring that has one."""
    fix = f"Give its passphrase or recovery key in {VARIABLE}; the file was left as it is."
    return WrongKey(f"{path} is encrypted.", fix)


def encrypt(path: Path, key: str, *, before: str = "") -> None:
    """The database at `path` is encrypted with `key` from now on, whole or not at all; the one it was is overwritten.

    `before`: the key it had. '' is the key of a plain one, for both. Raises what SQLite says, and HomeBusy.
    """
    target = path.with_name(f"{path.name}-encrypting")
    target.unlink(missing_ok=True)  # of a run that was killed
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        _write_encrypted(path, target, key, before)
        check_key(target, key)
        _put_in_place(target, path)
    finally:
        target.unlink(missing_ok=True)


def _write_encrypted(path: Path, target: Path, key: str, before: str) -> None:
    import apsw

    parameters = "&".join(f"{name}={value}" for name, value in _parameters(key).items())
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
    try:
        if before:
            unlock(db, before)
        if db.pragma("journal_mode", "delete") != "delete":  # the log is written into the file, and goes
            raise HomeBusy(f"{path} is in use by another program.", "Close that program.")
        list(db.execute("VACUUM INTO ?", (f"file:{quote(str(target))}?{parameters}",)))
    finally:
        db.close()


def _parameters(key: str) -> dict[str, str | int]:
    if not key:
        return {"key": ""}
    return {"cipher": CIPHER, "legacy": 0, "kdf_iter": KDF_ITERATIONS, "page_size": PAGE_BYTES, "key": key}


def _put_in_place(target: Path, path: Path) -> None:
    """The plain words are overwritten too: where the disk writes in place, they are gone for good."""
    with target.open("rb") as file:
        os.fsync(file.fileno())
    if os.name == "nt":  # an open file cannot be replaced there
        target.replace(path)
        return
    with path.open("r+b", buffering=0) as plain:
        target.replace(path)
        left_bytes = os.fstat(plain.fileno()).st_size
        while left_bytes > 0:
            left_bytes -= plain.write(_ZEROS[:left_bytes])
        os.fsync(plain.fileno())
