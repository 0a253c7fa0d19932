"""Keeps the vectors in step with the episodes: made when nobody waits, stored, and their signs held in memory.

Called by recall.py on the store's thread, in slices. A walk over the episodes by number reads what is stored and makes
what is missing; at its end it waits for new numbers. Vectors are a cache: those of another model are thrown away.
"""

from __future__ import annotations

import time
from typing import Any

from app.engines.protocols import Embedder
from app.memory.database import transaction
from app.memory.scope import Scope
from app.memory.store import SqliteTranscriptStore
from app.memory.vectors import Vector, VectorIndex, as_blob

_ROWS = 200
"""Read at once: two milliseconds."""
_SELECT = """SELECT e.number, e.self_id, e.start_us, e.speaker, e.companion_id, e.text, v.vector
             FROM episode e LEFT JOIN episode_vector v ON v.number = e.number"""


class VectorKeeping:
    """The vectors of one open store."""

    def __init__(self, store: SqliteTranscriptStore, embedder: Embedder) -> None:
        """`embedder`: loaded."""
        self._store = store
        self._embedder = embedder
        self._index = VectorIndex(embedder.dimensions)
        self._walked = 0
        self._again: list[int] = []
        self._unstored: list[tuple[int, bytes]] = []
        self._forget_other_models()

    def embedded(self, text: str) -> Vector:
        vector: Vector = self._embedder.embed([text])[0]
        return vector

    def nearest(self, asked: Vector, scope: Scope, limit: int) -> list[int]:
        """Numbers of about `limit` episodes; those that are not indexed yet are not among them."""
        self._follow()
        return self._index.nearest(asked, scope.parts, scope.span_us, limit)

    def catch_up(self, until_s: float) -> bool:
        """Work until `until_s` (time.perf_counter), at least one step. -> whether there is more to do."""
        self._follow()
        while rows := self._next():
            for row in rows:
                self._index.put(row[0], row[1], row[2], row[6] or self._made(row))
                self._walked = max(self._walked, row[0])
                if time.perf_counter() >= until_s:
                    self._store_made()
                    return True
        self._store_made()
        return False

    def _next(self) -> list[Any]:
        db, again = self._store.db, self._again
        self._again = []
        rows = [row for number in again for row in db.execute(f"{_SELECT} WHERE e.number = ?", (number,))]
        return rows + list(db.execute(f"{_SELECT} WHERE e.number > ? ORDER BY e.number LIMIT ?", (self._walked, _ROWS)))

    def _made(self, row: Any) -> bytes:
        number, _, _, speaker, companion, text, _ = row
        name = self._store.index.user if speaker == "user" else companion.replace("_", " ")
        blob = as_blob(self.embedded(f"{name}: {text}"))
        self._unstored.append((number, blob))
        return blob

    def _store_made(self) -> None:
        """One transaction a slice."""
        made, self._unstored = self._unstored, []
        if made:
            with transaction(self._store.db):
                self._store.db.executemany("INSERT OR REPLACE INTO episode_vector VALUES (?, ?)", made)

    def _follow(self) -> None:
        """A number behind the walk may come back: an edit, an undo, or a new episode in the place of the last."""
        removed, added = self._store.index.removed, self._store.index.added
        for number in removed:
            self._index.remove(number)
        self._again += [number for number in added if number <= self._walked]
        removed.clear()
        added.clear()

    def _forget_other_models(self) -> None:
        db = self._store.db
        if [name for (name,) in db.execute("SELECT name FROM embedder")] != [self._embedder.name]:
            with transaction(db):
                db.execute("DELETE FROM episode_vector")
                db.execute("DELETE FROM embedder")
                db.execute("INSERT INTO embedder VALUES (?)", (self._embedder.name,))
