"""How much is kept: turns, facts, the first day, other selves. What a companion tells of itself when it is asked.

Read on the store's thread, ahead of the question (wiring/honest.py). Counting everything takes 50 ms at 100,000
episodes, so only what is new is counted, until something was forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.memory.scope import Scope, scope_of

MOST_NAMED = 12
"""Of more selves the number is enough."""


@dataclass(frozen=True)
class Counts:
    """Of one self with its ancestors. `since`: ISO 8601 with its zone, '' when nothing is kept. `selves`: labels of the
    companion's other selves, '' for one without."""

    turns: int = 0
    facts: int = 0
    since: str = ""
    selves: tuple[str, ...] = ()

    @property
    def since_day(self) -> str:
        """ "3 March 2026" """
        return f"{(at := datetime.fromisoformat(self.since)).day} {at:%B %Y}" if self.since else ""


class Counting:
    """For one open store, over its life."""

    def __init__(self) -> None:
        self._turns: dict[str, int] = {}
        self._counted: dict[str, int] = {}
        """Self -> the number of the newest episode that was counted for it."""

    def forget(self) -> None:
        """Something is gone: the next count begins anew."""
        self._turns.clear()
        self._counted.clear()

    def count(self, db: Any, companion: str, self_id: str) -> Counts:
        scope = scope_of(db, self_id)
        where, values = scope.sql
        ((newest,),) = db.execute("SELECT coalesce(max(number), 0) FROM episode")
        known = self._counted.get(self_id, 0)
        way = "NOT INDEXED" if known else ""  # by number: only what is new is looked at
        sql = f"SELECT count(*) FROM episode e {way} WHERE e.number > ? AND e.speaker = 'user' AND {where}"
        ((more,),) = db.execute(sql, (known, *values))
        self._turns[self_id] = self._turns.get(self_id, 0) + more
        self._counted[self_id] = newest
        return Counts(self._turns[self_id], _facts(db, scope), _since(db, scope), _selves(db, companion, self_id))


def _since(db: Any, scope: Scope) -> str:
    """Self by self: each is one step in the index."""
    sql = """SELECT start_us, start_at FROM episode WHERE self_id = ? AND start_us <= ? AND number <= ?
             ORDER BY start_us LIMIT 1"""
    firsts = [row for part in scope.parts for row in db.execute(sql, tuple(part))]
    return str(min(firsts)[1]) if firsts else ""


def _facts(db: Any, scope: Scope) -> int:
    """Those that hold."""
    selves = [one for one, *_ in scope.parts]
    known = ", ".join("?" * len(selves))
    ((number,),) = db.execute(f"SELECT count(*) FROM fact WHERE self_id IN ({known}) AND valid_to IS NULL", selves)
    return int(number)


def _selves(db: Any, companion: str, self_id: str) -> tuple[str, ...]:
    """The labels of more than a few are of no use to anybody: then ''."""
    others = "FROM self WHERE companion_id = ? AND id != ?"
    ((number,),) = db.execute(f"SELECT count(*) {others}", (companion, self_id))
    if number > MOST_NAMED:
        return ("",) * int(number)
    return tuple(row[0] for row in db.execute(f"SELECT label {others} ORDER BY rowid", (companion, self_id)))
