"""The table of facts, and the only SQL about it.

Used on the store's thread: by the keeper after an episode is kept, by the commands, by recall and by talk about memory.
Facts are a cache: `derive` makes those of an episode anew from its words at any time, and gives those that were there
before the same ids. A language model may propose (model_reading.py), it never writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from app.memory.database import Connection, told, transaction
from app.memory.facts.fact import Claim, Fact
from app.memory.facts.relinking import relink
from app.memory.facts.succession import standing
from app.memory.facts.wording import edited
from app.memory.protocol import Episode

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = (
    "id, self_id, subject, predicate, slot, value, statement, quote, quote_start, quote_end, source_episode_id, "
    "context_episode_id, valid_from, valid_to, supersedes, is_change, is_pinned, is_uncertain, edited_at, created_at, "
    "is_beside, asked_at"
)
_EPISODES = (
    "SELECT id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at FROM episode"
)
_INSERT = (
    "INSERT INTO fact (id, self_id, subject, predicate, slot, value, statement, quote, quote_start, quote_end, "
    "source_episode_id, context_episode_id, is_change, told_us, valid_from, edited_at, created_at, is_beside) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_ORDER = "told_us, quote_start, number"
_BEFORE = 16
"""Episodes of the same conversation that a correction or a game of roles may reach back to."""
_GIVEN = "(SELECT value FROM json_each(?1))"
_FOREVER_US = 2**63 - 1
_LINE = """WITH RECURSIVE line (self_id, parent_id, fork_us, fork_number, until_us, until_number) AS (
    SELECT id, parent_id, fork_us, fork_number, 9223372036854775807, 9223372036854775807 FROM self WHERE id = ?1
    UNION ALL
    SELECT self.id, self.parent_id, self.fork_us, self.fork_number,
           min(until_us, coalesce(line.fork_us, -1)),
           min(until_number, coalesce(line.fork_number, 9223372036854775807))
    FROM line JOIN self ON self.id = line.parent_id
) """
"""A self and its ancestors up to where each branch began."""
_WAS_THERE = f"""(until_number = {_FOREVER_US} OR EXISTS (
    SELECT 1 FROM episode WHERE episode.id = fact.source_episode_id AND episode.number <= until_number))"""
"""What was brought into an ancestor after the fork is not of the fork's past."""
_STANDING = f"""SELECT {_COLUMNS} FROM (
    SELECT fact.*, row_number() OVER (
        PARTITION BY subject, slot, CASE WHEN is_beside THEN value END
        ORDER BY told_us DESC, quote_start DESC, number DESC
    ) AS place
    FROM line JOIN fact ON fact.self_id = line.self_id AND told_us <= until_us {{join}} WHERE told_us <= ?2
    AND {_WAS_THERE}
) WHERE place = 1 ORDER BY {_ORDER}"""
"""The newest of each slot, and what holds beside it. Not by `valid_to`: a fork's own facts do not close those of its
ancestors for them."""
_NEAR = """, wanted (subject, slot) AS (
    SELECT subject, slot FROM fact WHERE source_episode_id IN (SELECT value FROM json_each(?3))
    UNION SELECT subject, slot FROM line JOIN fact ON fact.self_id = line.self_id WHERE is_pinned
) """


