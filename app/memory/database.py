"""Opens memory.db so that what is written stays written, and says in a user's words what went wrong with it.

Called by store.py, on the store's thread. SQLite is apsw's here (memory.md, decision 2).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from app.errors import BadHome, DatabaseDamaged, DatabaseUnusable, EarpieceError, HomeBusy
from app.memory import encryption
from app.memory.keys import Keys
from app.memory.migrations import MIGRATIONS, migrate
from app.private_file import disk_full

Connection = Any  # apsw's types end here

_BUSY_MS = 2_000
_NO_VERSION = 100_000
_NEARLY_NOTHING_BYTES = 128 * 1024
_SMALLEST_BYTES = 512  # SQLite's smallest page: it would take a shorter file for an empty one and write over it


def connect(path: Path, keys: Keys | None = None, *, encrypts: bool = True) -> Connection:
    """Open or create, private; migrate. With a passphrase or a keyring the file is an encrypted one from then on,
    unless `encrypts` is off. `keys`: None knows the environment's passphrase only.
    Raises DatabaseUnusable (file untouched), BadHome, DiskFull, HomeBusy."""
    import apsw  # loaded late: `ctl` and `--help` never need it

    with told(path):
        key = _unlocked(path, _check_file(path), keys or Keys(), encrypts)
        db = apsw.Connection(str(path))
        try:
            if key:
                encryption.unlock(db, key)
            _set_up(db, path)
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """All of it or nothing. Not apsw's own: that fails again where a full disk has already undone everything."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def empty_log(db: Connection) -> None:
    """What was deleted is gone from the write-ahead log too."""
    import apsw

    db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite and the disk say into what a user can act on."""
    import apsw

    try:
        yield
    except (apsw.NotADBError, apsw.CorruptError, apsw.FormatError) as error:
        raise _met(path) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise HomeBusy(f"{path} is in use by another program.", "Close that program.") from error
    except apsw.FullError as error:
        raise disk_full(path.parent) from error
    except (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, OSError) as error:
        raise _unwritable(path, error) from error


def _check_file(path: Path) -> bytes:
    """Look before SQLite does: it writes into what it takes for empty, and into a newer file when it closes it.
    -> the first bytes; b"" of a new file."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # -wal and -shm get the same mode
    with os.fdopen(descriptor, "rb") as file:
        header = file.read(_SMALLEST_BYTES)
    mode = path.stat().st_mode
    if mode & 0o077:
        path.chmod(mode & 0o700)
    log = path.with_name(f"{path.name}-wal")
    is_new = not header and not (log.exists() and log.stat().st_size)
    is_ours = encryption.is_plain(header) or encryption.is_encrypted(header)
    if not is_new and (len(header) < _SMALLEST_BYTES or not is_ours):
        raise damaged(path, "it is not a database")
    if encryption.is_plain(header):
        _check_version(path, int.from_bytes(header[60:64], "big"))  # sqlite.org/fileformat: the user version
    return header


def _unlocked(path: Path, header: bytes, keys: Keys, encrypts: bool) -> str:
    """-> the key to open it with; '' for a plain one. Raises WrongKey."""
    if encryption.is_encrypted(header):
        key, version = keys.opening(path, header)
        _check_version(path, version)
        return key
    key = keys.locking() if encrypts else ""
    if key and header:
        encryption.encrypt(path, key)
    return key


def _check_version(path: Path, version: int) -> None:
    known = len(MIGRATIONS)
    if version > _NO_VERSION:
        raise damaged(path, "its header cannot be read")
    if version > known:
        what = f"{path} was written by a newer Earpiece (format {version}, this one knows {known})."
        raise DatabaseUnusable(what, "Update Earpiece, or choose another folder with --home DIR.")


def _set_up(db: Connection, path: Path) -> None:
    db.set_busy_timeout(_BUSY_MS)
    version = db.pragma("user_version")
    _check_version(path, version)
    db.pragma("journal_mode", "wal")
    db.pragma("synchronous", "full")  # a finished turn survives a power cut
    db.pragma("secure_delete", "on")
    db.pragma("foreign_keys", "on")
    if version < len(MIGRATIONS):
        with db:
            migrate(db, version)


def _unwritable(path: Path, error: Exception) -> EarpieceError:
    """SQLite calls a full disk an I/O error where it cannot make its shared index: so we look."""
    if path.parent.exists() and shutil.disk_usage(path.parent).free < _NEARLY_NOTHING_BYTES:
        return disk_full(path.parent)
    why = error.strerror if isinstance(error, OSError) else str(error)
    return BadHome(f"{path} cannot be written ({why}).", "Make it writable, or choose another folder with --home DIR.")


def suspect(path: Path) -> Path:
    """Lies beside a file in which damage was met, so that the next start looks through all of it (recovery.py)."""
    return path.with_name(f"{path.name}-suspect")


def _met(path: Path) -> DatabaseDamaged:
    with suppress(OSError):
        suspect(path).touch(mode=0o600)
    return DatabaseDamaged(f"{path} is damaged.", "Start Earpiece again: it keeps a copy and saves what can be read.")


def damaged(path: Path, why: str) -> DatabaseDamaged:
    """The error for a file that SQLite cannot read, worded once."""
    fix = "It was left as it is: put a copy back, or move it away to start anew."
    return DatabaseDamaged(f"{path} is damaged: {why}.", fix)
