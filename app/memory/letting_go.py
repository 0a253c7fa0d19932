"""Lets a self go: its whole branch leaves the disk for good, and nothing else changes.

Like forgetting (forget.py), but by self: what the branch was told, its words in the index, its vectors, its facts and
its place in the tree, in one transaction with the index merged in it; every prompt cache; then the log is emptied. Of
its ancestors not a byte of a row changes: their lines never hold words of a branch. What the user merged into another
self was given to that self and stays there.

On the store's thread. The live prompt is the machine's: give it the ids (facts.MemoriesForgotten).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.errors import BadOption, UnknownId
from app.memory import archive
from app.memory.database import empty_log, told, transaction
from app.memory.forget import Forgetting
from app.memory.ids import first_self
from app.memory.selves import Branch, Selves
from app.memory.store import SqliteTranscriptStore

_OF = "self_id IN (SELECT value FROM json_each(?))"


def branch_of(store: SqliteTranscriptStore, self_id: str, *, with_branches: bool = False) -> list[Branch]:
    """What would go: `self_id`, and who branched off it. Raises UnknownId; BadOption for the first self, and when there
    are branches that were not named."""
    selves = Selves(store)
    found = selves.get(self_id)
    if found is None:
        raise UnknownId(f"There is no self {self_id}.", "See them with: earpiece companion selves NAME")
    if self_id == first_self(found.companion):
        fix = "Single memories go with `earpiece memory forget`, everything with `earpiece wipe`."
        raise BadOption(f"{self_id} is the self that {found.companion} began with: it cannot be let go.", fix)
    others = selves.descendants(self_id)
    if others and not with_branches:
        names = ", ".join(one.id for one in others[:4]) + (", …" if len(others) > 4 else "")
        raise BadOption(f"{self_id} has branches of its own: {names}.", "Let them go first, or add --with-branches.")
    return [found, *others]


def lines_of(store: SqliteTranscriptStore, branch: list[Branch]) -> Iterator[str]:
    """All that the branch itself was told, as `memory export` writes it; not what it shares with its ancestors."""
    after = archive.BEGINNING
    while True:
        lines, after = archive.page(store, after, [one.id for one in branch])
        if not lines:
            return
        yield from lines


def let_go(store: SqliteTranscriptStore, branch: list[Branch], forgetting: Forgetting) -> tuple[str, ...]:
    """-> ids of the episodes and facts that are gone, when this returns from the disk too. Raises DiskFull."""
    db, selves = store.db, json.dumps([one.id for one in branch])

    def rows(sql: str, *values: object) -> list[Any]:
        return list(db.execute(sql, values))  # a list, because execute() is lazy

    with told(store.path):
        forgetting.drop_copies()
        with transaction(db):
            gone = rows(f"SELECT id, number FROM episode WHERE {_OF}", selves)
            facts = rows(f"SELECT id FROM fact WHERE {_OF}", selves)
            for _, number in gone:  # their neighbourhoods hold words of the branch only
                rows("DELETE FROM episode_words WHERE rowid = ?", number)
                rows("DELETE FROM episode_vector WHERE number = ?", number)
                store.index.removed.append(number)
            rows(f"DELETE FROM fact WHERE {_OF}", selves)
            rows(f"DELETE FROM episode WHERE {_OF}", selves)
            rows(f"UPDATE companion SET current_self = NULL WHERE {_OF.replace('self_id', 'current_self')}", selves)
            for one in reversed(branch):  # children first
                rows("DELETE FROM self WHERE id = ?", one.id)
            store.index.purge(db)
        empty_log(db)
    return tuple(row[0] for row in [*gone, *facts])