class FactStore:
    """`db`: asked at every call, because it opens later and may be closed; `path`: of memory.db, for errors."""

    def __init__(self, db: Callable[[], Connection], path: Path, *, new_id: Callable[[str, datetime], str]) -> None:
        self._connection = db
        self._path = path
        self._new_id = new_id

    def derive(self, episode: Episode, proposed: Sequence[Claim] = ()) -> list[Fact]:
        """Read the facts of `episode` in its words as they are now; those no longer said go. -> Those that are new.

        Call it when an episode was kept or edited. Doing it again changes nothing. `proposed`: by somebody who reads
        more than the rules; the verifier decides. What was found so before stays (model_reading.py).
        """
        with self._writing() as db:
            new = self._derive(db, episode, proposed)
            for later in self._corrections_of(db, episode):
                new += self._derive(db, later)
        return self._by_ids(new)

    def forget_episodes(self, episode_ids: Sequence[str]) -> list[str]:
        """Remove every fact that holds words of these episodes; call it before they are deleted. -> The facts' ids.

        What they had taken the place of is current again.
        """
        return self._remove(f"source_episode_id IN {_GIVEN} OR context_episode_id IN {_GIVEN}", episode_ids)

    def forget_facts(self, fact_ids: Sequence[str]) -> list[str]:
        """Remove these; their episodes stay, and deriving them anew brings such facts back."""
        return self._remove(f"id IN {_GIVEN}", fact_ids)

    def edit(self, fact_id: str, text: str, *, now: datetime, is_beside: bool = False) -> Fact | None:
        """Give a fact a successor that says `text`; `is_beside`: the same, which holds beside what contradicts it.
        None: there is no such fact."""
        old = self.get(fact_id)
        if old is None:
            return None
        claim = edited(old, text)
        if is_beside:
            claim = replace(claim, value=old.value, statement=old.statement, is_change=False)
        with self._writing() as db:
            source = old.source_episode_id
            new = self._insert(db, claim, old.self_id, source, at=now, edited_at=now, is_beside=is_beside)
            relink(db, {(old.self_id, old.subject, old.slot)})
        return self.get(new)

    def asked(self, fact_id: str, now: datetime) -> None:
        """The user is being asked about it."""
        with self._writing() as db:
            _rows(db, "UPDATE fact SET asked_at = ? WHERE id = ?", now.isoformat(), fact_id)

    def pin(self, fact_id: str, is_pinned: bool) -> bool:
        """Pinned facts are in every profile, and only a change that is told as one replaces them."""
        old = self.get(fact_id)
        if old is None:
            return False
        same = (old.self_id, old.subject, old.slot, old.predicate, old.value)
        with self._writing() as db:
            sql = "UPDATE fact SET is_pinned = ? WHERE (self_id, subject, slot, predicate, value) = (?, ?, ?, ?, ?)"
            _rows(db, sql, is_pinned, *same)
            relink(db, {same[:3]})
        return True

    def get(self, fact_id: str) -> Fact | None:
        return next(iter(self._by_ids([fact_id])), None)

    def current(self, self_id: str, at: datetime | None = None, *, is_over: bool = False) -> list[Fact]:
        """What holds now, or held at `at` by what had been said until then, for this self, its ancestors' facts up to
        the fork included, in the order it was said. `is_over`: instead what ended, and nothing has taken its place."""
        until_us = _FOREVER_US if at is None else _microseconds(at)
        newest = self._facts(_LINE + _STANDING.format(join=""), self_id, until_us)
        return [one for one in standing(newest) if not one.value] if is_over else _held(newest)

    def near(self, self_id: str, episode_ids: Iterable[str]) -> list[Fact]:
        """What holds now of all that these episodes speak of, and what is pinned. A home that has changed since is the
        new home; a job that ended is told as ended (its value is '')."""
        sql = _LINE + _NEAR + _STANDING.format(join="JOIN wanted USING (subject, slot)")
        return standing(self._facts(sql, self_id, _FOREVER_US, json.dumps(list(episode_ids))))

    def history(self, fact_id: str) -> list[Fact]:
        """All facts of the same self, subject and slot, oldest first."""
        same = "(self_id, subject, slot) = (SELECT self_id, subject, slot FROM fact WHERE id = ?)"
        return self._facts(f"SELECT {_COLUMNS} FROM fact WHERE {same} ORDER BY {_ORDER}", fact_id)

    def of_episodes(self, episode_ids: Iterable[str]) -> list[Fact]:
        """Every fact, current or not, that was read in these."""
        sql = f"SELECT {_COLUMNS} FROM fact WHERE source_episode_id IN {_GIVEN} ORDER BY {_ORDER}"
        return self._facts(sql, json.dumps(list(episode_ids)))

    def all(self, self_id: str | None = None) -> list[Fact]:
        """Every fact, superseded ones too, in the order they were said; of a self and its ancestors up to the fork."""
        if self_id is None:
            return self._facts(f"SELECT {_COLUMNS} FROM fact ORDER BY {_ORDER}")
        sql = f"{_LINE} SELECT fact.* FROM line JOIN fact ON fact.self_id = line.self_id AND told_us <= until_us"
        return self._facts(f"SELECT {_COLUMNS} FROM ({sql} WHERE {_WAS_THERE}) ORDER BY {_ORDER}", self_id)

    def _derive(self, db: Connection, episode: Episode, proposed: Sequence[Claim] = ()) -> list[str]:
        claims = self._found(episode, proposed, *self._past(db, episode)) if episode.speaker == "user" else []
        sql = f"""SELECT {_COLUMNS} FROM fact WHERE source_episode_id = ? AND edited_at IS NULL
            AND id NOT IN (SELECT fact_id FROM model_read WHERE fact_id IS NOT NULL)"""
        kept = {_key(fact): fact for fact in map(_fact, _rows(db, sql, episode.id))}
        wanted = {_key(claim): claim for claim in claims}
        gone = [fact for key, fact in kept.items() if key not in wanted]
        touched = {(fact.self_id, fact.subject, fact.slot) for fact in gone}
        for fact in gone:
            _rows(db, "DELETE FROM fact WHERE id = ?", fact.id)
        new = []
        for key, claim in wanted.items():
            if key not in kept:
                new.append(self._insert(db, claim, episode.self_id, episode.id, at=episode.start))
                touched.add((episode.self_id, claim.subject, claim.slot))
        relink(db, touched)
        return new

    def _found(
        self, episode: Episode, proposed: Sequence[Claim], before: Sequence[Episode], read: Sequence[Fact]
    ) -> list[Claim]:
        from app.memory.facts.finder import Past, find

        held = partial(self.current, episode.self_id, episode.start - timedelta(microseconds=1))
        return find(episode, Past(before, read, held), proposed)

    def _past(self, db: Connection, episode: Episode) -> tuple[list[Episode], list[Fact]]:
        """What was said in this conversation before `episode`, and what was read in it."""
        sql = (
            f"{_EPISODES} WHERE self_id = ? AND conversation_id = ? AND (start_us, id) < (?, ?) "
            "ORDER BY start_us DESC, id DESC LIMIT ?"
        )
        moment = _microseconds(episode.start)
        rows = _rows(db, sql, episode.self_id, episode.conversation, moment, episode.id, _BEFORE)
        episodes = [_episode(row) for row in reversed(rows)]
        ids = json.dumps([one.id for one in episodes])
        facts = f"SELECT {_COLUMNS} FROM fact WHERE source_episode_id IN {_GIVEN} ORDER BY {_ORDER}"
        return episodes, [_fact(row) for row in _rows(db, facts, ids)]

    def _corrections_of(self, db: Connection, episode: Episode) -> list[Episode]:
        sql = f"{_EPISODES} WHERE id IN (SELECT source_episode_id FROM fact WHERE context_episode_id = ?)"
        return [_episode(row) for row in _rows(db, sql, episode.id)]

    def _insert(
        self, db: Connection, claim: Claim, self_id: str, source: str,
        *, at: datetime, edited_at: datetime | None = None, is_beside: bool = False,
    ) -> str:  # fmt: skip
        c, new = claim, self._new_id("fa", at)
        what = (c.subject, c.predicate, c.slot, c.value, c.statement, c.quote, c.start, c.end)
        times = (_microseconds(at), at.isoformat(), edited_at and edited_at.isoformat(), at.isoformat())
        _rows(db, _INSERT, new, self_id, *what, source, c.context_id, c.is_change, *times, is_beside)
        return new

    def _remove(self, where: str, ids: Sequence[str]) -> list[str]:
        with self._writing() as db:
            sql = f"DELETE FROM fact WHERE {where} RETURNING id, self_id, subject, slot"
            gone = _rows(db, sql, json.dumps(list(ids)))
            relink(db, {tuple(row[1:]) for row in gone})
        return [row[0] for row in gone]

    def _by_ids(self, ids: Sequence[str]) -> list[Fact]:
        sql = f"SELECT {_COLUMNS} FROM fact WHERE id IN {_GIVEN} ORDER BY {_ORDER}"
        return self._facts(sql, json.dumps(list(ids)))

    def _facts(self, sql: str, *values: object) -> list[Fact]:
        with told(self._path):
            return [_fact(row) for row in _rows(self._connection(), sql, *values)]

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction, or a part of the caller's."""
        db = self._connection()
        with told(self._path), nullcontext() if db.in_transaction else transaction(db):
            yield db


