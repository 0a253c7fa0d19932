"""The branches of a companion's life: forked, listed, labelled, chosen, merged, counted; the only SQL about the tree.

A fork copies nothing, whatever the size of the past: it is one row that says where it branched off (scope.py reads it).
On the store's thread: the keeper's, or a command's when nobody owns the home. Letting go is letting_go.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.errors import BadOption, UnknownId
from app.memory.database import told, transaction
from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids, derived, first_self
from app.memory.lookup import episodes
from app.memory.scope import in_parts, parts_of
from app.memory.store import SqliteTranscriptStore

MOST_LABEL_CHARS = 80
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = "id, companion_id, parent_id, fork_episode_id, label"


@dataclass(frozen=True)
class Branch:
    """One self of a companion."""

    id: str
    companion: str
    parent: str | None
    """None: nothing lies before it."""
    fork_turn: str | None
    """The last line that it shares with its parent; it may have been deleted since."""
    label: str
    """As the user calls it; '' for none."""
    is_current: bool = False
    """Who answers when no self is named."""


@dataclass(frozen=True)
class Merged:
    """What a merge did."""

    added: tuple[str, ...] = ()
    """Ids of the copies."""
    known: int = 0
    """Lines that the other self could recall already."""
    unknown: tuple[str, ...] = ()
    """Ids that the first self has nothing of."""


class Selves:
    """Of the open `store`."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self._store = store
        self._ids = Ids()

    # ---- who there is ----------------------------------------------------------------------------------------------

    def get(self, self_id: str) -> Branch | None:
        found = self._branches("WHERE id = ?", self_id)
        return found[0] if found else None

    def of(self, companion: str) -> list[Branch]:
        """Each behind its parent, siblings in the order they were made; [] for somebody nobody has talked to."""
        children: dict[str | None, list[Branch]] = {}
        for one in reversed(self._branches("WHERE companion_id = ? ORDER BY rowid", companion)):
            children.setdefault(one.parent, []).append(one)
        tree, waiting = [], children.get(None, [])
        while waiting:
            one = waiting.pop()
            tree.append(one)
            waiting += children.get(one.id, [])
        return tree

    def counts(self, companion: str) -> int:
        """How many selves `companion` has; at least the one it starts with."""
        ((count,),) = self._rows("SELECT count(*) FROM self WHERE companion_id = ?", companion)
        return max(1, int(count))

    def current(self, companion: str) -> str:
        """The self that answers when none is named; nothing is written."""
        sql = "SELECT s.id FROM companion c JOIN self s ON s.id = c.current_self WHERE c.id = ?"
        found = self._rows(sql, companion)
        return str(found[0][0]) if found else first_self(companion)

    def named(self, self_id: str | None, companion: str) -> str:
        """The self that `--self` names, made sure that it is `companion`'s; None: the current one. Raises BadOption."""
        if self_id is None:
            return self.current(companion)
        if self_id == first_self(companion):
            return self_id
        found = self.get(self_id)
        if found is None or found.companion != companion:
            fix = f"See its selves with: earpiece companion selves {companion}"
            raise BadOption(f"There is no self called {self_id!r} of {companion}.", fix)
        return self_id

    def named_of(self, self_id: str | None, companion: str | None) -> str:
        """The same for a command: the self alone says whose it is. Raises BadOption."""
        found = self.get(self_id) if self_id and not companion else None
        return found.id if found else self.named(self_id, (companion or "nobody").strip().casefold())

    def descendants(self, self_id: str) -> list[Branch]:
        """Everybody who branched off it, and off those."""
        found = self.get(self_id)
        tree = self.of(found.companion) if found is not None else []
        inside = {self_id}
        for one in tree:  # parents come before their children
            if one.parent in inside:
                inside.add(one.id)
        return [one for one in tree if one.id in inside and one.id != self_id]

    # ---- what is changed ---------------------------------------------------------------------------------------------

    def fork(self, self_id: str, now: datetime, *, at: str | None = None, label: str = "") -> str:
        """-> the new self's id. `at`: the episode that is the last it shares; None: all that `self_id` knows by now.

        Raises UnknownId.
        """
        parent = self._known(self_id)
        last = self._shared(parent, at)
        fork_us = _microseconds(now) if last is None else last[2]
        if at is None and last is not None:
            fork_us = max(_microseconds(now), fork_us)  # a line from a clock that was wrong is shared too
        new = self._ids.new("se", now)
        sql = f"""INSERT INTO self ({_COLUMNS}, fork_us, fork_number)
            VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(number), 0) FROM episode))"""
        whose = parent.id if last is None or at is None else last[1]
        row = (new, parent.companion, whose, last[0] if last else parent.fork_turn, _short(label), fork_us)
        with told(self._store.path), transaction(self._store.db):
            self._rows(sql, *row)
        return new

    def begin(self, companion: str, now: datetime, *, label: str = "") -> str:
        """-> a new self with no past at all."""
        new = self._ids.new("se", now)
        with told(self._store.path), transaction(self._store.db):
            self._rows("INSERT OR IGNORE INTO companion (id) VALUES (?)", companion)
            self._rows("INSERT INTO self (id, companion_id, label) VALUES (?, ?, ?)", new, companion, _short(label))
        return new

    def name(self, self_id: str, label: str) -> None:
        """'' takes the name away. Raises UnknownId."""
        self._known(self_id)
        with told(self._store.path), transaction(self._store.db):
            self._rows("UPDATE self SET label = ? WHERE id = ?", _short(label), self_id)

    def use(self, self_id: str) -> Branch:
        """It answers from now on when no self is named. Raises UnknownId."""
        chosen = self._known(self_id)
        with told(self._store.path), transaction(self._store.db):
            self._rows("UPDATE companion SET current_self = ? WHERE id = ?", self_id, chosen.companion)
        return replace(chosen, is_current=True)

    def merge(self, giver: str, taker: str, ids: Sequence[str]) -> Merged:
        """What the user chose of `giver`'s memory is `taker`'s too from now on: its words, said when they were said,
        marked with where they are from. Its forks of before do not get it. Raises UnknownId, DiskFull."""
        theirs, ours = (in_parts(parts_of(self._store.db, self._known(one).id)) for one in (giver, taker))
        sql = "SELECT id FROM episode e WHERE id IN (SELECT value FROM json_each(?)) AND "
        wanted = json.dumps(self._with_sources(ids))
        given = [row[0] for row in self._rows(sql + theirs[0], wanted, *theirs[1])]
        known = {row[0] for row in self._rows(sql + ours[0], wanted, *ours[1])}
        sql = "SELECT from_episode FROM merged m JOIN episode e ON e.id = m.episode_id WHERE e.self_id = ?"
        known |= {row[0] for row in self._rows(sql, taker)}
        new = [one for one in given if one not in known]
        unknown = tuple(one for one in ids if one not in given and not self._is_fact_of(one, given))
        return Merged(tuple(self._copy(new, giver, self._known(taker))), len(given) - len(new), unknown)

    def _copy(self, ids: Sequence[str], giver: str, taker: Branch) -> list[str]:
        store, made = self._store, []
        facts = FactStore(lambda: store.db, store.path, new_id=self._ids.new)
        with told(store.path), transaction(store.db):
            for one in episodes(store.db, ids):
                conversation = derived("co", one.start, taker.id, one.conversation)
                new = self._ids.new("ep", one.start)
                copy = replace(one, id=new, self_id=taker.id, companion=taker.companion, conversation=conversation)
                store.insert(copy)
                self._rows("INSERT INTO merged VALUES (?, ?, ?)", new, giver, one.id)
                facts.derive(copy)
                made.append(new)
        return made

    # ---- reading -----------------------------------------------------------------------------------------------------

    def _shared(self, parent: Branch, at: str | None) -> tuple[str, str, int] | None:
        """The last line that is shared: (id, its self, microseconds since 1970)."""
        condition, values = in_parts(parts_of(self._store.db, parent.id))
        if at is None:
            sql = "SELECT id, self_id, start_us FROM episode WHERE self_id = ? ORDER BY start_us DESC, id DESC LIMIT 1"
            found = self._rows(sql, parent.id)
            return found[0] if found else None
        found = self._rows(f"SELECT id, self_id, start_us FROM episode e WHERE id = ? AND {condition}", at, *values)
        if not found:
            raise UnknownId(f"{parent.id} knows of no line {at}.", "See the ids with `transcript show DAY --json`.")
        return found[0]  # type: ignore[no-any-return]

    def _with_sources(self, ids: Sequence[str]) -> list[str]:
        """A fact is merged by the line that it was read from."""
        sql = "SELECT source_episode_id FROM fact WHERE id IN (SELECT value FROM json_each(?))"
        return [*ids, *(row[0] for row in self._rows(sql, json.dumps(list(ids))))]

    def _is_fact_of(self, fact_id: str, given: Sequence[str]) -> bool:
        return any(row[0] in given for row in self._rows("SELECT source_episode_id FROM fact WHERE id = ?", fact_id))

    def _known(self, self_id: str) -> Branch:
        found = self.get(self_id)
        if found is None:
            raise UnknownId(f"There is no self {self_id}.", "See them with: earpiece companion selves NAME")
        return found

    def _branches(self, condition: str, *values: object) -> list[Branch]:
        current = "coalesce((SELECT current_self FROM companion c WHERE c.id = self.companion_id), '')"
        rows = self._rows(f"SELECT {_COLUMNS}, {current} FROM self {condition}", *values)
        return [replace(Branch(*row[:5]), is_current=row[0] == (row[5] or first_self(row[1]))) for row in rows]

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with told(self._store.path):
            return list(self._store.db.execute(sql, values))  # a list, because execute() is lazy


def _short(label: str) -> str:
    return " ".join(label.split())[:MOST_LABEL_CHARS]


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
