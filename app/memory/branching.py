"""A self that knows one topic and nothing else of its companion's past: founded, and told what it may know.

It stands under its parent in the tree and shares no line with it: what it knows are copies, as after a merge, so
whatever is told to or deleted of the one is not the other's. Called on the store's thread, by `companion fork --only`
and, for "make a copy of yourself that only knows my novel", by turn_memory.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.errors import UnknownId
from app.memory.database import told, transaction
from app.memory.scope import NOTHING
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.memory.talk.answer import Fork


def fork_with(store: SqliteTranscriptStore, parent: str, ids: Sequence[str], now: datetime, *, label: str) -> str:
    """-> the new self's id; of what `parent` knows it has the lines `ids`. Raises UnknownId, DiskFull."""
    selves = Selves(store)
    found = selves.get(parent)
    if found is None:
        raise UnknownId(f"There is no self {parent}.", "See them with: earpiece companion selves NAME")
    new = selves.begin(found.companion, now, label=label)
    with told(store.path), transaction(store.db):
        sql = "UPDATE self SET parent_id = ?, fork_us = -1, fork_number = ? WHERE id = ?"
        list(store.db.execute(sql, (parent, NOTHING, new)))
    selves.merge(parent, new, ids)
    return new


def branch_off(store: SqliteTranscriptStore, parent: str, fork: Fork, now: datetime) -> str:
    """What was asked for aloud. -> the new self's id."""
    if fork.episode_ids is None:
        return Selves(store).fork(parent, now, label=fork.label)
    return fork_with(store, parent, fork.episode_ids, now, label=fork.label)
