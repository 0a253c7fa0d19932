"""Remembers which files of a weight were hashed and found right, so that a start does not hash gigabytes.

Called by weights.py and pull.py on the main thread. A file counts as the one that was hashed while its size and its
time of change (ns) are the same; any difference and it is hashed again. The record lies beside the files it is about.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from app import private_file
from app.errors import DiskFull

_NAME = ".verified.json"


def sha256_of(path: Path) -> str:
    """64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Record:
    """What is remembered about the files of `folder`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._kept = self._read()
        self._changed = False

    def remembers(self, path: Path, sha256: str) -> bool:
        return self._kept.get(path.name) == self._mark(path, sha256)

    def remember(self, path: Path, sha256: str) -> None:
        self._kept[path.name] = self._mark(path, sha256)
        self._changed = True

    def forget(self, path: Path) -> None:
        self._changed |= self._kept.pop(path.name, None) is not None

    def save(self) -> None:
        """Write what changed. Weights may lie on a read-only or full disk: then they are hashed at each start."""
        if not self._changed:
            return
        with suppress(OSError, DiskFull):
            private_file.replace(self._path, json.dumps(self._kept, indent=1) + "\n")
        self._changed = False

    def _mark(self, path: Path, sha256: str) -> list[object]:
        stat = path.stat()
        return [stat.st_size, stat.st_mtime_ns, sha256]

    def _read(self) -> dict[str, object]:
        with suppress(OSError, ValueError):
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(kept, dict):
                return kept
        return {}
