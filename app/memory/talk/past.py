"""Looks things up in the transcript for talk about memory; reads only.

Used by memory_talk.py on the store's thread. SQL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.memory.protocol import Episode
from app.memory.scope import in_parts, parts_of
from app.memory.topic import lines_about

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = "id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at"
_NEWEST_FIRST = "ORDER BY start_us DESC, id DESC"
_MOST = 5_000
"""Episodes that one answer looks at."""


class Past:
    """`db`: the open connection, asked at every call."""

    def __init__(self, db: Callable[[], Any]) -> None:
        self._db = db

    def between(self, self_id: str, start: datetime, end: datetime) -> list[Episode]:
        """What was said from `start` up to but not at `end`, oldest first."""
        known, values = self._known(self_id)
        known += " AND start_us >= ? AND start_us < ?"
        sql = f"SELECT {_COLUMNS} FROM episode e WHERE {known} {_NEWEST_FIRST} LIMIT ?"
        return self._episodes(sql, *values, _microseconds(start), _microseconds(end), _MOST)[::-1]

    def last(self, self_id: str, *, before: datetime, limit: int) -> list[Episode]:
        """The newest that began before `before`, oldest first."""
        known, values = self._known(self_id)
        sql = f"SELECT {_COLUMNS} FROM episode e WHERE {known} AND start_us < ? {_NEWEST_FIRST} LIMIT ?"
        return self._episodes(sql, *values, _microseconds(before), limit)[::-1]

    def first(self, self_id: str) -> Episode | None:
        """The oldest of all."""
        known, values = self._known(self_id)
        found = self._episodes(f"SELECT {_COLUMNS} FROM episode e WHERE {known} ORDER BY start_us, id LIMIT 1", *values)
        return found[0] if found else None

    def naming(self, self_id: str, words: Sequence[str], *, limit: int = _MOST) -> list[Episode]:
        """Episodes that have all of `words`, each as a word or the beginning of one, oldest first.

        A walk through all of the self's words: some 60 ms at 100,000 episodes, and only when somebody asks for it.
        """
        if not words:
            return []
        have = " AND ".join("text LIKE ? ESCAPE '\\'" for _ in words)
        likes = [f"%{_escaped(word)}%" for word in words]
        known, values = self._known(self_id)
        sql = f"SELECT {_COLUMNS} FROM episode e WHERE {known} AND {have} {_NEWEST_FIRST} LIMIT ?"
        patterns = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words]
        found = self._episodes(sql, *values, *likes, limit)
        return [one for one in found if all(pattern.search(one.text) for pattern in patterns)][::-1]

    def of_ids(self, ids: Sequence[str]) -> list[Episode]:
        """Those that there are, oldest first."""
        holes = ",".join("?" * len(ids))
        return self._episodes(f"SELECT {_COLUMNS} FROM episode WHERE id IN ({holes}) ORDER BY start_us, id", *ids)

    def vectors(self, ids: Sequence[str], embedder: str) -> dict[str, bytes]:
        """Those that were made yet, int8 (dimensions,), by `embedder`; of another one none."""
        sql = """SELECT e.id, v.vector FROM json_each(?) j JOIN episode e ON e.id = j.value
            JOIN episode_vector v ON v.number = e.number WHERE EXISTS (SELECT 1 FROM embedder WHERE name = ?)"""
        return dict(self._db().execute(sql, (json.dumps(list(ids)), embedder)))

    def about(self, self_id: str, topic: str) -> tuple[str, ...]:
        """Ids of the lines about a topic."""
        return lines_about(self._db(), self_id, topic)

    def _known(self, self_id: str) -> tuple[str, list[object]]:
        """Its own lines, and its ancestors' up to the fork."""
        return in_parts(parts_of(self._db(), self_id))

    def _episodes(self, sql: str, *values: object) -> list[Episode]:
        rows = list(self._db().execute(sql, values))  # a list, because execute() is lazy
        return [Episode(*row[:8], *map(datetime.fromisoformat, row[8:])) for row in rows]


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _escaped(word: str) -> str:
    """No wildcards of SQL's LIKE."""
    return re.sub(r"([%_\\])", r"\\\1", word)
