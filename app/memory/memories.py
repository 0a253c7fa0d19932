"""What the window's page Memory shows and changes: the facts that hold now, with the words they were read from.

On the store's thread, called by runtime/memory_shelf.py.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.memory.counts import Counting
from app.memory.facts.doubt import doubt_about
from app.memory.facts.fact import Fact
from app.memory.facts.fact_store import FactStore
from app.memory.forget import Forgetting
from app.memory.ids import Ids
from app.memory.lookup import episodes
from app.memory.protocol import Earlier, Kept, Remembered
from app.memory.store import SqliteTranscriptStore


class SqliteMemories:
    """Through `store`'s connection."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store
        self._facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
        self._forgetting = Forgetting(store)

    def all(self, self_id: str) -> list[Remembered]:
        return [self._shown(fact) for fact in reversed(self._facts.current(self_id))]

    def place(self, memory_id: str) -> tuple[str, str] | None:
        fact = self._facts.get(memory_id)
        said = episodes(self._store.db, [memory_id if fact is None else fact.source_episode_id])
        return (f"{said[0].start:%Y-%m-%d}", said[0].id) if said else None

    def kept(self, self_id: str) -> Kept:
        """Counted anew: something may have been deleted, and who opens a page can wait 50 ms."""
        path = self._store.path
        files = [file for file in (path, Path(f"{path}-wal")) if file.exists()]
        counts = Counting().count(self._store.db, "", self_id)
        since = datetime.fromisoformat(counts.since) if counts.since else None
        return Kept(counts.turns, since, sum(file.stat().st_size for file in files))

    def pin(self, memory_id: str, *, is_pinned: bool) -> None:
        self._facts.pin(memory_id, is_pinned)

    def edit(self, memory_id: str, text: str, now: datetime) -> Remembered | None:
        fact = self._facts.edit(memory_id, text, now=now)
        return None if fact is None else self._shown(fact)

    def forget(self, memory_id: str) -> tuple[str, ...]:
        """With the words it was read from: else it would be read in them again."""
        fact = self._facts.get(memory_id)
        ids = [memory_id] if fact is None else [memory_id, fact.source_episode_id]
        return self._forgetting.forget(ids).ids

    def _shown(self, fact: Fact) -> Remembered:
        doubt = doubt_about(fact, self._facts.get)
        past = [old for old in self._facts.history(fact.id) if old.valid_to is not None and old.statement]
        before = {old.statement: old for old in past if old.statement != fact.statement}
        return Remembered(
            id=fact.id,
            text=fact.statement,
            about="" if fact.subject == "user" else fact.subject,
            quote=fact.quote,
            said_at=fact.valid_from,
            is_pinned=fact.is_pinned,
            is_uncertain=fact.is_uncertain,
            is_edited=fact.edited_at is not None,
            before=() if doubt else tuple(map(_earlier, before.values())),
            line=fact.source_episode_id,
            against=(doubt.older.quote, doubt.older.valid_from) if doubt else None,
        )


def _earlier(fact: Fact) -> Earlier:
    return Earlier(fact.statement, fact.quote, fact.valid_from, fact.source_episode_id)
