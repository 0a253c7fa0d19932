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


def m2026_11_22_unmerged(db: Database) -> None:
    """A row in `unmerged`: deleted words still lie in parts of the index (forget.py)."""
    db.execute("CREATE TABLE unmerged (yes INTEGER PRIMARY KEY)")
    for name, event in (("deleted", "DELETE"), ("changed", "UPDATE OF text")):
        db.execute(f"""CREATE TRIGGER episode_{name} AFTER {event} ON episode
            BEGIN INSERT OR IGNORE INTO unmerged VALUES (1); END""")


def m2026_11_22_facts(db: Database) -> None:
    """What was read in the user's words, with the words.

    `start_at` of its source is where `valid_from` comes from; `told_us`, microseconds since 1970, sorts it. A fact
    never outlives the episodes whose words it holds.
    """
    for statement in (
        """CREATE TABLE fact (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            self_id TEXT NOT NULL REFERENCES self,
            subject TEXT NOT NULL COLLATE NOCASE,
            predicate TEXT NOT NULL,
            slot TEXT NOT NULL,
            value TEXT NOT NULL,
            statement TEXT NOT NULL,
            quote TEXT NOT NULL,
            quote_start INTEGER NOT NULL CHECK (quote_start >= 0),
            quote_end INTEGER NOT NULL,
            source_episode_id TEXT NOT NULL REFERENCES episode (id) ON DELETE CASCADE,
            context_episode_id TEXT REFERENCES episode (id) ON DELETE CASCADE,
            told_us INTEGER NOT NULL,
            valid_from TEXT NOT NULL,
            valid_to TEXT,
            supersedes TEXT REFERENCES fact (id) ON DELETE SET NULL,
            is_change INTEGER NOT NULL,
            is_pinned INTEGER NOT NULL DEFAULT 0,
            is_uncertain INTEGER NOT NULL DEFAULT 0,
            edited_at TEXT,
            created_at TEXT NOT NULL
        )""",
        "CREATE INDEX fact_by_slot ON fact (self_id, subject, slot, told_us)",
        "CREATE INDEX fact_pinned ON fact (self_id) WHERE is_pinned",
        "CREATE INDEX fact_by_source ON fact (source_episode_id)",
        "CREATE INDEX fact_by_context ON fact (context_episode_id) WHERE context_episode_id IS NOT NULL",
        "CREATE INDEX fact_by_predecessor ON fact (supersedes) WHERE supersedes IS NOT NULL",
    ):
        db.execute(statement)


def m2026_11_22_selves(db: Database) -> None:
    """Where a self branched off, in its own row: deleting the line it was forked at changes nothing.

    Of its ancestors a self knows what was said up to `fork_us` and was there when it was made: `number` at most
    `fork_number`. What is imported or merged into them later is not its past. `merged`: lines that were brought from
    another self, by the user's choice.
    """
    for statement in (
        "ALTER TABLE self ADD COLUMN label TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE self ADD COLUMN fork_us INTEGER",
        "ALTER TABLE self ADD COLUMN fork_number INTEGER",
        """UPDATE self SET fork_number = (SELECT coalesce(max(number), 0) FROM episode),
            fork_us = coalesce((SELECT start_us FROM episode WHERE id = self.fork_episode_id), -1)
            WHERE parent_id IS NOT NULL""",
        "CREATE INDEX self_by_parent ON self (parent_id)",
        "CREATE INDEX self_by_companion ON self (companion_id)",
        "CREATE INDEX self_by_fork_number ON self (fork_number)",
        "ALTER TABLE companion ADD COLUMN current_self TEXT",
        """CREATE TABLE merged (
            episode_id TEXT PRIMARY KEY REFERENCES episode (id) ON DELETE CASCADE,
            from_self TEXT NOT NULL,
            from_episode TEXT NOT NULL
        )""",
    ):
        db.execute(statement)


def m2026_11_23_model_read(db: Database) -> None:
    """Lines of the user's that need not be shown to the language model any more, and the fact that it found there. It
    is asked again when a line has changed (facts/model_reading.py)."""
    db.execute("""CREATE TABLE model_read (
        episode_id TEXT PRIMARY KEY REFERENCES episode (id) ON DELETE CASCADE,
        fact_id TEXT REFERENCES fact (id) ON DELETE SET NULL
    )""")
    db.execute("CREATE INDEX model_read_by_fact ON model_read (fact_id) WHERE fact_id IS NOT NULL")
    db.execute("""CREATE TRIGGER episode_reread AFTER UPDATE OF text ON episode
        BEGIN DELETE FROM model_read WHERE episode_id = OLD.id; END""")


def m2026_11_23_doubts(db: Database) -> None:
    """What contradicts another and holds beside it, by the user's word; and when the user was asked about it."""
    db.execute("ALTER TABLE fact ADD COLUMN is_beside INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE fact ADD COLUMN asked_at TEXT")


def m2026_11_24_merged_later(db: Database) -> None:
    """No turn waits while the parts of the index are joined: EpisodeIndex.merge does it when nobody waits."""
    db.execute("INSERT INTO episode_words (episode_words, rank) VALUES ('automerge', 0)")


def m2026_11_24_doubted_anew(db: Database) -> None:
    """Facts that were kept before contradictions were doubted: their slots are worked out once by today's rules. Who
    changes those rules adds another such step."""
    from app.memory.facts.relinking import relink_all  # the rules, which no other start needs

    relink_all(db)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    m2026_11_22_episodes,
    m2026_11_22_recall,
    m2026_11_22_facts,
    m2026_11_22_unmerged,
    m2026_11_22_selves,
    m2026_11_23_model_read,
    m2026_11_23_doubts,
    m2026_11_24_merged_later,
    m2026_11_24_doubted_anew,
)


def migrate(db: Database, version: int) -> int:
    """Bring `db`, which has seen the first `version` of them, up to date; the caller holds the transaction."""
    for migration in MIGRATIONS[version:]:
        migration(db)
    db.pragma("user_version", len(MIGRATIONS))
    return len(MIGRATIONS)
