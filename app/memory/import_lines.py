"""The lines of a file, kept: what was said and the facts that the file carries, as they are.

A fact may come before the line it was read from, or before the fact that it took the place of: the order is that of
time and id, and both may be equal or edited later. So the lines that were said are brought first, then the facts, and
`finish` ties these together. Called by memory_files.py and import_facts.py, on the store's thread; the caller holds
the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.errors import BadOption
from app.memory.archive import Item
from app.memory.database import Connection
from app.memory.fact_lines import FactLine
from app.memory.protocol import Episode
from app.memory.store import SqliteTranscriptStore


class ImportLines:
    """Of one file, page by page."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store
        self._links: list[tuple[str, str]] = []  # a fact, and the one it took the place of, which came later

    def add(self, page: Iterable[Item]) -> tuple[int, int]:
        """-> (added, known already or without their source). An id that is there keeps its words. Raises BadOption."""
        added = left = 0
        for item in page:
            is_new = self._add_episode(item) if isinstance(item, Episode) else self._add_fact(item)
            added, left = added + is_new, left + (not is_new)
        return added, left

    def finish(self) -> None:
        """Behind the last page."""
        for identity, before in self._links:
            sql = "UPDATE fact SET supersedes = ?2 WHERE id = ?1 AND EXISTS (SELECT 1 FROM fact WHERE id = ?2)"
            _rows(self._store.db, sql, identity, before)
        self._links = []

    def _add_episode(self, episode: Episode) -> bool:
        db = self._store.db
        if _is_there(db, "episode", episode.id):
            return False
        _rows(db, "INSERT OR IGNORE INTO companion (id) VALUES (?)", episode.companion)
        _rows(db, "INSERT OR IGNORE INTO self (id, companion_id) VALUES (?, ?)", episode.self_id, episode.companion)
        if not _rows(db, "SELECT 1 FROM self WHERE (id, companion_id) = (?, ?)", episode.self_id, episode.companion):
            raise BadOption(f"The self {episode.self_id} is not {episode.companion}'s.", "Correct the file.")
        self._store.insert(episode)
        return True

    def _add_fact(self, fact: FactLine) -> bool:
        """False also when the line that it was read from is not there, or is another self's: a fact never outlives its
        words, and is nobody else's."""
        db, row = self._store.db, dict(fact.row)
        source = _rows(db, "SELECT self_id FROM episode WHERE id = ?", row["source_episode_id"])
        if source != [(row["self_id"],)] or _is_there(db, "fact", fact.id):
            return False
        if row["context_episode_id"] and not _is_there(db, "episode", row["context_episode_id"]):
            row["context_episode_id"] = None
        if row["supersedes"] and not _is_there(db, "fact", row["supersedes"]):
            self._links.append((fact.id, row["supersedes"]))
            row["supersedes"] = None
        sql = f"INSERT INTO fact ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        _rows(db, sql, *row.values())
        return True


def _is_there(db: Connection, table: str, identity: str) -> bool:
    return bool(_rows(db, f"SELECT 1 FROM {table} WHERE id = ?", identity))


def _rows(db: Connection, sql: str, *values: object) -> list[Any]:
    return list(db.execute(sql, values))  # a list, because execute() is lazy
