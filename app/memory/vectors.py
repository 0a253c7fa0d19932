"""The vectors of all episodes in memory: one bit per dimension, searched by counting the bits that differ.

Built in slices by recall.py, on the store's thread. A million episodes take 58 MB; the shortlist is scored again with
the int8 vectors, which stay in the database (memory.md, decision 5). Rows are found by the episode's number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.memory.scope import Part

Vector = npt.NDArray[np.float32]
Bits = npt.NDArray[np.uint64]

_BLOCK = 1 << 15  # rows whose codes and distances stay in the processor's cache
_LEAST_ROWS = 1 << 10


def as_blob(vector: Vector) -> bytes:
    """(n,) -> int8 (n,), the largest number 127; only its direction counts."""
    return np.round(vector * (127 / max(float(np.abs(vector).max()), 1e-9))).astype(np.int8).tobytes()


def directions(blobs: list[bytes]) -> Vector:
    """Stored vectors -> float32 (len(blobs), dimensions), of length 1 each. `blobs`: at least one."""
    stored = np.frombuffer(b"".join(blobs), np.int8).reshape(len(blobs), -1).astype(np.float32)
    return np.asarray(stored / np.maximum(np.linalg.norm(stored, axis=1, keepdims=True), 1e-9), np.float32)


class VectorIndex:
    """Signs of the vectors, whose they are and when they were said."""

    def __init__(self, dimensions: int) -> None:
        self._words = dimensions // 64
        self._owners: dict[str, int] = {}
        self._codes: Bits = np.zeros((self._words, _LEAST_ROWS), np.uint64)
        self._owner = np.full(_LEAST_ROWS, -1, np.int32)
        self._start_us = np.zeros(_LEAST_ROWS, np.int64)
        self._end = 0

    def put(self, number: int, self_id: str, start_us: int, blob: bytes) -> None:
        """blob: int8 (dimensions,), as stored."""
        if number >= len(self._owner):
            self._grow(number + 1)
        self._codes[:, number] = _signs(np.frombuffer(blob, np.int8)).view(np.uint64)
        self._owner[number] = self._owners.setdefault(self_id, len(self._owners))
        self._start_us[number] = start_us
        self._end = max(self._end, number + 1)

    def remove(self, number: int) -> None:
        """Nothing of it is left in memory."""
        if number < self._end:
            self._codes[:, number] = 0
            self._owner[number], self._start_us[number] = -1, 0

    def nearest(
        self, question: Vector, parts: Sequence[Part], span_us: tuple[int, int] | None, limit: int
    ) -> list[int]:
        """Numbers of about `limit` episodes near `question`, in no order. Who reads them looks at the scope again."""
        allowed = self._allowed(parts, span_us)
        if not allowed.any():
            return []
        far = np.uint16(64 * self._words + 1)
        distances = np.where(allowed, self._distances(_signs(question).view(np.uint64)), far)
        counts = np.bincount(distances, minlength=int(far) + 1)[: int(far)]
        threshold = int(np.searchsorted(np.cumsum(counts), min(limit, int(counts.sum()))))
        return [int(number) for number in np.flatnonzero(distances <= threshold)[: 2 * limit]]

    def _allowed(self, parts: Sequence[Part], span_us: tuple[int, int] | None) -> npt.NDArray[np.bool_]:
        owner, start_us = self._owner[: self._end], self._start_us[: self._end]
        allowed = np.zeros(self._end, np.bool_)
        for self_id, latest_us, *_ in parts:
            if self_id in self._owners:
                allowed |= (owner == self._owners[self_id]) & (start_us <= latest_us)
        if span_us is not None:
            allowed &= (start_us >= span_us[0]) & (start_us < span_us[1])
        return allowed

    def _distances(self, bits: Bits) -> npt.NDArray[np.uint16]:
        found = np.zeros(self._end, np.uint16)
        for first in range(0, self._end, _BLOCK):
            rows = slice(first, min(first + _BLOCK, self._end))
            for word in range(self._words):
                found[rows] += np.bitwise_count(self._codes[word, rows] ^ bits[word])
        return found

    def _grow(self, rows: int) -> None:
        new = max(rows, len(self._owner) * 3 // 2) - len(self._owner)
        self._codes = np.concatenate([self._codes, np.zeros((self._words, new), np.uint64)], axis=1)
        self._owner = np.concatenate([self._owner, np.full(new, -1, np.int32)])
        self._start_us = np.concatenate([self._start_us, np.zeros(new, np.int64)])


def _signs(vector: npt.NDArray[np.int8] | Vector) -> npt.NDArray[np.uint8]:
    return np.packbits(vector > 0)
