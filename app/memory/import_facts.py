"""Lines that are imported, and the facts in them.

Why beside archive.py: Earpiece's own export carries its facts, and reading them anew would bring back those that were
forgotten. Other programs' chats, and files that hold nothing but what was said, are read as if it were said now: by
rules, about a millisecond a line of the user's. Called by the import command, on the store's thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.memory.archive import Item
from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids
from app.memory.import_lines import ImportLines
from app.memory.protocol import Episode
from app.memory.store import SqliteTranscriptStore


class ImportWithFacts:
    """Of one file, page by page, in the order of time."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store
        self._lines = ImportLines(store)
        self._facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)

    def add(self, page: Sequence[Item]) -> tuple[int, int]:
        """As ImportLines.add: -> (added, known already). Facts of lines that were known stay as they are."""
        said = [one for one in page if isinstance(one, Episode) and one.speaker == "user"]
        new = [one for one in said if not self._is_known(one.id)]
        counts = self._lines.add(page)
        for episode in new:
            self._facts.derive(episode)
        return counts

    def finish(self) -> None:
        """Behind the last page. There are no facts in the file to tie together."""

    def _is_known(self, identity: str) -> bool:
        return bool(list(self._store.db.execute("SELECT 1 FROM episode WHERE id = ?", (identity,))))
