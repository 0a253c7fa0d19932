"""How much is kept: turns, facts, the first day, other selves. What a companion tells of itself when it is asked.

Read on the store's thread, ahead of the question (wiring/honest.py). Counting everything takes 20 ms at a million
episodes, so only what is new is counted, until something was forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.memory.scope import Scope, scope_of


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
        sql = f"SELECT count(*) FROM episode e WHERE e.speaker = 'user' AND e.number > ? AND {where}"
        ((more,),) = db.execute(sql, (self._counted.get(self_id, 0), *values))
        self._turns[self_id] = self._turns.get(self_id, 0) + more
        self._counted[self_id] = newest
        first = list(db.execute(f"SELECT e.start_at FROM episode e WHERE {where} ORDER BY e.start_us LIMIT 1", values))
        return Counts(
            self._turns[self_id], _facts(db, scope), first[0][0] if first else "", _selves(db, companion, self_id)
        )


def _facts(db: Any, scope: Scope) -> int:
    """Those that hold."""
    selves = [one for one, *_ in scope.parts]
    known = ", ".join("?" * len(selves))
    ((number,),) = db.execute(f"SELECT count(*) FROM fact WHERE self_id IN ({known}) AND valid_to IS NULL", selves)
    return int(number)


def _selves(db: Any, companion: str, self_id: str) -> tuple[str, ...]:
    columns = {row[1] for row in db.execute("PRAGMA table_info(self)")}
    label = "coalesce(label, '')" if "label" in columns else "''"
    sql = f"SELECT {label} FROM self WHERE companion_id = ? AND id != ? ORDER BY rowid"
    return tuple(row[0] for row in db.execute(sql, (companion, self_id)))
