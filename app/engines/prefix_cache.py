"""Keeps the model's reading of each persona on disk, so that the first reply of the day needs no persona prefill.

Files live under `<home>/cache/`, the user's alone (0600), written atomically, at most 512 MB, the least recently used
deleted first. A file carries the settings it is good for and a digest of its content; what does not match is deleted
and made anew. Called by llama_cpp_lm.py on the responder's thread. A cache that cannot be written costs time, not the
turn: that is logged and nothing else happens.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

LIMIT_BYTES = 512_000_000
_SUFFIX = ".prefix"

_log = logging.getLogger(__name__)


class PrefixCache:
    """One folder of saved states. `settings`: everything a state depends on besides its tokens (model, version, …)."""

    def __init__(self, folder: Path, settings: str, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder, self._settings, self._limit_bytes = folder, settings, limit_bytes

    def read(self, name: str, tokens: Sequence[int]) -> bytes | None:
        """The state after `tokens`, or None. `name`: the model's; the same tokens of two models are two files."""
        path = self._path(name, tokens)
        try:
            head, _, state = path.read_bytes().partition(b"\n")
            if head == self._head(state):
                os.utime(path)
                return state
            path.unlink(missing_ok=True)
        except OSError:
            return None
        return None

    def write(self, name: str, tokens: Sequence[int], state: bytes) -> None:
        """Keep `state`; older files go when there are too many bytes."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(self._path(name, tokens), self._head(state) + b"\n" + state)
            self._make_room()
        except OSError as error:
            _log.warning("prefix cache not written: errno %s", error.errno)

    def drop(self, name: str, tokens: Sequence[int]) -> None:
        """Delete a state that turned out to be unusable."""
        self._path(name, tokens).unlink(missing_ok=True)

    def _path(self, name: str, tokens: Sequence[int]) -> Path:
        key = hashlib.sha256(json.dumps([name, list(tokens)]).encode()).hexdigest()
        return self._folder / f"{key[:32]}{_SUFFIX}"

    def _head(self, state: bytes) -> bytes:
        digest = hashlib.blake2b(state, digest_size=16).hexdigest()
        return json.dumps({"settings": self._settings, "digest": digest}).encode()

    def _write(self, path: Path, content: bytes) -> None:
        descriptor, name = tempfile.mkstemp(suffix=".part", dir=self._folder)  # mkstemp makes it 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)  # not synced: the digest finds out what a crash left
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _make_room(self) -> None:
        files = sorted((p.stat().st_mtime_ns, p.stat().st_size, p) for p in self._folder.glob(f"*{_SUFFIX}"))
        total_bytes = sum(size for _, size, _ in files)
        for _, size, path in files[:-1]:
            if total_bytes <= self._limit_bytes:
                return
            path.unlink(missing_ok=True)
            total_bytes -= size
