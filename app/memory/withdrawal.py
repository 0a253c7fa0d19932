"""Takes lines out of the transcript for ten seconds of undo: unreachable at once, gone from the disk when it is over.

Why not deleted at the end: a crash must mean deleted, and what can be undone lies in RAM only (memory.md, decision 10).
On the store's thread, called by runtime/shelf.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.memory.database import empty_log, transaction
from app.memory.protocol import Episode
from app.memory.reading import episode_of
from app.memory.store import SqliteTranscriptStore

_COLUMNS = "number, id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at"


class SqliteWithdrawal:
    """Through `store`'s connection and index."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store

    def take(self, ids: Sequence[str]) -> list[Episode]:
        db, taken = self._store.db, []
        with transaction(db):
            for episode_id in ids:
                for number, *row in list(db.execute(f"SELECT {_COLUMNS} FROM episode WHERE id = ?", (episode_id,))):
                    taken.append(episode_of(row))
                    self._store.index.remove(db, number)
                    db.execute("DELETE FROM episode WHERE number = ?", (number,))
        empty_log(db)
        return taken

    def give_back(self, episodes: Sequence[Episode]) -> None:
        for episode in episodes:
            self._store.keep(episode)

    def finish(self) -> None:
        self._store.index.purge(self._store.db)
        empty_log(self._store.db)
