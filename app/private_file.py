"""Writes a text file that only its user may read, whole or not at all.

Settings and exports hold private words, and a crash or a full disk must never leave half of them. Called by
settings_file.py and memory/export.py, on whichever thread they run.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from app.errors import DiskFull

FULL = (errno.ENOSPC, errno.EDQUOT)


def replace(path: Path, text: str) -> None:
    """`path` holds `text` (UTF-8, mode 0600) when this returns; on any error it is as before.

    Raises DiskFull, or OSError as it came. A symbolic link stays one: the file it leads to is replaced.
    """
    replace_in_pieces(path, [text.encode("utf-8")])


def replace_in_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for what is too large to be held at once; what making a piece raises leaves `path` as it was too."""
    target = path.resolve()
    try:
        _replace(target, pieces)
    except OSError as error:
        if error.errno in FULL:
            raise disk_full(target.parent) from error
        raise


def disk_full(folder: Path) -> DiskFull:
    """The error for a full disk, worded once."""
    return DiskFull(f"The disk that holds {folder} is full.", "Free some space there and try again.")


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """The new name is on disk too. Windows cannot open folders and needs no such step."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
