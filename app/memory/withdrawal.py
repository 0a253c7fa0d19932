"""Takes lines out of the transcript for ten seconds of undo: unreachable at once, gone from the disk when it is over.

Why not deleted at the end: a crash must mean deleted, and what can be undone lies in RAM only (memory.md, decision 10).
On the store's thread, called by runtime/shelf.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.memory.facts.fact_store import FactStore
from app.memory.forget import Forgetting
from app.memory.ids import Ids
from app.memory.lookup import episodes
from app.memory.protocol import Episode
from app.memory.repeats import repeating
from app.memory.store import SqliteTranscriptStore


class SqliteWithdrawal:
    """What goes with a line goes and comes back with it: its facts, and the replies that repeat it."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store
        self._forgetting = Forgetting(store)
        self._facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
        self._numbers: dict[str, int] = {}
        """What was taken last: put back in its place, it is still the past of later forks."""

    def take(self, ids: Sequence[str]) -> tuple[list[Episode], tuple[str, ...]]:
        db = self._store.db
        taken = episodes(db, [*ids, *repeating(db, list(ids))])
        given = json.dumps([one.id for one in taken])
        sql = "SELECT id, number FROM episode WHERE id IN (SELECT value FROM json_each(?))"
        self._numbers = dict(db.execute(sql, (given,)))
        return taken, self._forgetting.forget(ids, at_once=False).ids

    def give_back(self, taken: Sequence[Episode]) -> None:
        for episode in taken:
            self._store.keep(episode, self._numbers.get(episode.id))
        for episode in taken:
            self._facts.derive(episode)

    def finish_some(self) -> bool:
        return self._forgetting.merge()
