"""The transcript as the window reads it: days, pages of a day, and a search that follows the typing.

On the store's thread. The search is not recall (recall.py): it is literal, because people see at once what they typed
and where it stands.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from app.memory.protocol import Episode, Found, Span
from app.memory.scope import in_parts, parts_of
from app.memory.store import SqliteTranscriptStore

_COLUMNS = "id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at"
_DAY = "substr(start_at, 1, 10)"  # as in the index
_LIKE = "text LIKE ? ESCAPE '\\'"
FEW = 5_000
"""Lines that are looked up one by one faster than all lines are walked along."""
_SHORTEST_STEM = 2
"""Letters. "dying" is indexed as "dy"."""


class SqliteTranscriptReader:
    """Reads through `store`'s connection."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store

    def days(self, self_id: str) -> list[tuple[str, int]]:
        known, values = self._known(self_id)
        sql = f"SELECT {_DAY}, count(*) FROM episode e WHERE {known} GROUP BY {_DAY} ORDER BY {_DAY} DESC"
        return [(str(day), int(count)) for day, count in self._store.db.execute(sql, values)]

    def page(self, day: str, self_id: str, *, start: int, limit: int) -> list[Episode]:
        known, values = self._known(self_id)
        where = f"{_DAY} = ? AND {known} ORDER BY start_us, id LIMIT ? OFFSET ?"
        return self._episodes(where, day, *values, limit, start)

    def of(self, span: Span, self_id: str) -> list[Episode]:
        hour = "" if span.hour is None else f" AND substr(start_at, 12, 2) = '{span.hour:02}'"
        known, values = self._known(self_id)
        return self._episodes(f"{_DAY} = ? AND {known}{hour} ORDER BY start_us, id", span.day, *values)

    def search(self, words: str, self_id: str, *, limit: int) -> Found:
        terms = words.split()
        if not terms:
            return Found()
        narrow = self._narrowed(" AND ".join(query for term in terms if (query := _indexed(term))))
        match = "number IN (SELECT rowid FROM episode_words WHERE episode_words MATCH ?) AND " if narrow else ""
        values = [narrow] if narrow else []
        spelled = [_spellings(term) for term in terms]
        literal = " AND ".join(f"({' OR '.join([_LIKE] * len(ways))})" for ways in spelled)
        likes = [_like(way) for ways in spelled for way in ways]
        known, mine = self._known(self_id)
        where = f"{match}{known} AND {literal} ORDER BY number DESC LIMIT ?"
        found = self._episodes(where, *values, *mine, *likes, limit + 1)
        newest = sorted(found[:limit], key=lambda episode: (episode.start, episode.id))
        return Found(tuple(newest), len(found) <= limit)

    def _known(self, self_id: str) -> tuple[str, list[object]]:
        """Its own lines, and its ancestors' up to the fork. The plus: by the day's index, not along the whole life."""
        known, values = in_parts(parts_of(self._store.db, self_id))
        return known.replace("e.self_id", "+e.self_id"), values

    def _narrowed(self, query: str) -> str:
        """`query`, if the index narrows the search by it: for a word that stands everywhere (or in the index's own
        words before each turn: days, names) walking along the newest lines is faster. Else ''."""
        if not query:
            return ""
        sql = "SELECT count(*) FROM (SELECT 1 FROM episode_words WHERE episode_words MATCH ? LIMIT ?)"
        found = next(iter(self._store.db.execute(sql, (query, FEW))))[0]
        return query if found < FEW else ""

    def _episodes(self, where: str, *values: object) -> list[Episode]:
        rows = self._store.db.execute(f"SELECT {_COLUMNS} FROM episode e WHERE {where}", values)
        return [episode_of(row) for row in rows]


def episode_of(row: Any) -> Episode:
    """`row`: the ten columns of an episode, as they are named above."""
    return Episode(*row[:8], *(datetime.fromisoformat(moment) for moment in row[8:]))


def _indexed(term: str) -> str:
    """Narrows a search by the index, which holds stems: "runnin" must find the row of "running", kept as "run". '' when
    the term has nothing that is indexed, or is so short that it stands everywhere."""
    if len(term) <= _SHORTEST_STEM:
        return ""
    whole = "".join(re.findall(r"\w+", term.split("'")[0])) if re.fullmatch(r"[\w']+", term) else ""
    if not whole or "_" in whole:
        return ""
    stems = {whole[:end] + tail for end in range(_SHORTEST_STEM, len(whole)) for tail in ("", "e", "i")}
    return "turn : (" + " OR ".join([f'"{whole}" *', *(f'"{stem}"' for stem in sorted(stems))]) + ")"


def _like(term: str) -> str:
    return "%" + re.sub(r"([\\%_])", r"\\\1", term) + "%"


def _spellings(term: str) -> list[str]:
    """SQLite knows the two cases of A to Z only; elsewhere the first letter is what differs."""
    return [term] if term.isascii() else list({term.lower(), term[:1].upper() + term[1:].lower()})
