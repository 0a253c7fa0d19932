"""What a turn leaves for later, so that nobody waits for it: done in steps by the keeper, on the store's thread."""

from __future__ import annotations

from app.memory.database import told
from app.memory.store import SqliteTranscriptStore


def tidy(store: SqliteTranscriptStore) -> bool:
    """One step, some milliseconds, on the open `store`. -> whether there may be more. Raises what `keep` does."""
    with told(store.path):
        return store.index.merge(store.db) or (store.log is not None and store.log.tidy())
