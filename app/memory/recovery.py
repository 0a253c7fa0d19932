"""A damaged memory.db: the damaged file is kept, what can be read of it is brought into a sound one, and that is told.

Never starts empty over it: where nothing can be read the file stays as it is, and Earpiece does not start. What was
said is what matters (memory.md, decision 1): rows are read one by one around the damage (salvage.py), index and
vectors are made anew. Every step can be killed: the sound file takes the damaged one's place whole or not at all.

Called by store.py when it opens, on its thread.
"""

from __future__ import annotations

import logging
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import DatabaseDamaged
from app.memory.database import Connection, connect, damaged, suspect, told, transaction
from app.memory.keys import Keys
from app.memory.salvage import Salvaged, salvaged

log = logging.getLogger(__name__)

CHECKED_BYTES = 32_000_000
"""About 50,000 lines, 0.2 s. A larger file is looked through at the start behind the one in which damage was met."""


def opened(path: Path, index: Any, keys: Keys | None = None) -> tuple[Connection, str]:
    """-> an open, sound database, and what to tell the user ('' when all was well).

    `index`: episode_index.EpisodeIndex. Raises DatabaseDamaged (file untouched) when nothing can be read, and what
    `connect` raises.
    """
    _finish(path)
    keys = keys or Keys()
    try:
        db = connect(path, keys)
        _check(db, path)
    except DatabaseDamaged as error:
        return _recover(path, index, keys, error)
    return db, ""


def kept_copies(path: Path) -> list[Path]:
    """What was kept of damaged files, until something is forgotten."""
    return sorted(path.parent.glob(f"{path.name}-damaged-*"))


def _check(db: Connection, path: Path) -> None:
    """Closes `db` when it is not sound."""
    try:
        with told(path):
            is_checked = path.stat().st_size <= CHECKED_BYTES or suspect(path).exists()
            if is_checked and db.pragma("quick_check", 1) != "ok":
                raise damaged(path, "parts of it cannot be read")
        suspect(path).unlink(missing_ok=True)
    except DatabaseDamaged:
        _close(db)
        raise


def _recover(path: Path, index: Any, keys: Keys, error: DatabaseDamaged) -> tuple[Connection, str]:
    with told(path):
        kept, work, new = (_beside(path, name) for name in (_kept_name(), "salvaging", "recovering"))
        _copy(path, kept)
        _copy(path, work)
        try:
            found = salvaged(work, keys)
            if not found.episodes:
                _remove(kept)
                suspect(path).unlink(missing_ok=True)
                raise damaged(path, "nothing in it can be read") from error
            _remove(new)
            _fill(new, found, index, keys)
        finally:
            _remove(work)
        new.replace(_beside(path, "recovered"))
        _finish(path)
        suspect(path).unlink(missing_ok=True)
    log.warning("recovered episodes=%d facts=%d", len(found.episodes), len(found.facts))
    lines = f"{len(found.episodes)} line{'s' if len(found.episodes) > 1 else ''}"
    saved = f"{lines} of what was said could be saved; the damaged file is kept as {kept.name}."
    return connect(path, keys), f"{path.name} was damaged. {saved}"


def _fill(new: Path, found: Salvaged, index: Any, keys: Keys) -> None:
    """A sound database with everything that was found, and nothing in its log."""
    db = connect(new, keys)
    try:
        with transaction(db):
            for table, rows in found.tables():
                for row in rows:
                    names, holes = ", ".join(row), ", ".join("?" * len(row))
                    list(db.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({holes})", tuple(row.values())))
            index.rebuild(db)
    finally:
        db.close()


def _finish(path: Path) -> None:
    """The second half of putting a recovered file in place, also when a crash came between the halves: the damaged
    file's log must be gone before, or SQLite would play it into the new one."""
    recovered = _beside(path, "recovered")
    if recovered.exists():
        for name in ("wal", "shm"):
            _beside(path, name).unlink(missing_ok=True)
        recovered.replace(path)


def _copy(path: Path, to: Path) -> None:
    """With its log; the user's alone, on the disk when this returns."""
    for suffix in ("", "-wal"):
        source, target = path.with_name(path.name + suffix), to.with_name(to.name + suffix)
        target.unlink(missing_ok=True)
        if source.exists():
            descriptor = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
            with source.open("rb") as read, os.fdopen(descriptor, "wb") as write:
                shutil.copyfileobj(read, write)
                write.flush()
                os.fsync(write.fileno())


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _kept_name() -> str:
    return f"damaged-{datetime.now():%Y%m%d-%H%M%S}"


def _beside(path: Path, name: str) -> Path:
    return path.with_name(f"{path.name}-{name}")


def _close(db: Connection) -> None:
    """A damaged one may not be able to close in order."""
    db.close(True)
