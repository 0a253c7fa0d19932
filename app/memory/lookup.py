"""Finds episodes by their ids, and what stands around them: for the `memory` command, forgetting and the window.

On the store's thread.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.memory.database import Connection
from app.memory.protocol import Episode
from app.memory.scope import in_parts, parts_of

_COLUMNS = "id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at"
_WORD = re.compile(r"\w+")


def episodes(db: Connection, ids: Sequence[str]) -> list[Episode]:
    """Those that there are, sorted by start, then id."""
    sql = f"SELECT {_COLUMNS} FROM episode WHERE id IN (SELECT value FROM json_each(?)) ORDER BY start_us, id"
    return [_episode(row) for row in db.execute(sql, (json.dumps(list(ids)),))]


def newest(db: Connection, self_id: str, limit: int) -> list[Episode]:
    """The last `limit` that `self_id` knows of, oldest first."""
    condition, values = in_parts(parts_of(db, self_id))
    sql = f"SELECT {_COLUMNS} FROM episode e WHERE {condition} ORDER BY start_us DESC, id DESC LIMIT ?"
    return [_episode(row) for row in db.execute(sql, (*values, limit))][::-1]


def matching(db: Connection, words: str, self_id: str, limit: int) -> list[tuple[float, Episode]]:
    """The nearest to `words` first, each with its score. By the words alone: no model is loaded for it."""
    terms = " OR ".join(f'"{word}"' for word in dict.fromkeys(_WORD.findall(words.casefold())))
    if not terms:
        return []
    condition, values = in_parts(parts_of(db, self_id))
    sql = f"""SELECT -bm25(episode_words, 1.0, 0.5), {", ".join(f"e.{name}" for name in _COLUMNS.split(", "))}
        FROM episode_words JOIN episode e ON e.number = episode_words.rowid
        WHERE episode_words MATCH ? AND {condition} ORDER BY 1 DESC, e.start_us DESC LIMIT ?"""
    return [(row[0], _episode(row[1:])) for row in db.execute(sql, (terms, *values, limit))]


def edited_at(db: Connection, episode_id: str) -> str | None:
    """When its words were changed by the user's own hand, ISO 8601."""
    return next((row[0] for row in db.execute("SELECT edited_at FROM episode WHERE id = ?", (episode_id,))), None)


def selves(db: Connection) -> dict[str, str]:
    """{self: companion}, of everybody who was ever talked to."""
    return dict(db.execute("SELECT id, companion_id FROM self"))


def _episode(row: Any) -> Episode:
    return Episode(*row[:8], *map(datetime.fromisoformat, row[8:]))
