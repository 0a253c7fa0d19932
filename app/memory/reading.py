"""The transcript as the window reads it: days, pages of a day, and a search that follows the typing.

On the store's thread. The search is not recall (recall.py): it is literal, because people see at once what they typed
and where it stands.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from app.memory.protocol import Episode, Found, Span
from app.memory.store import SqliteTranscriptStore

_COLUMNS = "id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at"
_DAY = "substr(start_at, 1, 10)"  # as in the index
_SHORTEST_STEM = 2
"""Letters. "dying" is indexed as "dy"."""


class SqliteTranscriptReader:
    """Reads through `store`'s connection."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store

    def days(self, self_id: str) -> list[tuple[str, int]]:
        return self._store.days(self_id)

    def page(self, day: str, self_id: str, *, start: int, limit: int) -> list[Episode]:
        where = f"{_DAY} = ? AND +self_id = ?"  # the plus: by the day's index, not along the whole life
        return self._episodes(f"{where} ORDER BY start_us, id LIMIT ? OFFSET ?", day, self_id, limit, start)

    def of(self, span: Span, self_id: str) -> list[Episode]:
        hour = "" if span.hour is None else f" AND substr(start_at, 12, 2) = '{span.hour:02}'"
        return self._episodes(f"{_DAY} = ? AND +self_id = ?{hour} ORDER BY start_us, id", span.day, self_id)

    def search(self, words: str, self_id: str, *, limit: int) -> Found:
        terms = words.split()
        if not terms:
            return Found()
        indexed = [query for term in terms if (query := _indexed(term))]
        match = "number IN (SELECT rowid FROM episode_words WHERE episode_words MATCH ?) AND " if indexed else ""
        values = [" AND ".join(indexed)] if indexed else []
        literal = " AND ".join("(text LIKE ? ESCAPE '\\' OR text LIKE ? ESCAPE '\\')" for _ in terms)
        likes = [like for term in terms for like in (_like(term.lower()), _like(_capital(term)))]
        where = f"{match}+self_id = ? AND {literal} ORDER BY number DESC LIMIT ?"
        found = self._episodes(where, *values, self_id, *likes, limit + 1)
        newest = sorted(found[:limit], key=lambda episode: (episode.start, episode.id))
        return Found(tuple(newest), len(found) <= limit)

    def _episodes(self, where: str, *values: object) -> list[Episode]:
        rows = self._store.db.execute(f"SELECT {_COLUMNS} FROM episode WHERE {where}", values)
        return [episode_of(row) for row in rows]


def episode_of(row: Any) -> Episode:
    """`row`: the ten columns of an episode, as they are named above."""
    return Episode(*row[:8], *(datetime.fromisoformat(moment) for moment in row[8:]))


def _indexed(term: str) -> str:
    """Narrows a search by the index, which holds stems: "runnin" must find the row of "running", kept as "run". '' when
    the term has nothing that is indexed."""
    whole = "".join(re.findall(r"\w+", term.split("'")[0])) if re.fullmatch(r"[\w']+", term) else ""
    if not whole or "_" in whole:
        return ""
    stems = {whole[:end] + tail for end in range(_SHORTEST_STEM, len(whole)) for tail in ("", "e", "i")}
    return "turn : (" + " OR ".join([f'"{whole}" *', *(f'"{stem}"' for stem in sorted(stems))]) + ")"


def _like(term: str) -> str:
    return "%" + re.sub(r"([\\%_])", r"\\\1", term) + "%"


def _capital(term: str) -> str:
    """SQLite knows the two cases of A to Z only; elsewhere the first letter is what differs."""
    return term[:1].upper() + term[1:].lower()
