"""Who took whose place, written into the rows of a slot: after every change of it, and once for all when the rules of
succession have changed.

Used by fact_store.py and migrations.py, on the store's thread, in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.memory.database import Connection
from app.memory.facts.succession import Link, places

Slot = tuple[str, str, str]
"""A self, a subject, a slot."""
_READ = """SELECT id, predicate, value, source_episode_id, valid_from, is_change, is_pinned, is_beside FROM fact
    WHERE (self_id, subject, slot) = (?, ?, ?) ORDER BY told_us, quote_start, number"""
_WRITE = "UPDATE fact SET valid_to = ?, supersedes = ?, is_uncertain = ?, is_pinned = ? WHERE id = ?"


def relink(db: Connection, slots: Iterable[Slot]) -> None:
    """All facts of each of these, from the first to the newest."""
    for slot in slots:
        for place in places([Link(*row) for row in list(db.execute(_READ, slot))]):
            values = (place.valid_to, place.supersedes, place.is_uncertain, place.is_pinned, place.id)
            list(db.execute(_WRITE, values))  # a list, because execute() is lazy


def relink_all(db: Connection) -> None:
    """Every slot that holds more than one fact."""
    sql = "SELECT self_id, subject, slot FROM fact GROUP BY self_id, subject, slot HAVING count(*) > 1"
    relink(db, list(db.execute(sql)))