def read_rules() -> None:
    """Compile the patterns that facts are found by. They take a quarter of a second, which no start has, so they are
    imported when they are first needed, or here, while nobody waits."""
    import app.memory.facts.finder  # noqa: F401 - all it does is be there


def _held(facts: Iterable[Fact]) -> list[Fact]:
    """Without what has ended; of those that say the same in two slots, as a corrected name does, the newest."""
    held = (fact for fact in standing(facts) if fact.value)
    return list({(fact.subject.casefold(), fact.statement.casefold()): fact for fact in held}.values())


def _rows(db: Connection, sql: str, *values: object) -> list[Any]:
    return list(db.execute(sql, values))  # a list, because execute() is lazy


def _key(one: Claim | Fact) -> tuple[object, ...]:
    what = (one.subject, one.predicate, one.slot, one.value, one.statement)
    return (*what, one.quote, one.start, one.end, one.context_id if isinstance(one, Claim) else one.context_episode_id)


def _fact(row: Any) -> Fact:
    *head, valid_from, valid_to, supersedes, is_change, is_pinned, is_uncertain, edited_at, created_at = row[:-2]
    flags = (bool(is_change), bool(is_pinned), bool(is_uncertain))
    held = (datetime.fromisoformat(valid_from), _moment(valid_to), supersedes)
    doubt = (bool(row[-2]), _moment(row[-1]))
    values: list[Any] = [*head, *held, *flags, _moment(edited_at), datetime.fromisoformat(created_at), *doubt]
    return Fact(*values)


def _episode(row: Any) -> Episode:
    return Episode(*row[:8], *map(datetime.fromisoformat, row[8:]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
