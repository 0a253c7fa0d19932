"""Which lines the language model is asked about when nobody talks, and what comes of its answers.

Only lines of the user's in which the rules found nothing and whose vector surely tells of one matter: a few in a
hundred. Each is asked about once; forgetting a line forgets that too, editing it asks anew. Used by the keeper when it
has nothing else to do, on the store's thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.engines.protocols import Message
from app.memory.database import told, transaction
from app.memory.facts.fact import Fact
from app.memory.facts.fact_store import FactStore
from app.memory.facts.pointing import MATTERS, choices, claimed, is_askable, question
from app.memory.lookup import episodes
from app.memory.matters import MADE_FOR, Matters
from app.memory.store import SqliteTranscriptStore
from app.memory.vectors import directions

SURE = 0.8
"""How likely a line tells of its matter, at least. At 0.7 "Hay fever is getting me" was an allergy to hay."""
_ROWS = 100
"""Lines looked at in one step: some milliseconds."""
_UNREAD = """SELECT e.id, e.text, v.vector, EXISTS (SELECT 1 FROM fact WHERE source_episode_id = e.id)
    FROM episode e JOIN episode_vector v ON v.number = e.number
    WHERE e.speaker = 'user' AND NOT EXISTS (SELECT 1 FROM model_read m WHERE m.episode_id = e.id)
    AND EXISTS (SELECT 1 FROM embedder WHERE name = ?) ORDER BY e.number LIMIT ?"""


@dataclass(frozen=True)
class Asked:
    """One line's question. `matter`: a key of MATTERS."""

    episode_id: str
    matter: str
    messages: tuple[Message, ...]
    choices: tuple[str, ...]


class ModelReading:
    """Over an open store."""

    def __init__(self, store: SqliteTranscriptStore, facts: FactStore, matters: Matters) -> None:
        self._store, self._facts, self._matters = store, facts, matters

    def questions(self) -> list[Asked]:
        """About the oldest lines that nobody has looked at; the others of them need none, and that is noted."""
        rows = self._rows(_UNREAD, MADE_FOR, _ROWS)
        found = list(self._asked(rows))
        asked = {one.episode_id for one in found}
        with told(self._store.path), transaction(self._store.db):
            for row in rows:
                if row[0] not in asked:
                    self._note(row[0], None)
        return found

    def answered(self, asked: Asked, answer: str) -> list[Fact]:
        """-> the fact that came of it, if any. The line may have been forgotten or changed meanwhile."""
        line = next(iter(episodes(self._store.db, [asked.episode_id])), None)
        if line is None:
            return []
        claim = claimed(line.text, MATTERS[asked.matter], answer) if answer in asked.choices else None
        with told(self._store.path), transaction(self._store.db):
            new = self._facts.derive(line, [claim] if claim is not None else [])
            self._note(line.id, new[0].id if new else None)
        return new

    def _asked(self, rows: list[Any]) -> Iterator[Asked]:
        open_rows = [row for row in rows if not row[3] and is_askable(row[1])]
        if not open_rows:
            return
        shares = self._matters.told(directions([row[2] for row in open_rows])).shares
        for (identity, text, *_), share in zip(open_rows, shares, strict=True):
            name = self._matters.names[int(share.argmax())]
            if share.max() >= SURE and name in MATTERS:
                yield Asked(identity, name, tuple(question(text, MATTERS[name])), tuple(choices(text)))

    def _note(self, episode_id: str, fact_id: str | None) -> None:
        self._rows("INSERT OR REPLACE INTO model_read VALUES (?, ?)", episode_id, fact_id)

    def _rows(self, sql: str, *values: object) -> list[Any]:
        return list(self._store.db.execute(sql, values))  # a list, because execute() is lazy
