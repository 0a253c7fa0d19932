"""How memory.db came to its present shape: dated functions, run once each, in order, never changed afterwards.

The database's `user_version` is the number of those it has seen. Called by store.py, on the store's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from app.memory.episode_index import EpisodeIndex


class Database(Protocol):
    """The two calls that a migration needs of a connection."""

    def execute(self, sql: str, bindings: Any = None, /) -> Any: ...

    def pragma(self, name: str, value: int, /) -> object: ...


def m2026_11_22_episodes(db: Database) -> None:
    """Companions, their selves, and what was said.

    `start_us`, microseconds since 1970, sorts what `start_at` (ISO 8601 with its zone) says to people. The day is the
    one where it was said. `number` is what later tables (full text, vectors) will refer to.
    """
    for statement in (
        "CREATE TABLE companion (id TEXT PRIMARY KEY)",
        """CREATE TABLE self (
            id TEXT PRIMARY KEY,
            companion_id TEXT NOT NULL REFERENCES companion,
            parent_id TEXT REFERENCES self,
            fork_episode_id TEXT,
            UNIQUE (id, companion_id)
        )""",
        """CREATE TABLE episode (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            companion_id TEXT NOT NULL,
            self_id TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            turn INTEGER NOT NULL,
            speaker TEXT NOT NULL CHECK (speaker IN ('user', 'companion')),
            text TEXT NOT NULL,
            unheard TEXT NOT NULL,
            start_at TEXT NOT NULL,
            end_at TEXT NOT NULL,
            start_us INTEGER NOT NULL,
            edited_at TEXT,
            FOREIGN KEY (self_id, companion_id) REFERENCES self (id, companion_id)
        )""",
        "CREATE INDEX episode_by_start ON episode (self_id, start_us, id)",
        "CREATE INDEX episode_by_day ON episode (substr(start_at, 1, 10), self_id)",
    ):
        db.execute(statement)


def m2026_11_22_recall(db: Database) -> None:
    """What makes episodes findable. The words are kept once, in `episode`: the index is contentless.

    `vector` is int8 (384,), its length of no meaning, made by the model that `embedder` names.
    """
    for statement in (
        """CREATE VIRTUAL TABLE episode_words USING fts5 (
            turn, neighbourhood, content = '', contentless_delete = 1, tokenize = 'porter unicode61'
        )""",
        "INSERT INTO episode_words (episode_words, rank) VALUES ('secure-delete', 1)",
        "CREATE VIRTUAL TABLE episode_terms USING fts5vocab (episode_words, row)",
        "CREATE TABLE episode_vector (number INTEGER PRIMARY KEY, vector BLOB NOT NULL)",
        "CREATE TABLE embedder (name TEXT NOT NULL)",
    ):
        db.execute(statement)
    EpisodeIndex().rebuild(db)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (m2026_11_22_episodes, m2026_11_22_recall)


def migrate(db: Database, version: int) -> int:
    """Bring `db`, which has seen the first `version` of them, up to date; the caller holds the transaction."""
    for migration in MIGRATIONS[version:]:
        migration(db)
    db.pragma("user_version", len(MIGRATIONS))
    return len(MIGRATIONS)
