"""The transcript in memory.db: every word that was said, and the only SQL about it.

Opened, used and closed on the keeper's thread, or by a command when nobody owns the home. Every episode is one
transaction that is on disk before `keep` returns, with no model in the write path (memory.md, decision 1). Any SQLite
can read the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.memory.database import Connection, empty_log, told, transaction
from app.memory.episode_index import EpisodeIndex
from app.memory.ids import first_self
from app.memory.keys import Keys
from app.memory.protocol import Episode
from app.memory.recovery import opened
from app.memory.scope import in_parts, is_alone, parts_of
from app.memory.write_ahead_log import WriteAheadLog

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = "id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at"
_DAY = "substr(start_at, 1, 10)"  # as in the index
_NEXT_NUMBER = """SELECT 1 + max(coalesce((SELECT max(number) FROM episode), 0),
    coalesce((SELECT max(fork_number) FROM self), 0))"""
_NEWEST_FIRST = "ORDER BY start_us DESC, id DESC LIMIT ?"


class SqliteTranscriptStore:
    """`path`: memory.db, created by `open` when absent. `keys`: None knows the environment's passphrase only."""

    def __init__(self, path: Path, keys: Keys | None = None) -> None:
        self.path = path
        self.keys = keys or Keys()
        self._db: Connection = None
        self.log: WriteAheadLog | None = None
        self.index = EpisodeIndex()
        self.notice = ""
        """What the user must be told of the opening; '' when all was well."""

    @property
    def db(self) -> Connection:
        """For the other parts of memory/, on the same thread; None while closed."""
        return self._db

    @property
    def drawn_key(self) -> str:
        """The recovery key that was made when it opened; shown once. '' mostly."""
        return self.keys.drawn

    def open(self) -> None:
        """Open or create, migrate; of a damaged one, what can be read, and `notice` says so. Raises DatabaseUnusable
        (file untouched), BadHome, DiskFull, HomeBusy."""
        log = self.path.with_name(f"{self.path.name}-wal")
        has_old_log = log.exists() and log.stat().st_size > 0
        self._db, self.notice = opened(self.path, self.index, self.keys)
        self.log = WriteAheadLog(self._db)
        with told(self.path):
            if self.index.settle(self._db) or has_old_log:  # a crash must not bring back what was forgotten
                empty_log(self._db)

    def close(self) -> None:
        """Idempotent."""
        db, self._db, self.log = self._db, None, None
        if db is not None:
            with told(self.path):
                db.close()

    def ensure_self(self, companion: str) -> str:
        """The id of `companion`'s first self, made now if it is new. Every companion starts with one."""
        first = first_self(companion)
        with told(self.path), transaction(self._db):
            self._rows("INSERT OR IGNORE INTO companion (id) VALUES (?)", companion)
            self._rows("INSERT OR IGNORE INTO self (id, companion_id) VALUES (?, ?)", first, companion)
        return first

    def keep(self, episode: Episode, number: int | None = None) -> None:
        """One transaction; on disk when this returns. `number`: the one it had before. Raises DiskFull."""
        with told(self.path), transaction(self._db):
            self.insert(episode, number)

    def insert(self, episode: Episode, number: int | None = None) -> None:
        """Row and index; the caller holds the transaction. Its number is above those that forks know (scope.py), unless
        it had one before."""
        e = episode
        row = (e.id, e.companion, e.self_id, e.conversation, e.turn, e.speaker, e.text, e.unheard)
        times = (e.start.isoformat(), e.end.isoformat(), _microseconds(e.start))
        if number is None or self._rows("SELECT 1 FROM episode WHERE number = ?", number):
            ((number,),) = self._rows(_NEXT_NUMBER)
        sql = f"INSERT INTO episode ({_COLUMNS}, start_us, number) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
        self._rows(sql, *row, *times, number)
        self.index.add(self._db, number)

    def recent(self, self_id: str, *, now: datetime, gap_s: float, limit: int) -> list[Episode]:
        """The running conversation of `self_id`, oldest first: [] when its last turn ended more than `gap_s` ago. One
        that was just forked goes on where its parent was.

        What lies in the future (a clock that was wrong once) does not hide what was really last.
        """
        gap = timedelta(seconds=gap_s)
        condition, scope = self._scope(self_id)
        sql = f"SELECT {_COLUMNS} FROM episode e WHERE {condition} AND start_us <= ?"
        values = (*scope, _microseconds(now + gap))
        last = self._episodes(f"{sql} {_NEWEST_FIRST}", *values, 1)
        if not last or now - last[0].end > gap:
            return []
        same = self._episodes(f"{sql} AND conversation_id = ? {_NEWEST_FIRST}", *values, last[0].conversation, limit)
        return same[::-1]

    def has_others(self, self_id: str) -> bool:
        """Somebody else was told something here."""
        with told(self.path):
            return not is_alone(self._db, self_id)

    def days(self, self_id: str | None = None) -> list[tuple[str, int]]:
        """(day as YYYY-MM-DD where it was said, number of episodes), newest first."""
        condition, scope = self._scope(self_id)
        sql = f"SELECT {_DAY}, count(*) FROM episode e WHERE {condition} GROUP BY {_DAY} ORDER BY {_DAY} DESC"
        with told(self.path):
            return [(str(day), int(count)) for day, count in self._rows(sql, *scope)]

    def of_day(self, day: str, self_id: str | None = None) -> list[Episode]:
        """Sorted by start, then id."""
        condition, scope = self._scope(self_id)
        # the plus keeps SQLite from walking all of the self's life instead of the day
        condition = condition.replace("e.self_id", "+e.self_id")
        sql = f"SELECT {_COLUMNS} FROM episode e WHERE {_DAY} = ? AND {condition} ORDER BY start_us, id"
        return self._episodes(sql, day, *scope)

    def all(self, self_id: str | None = None) -> Iterator[Episode]:
        """Sorted by start, then id."""
        condition, scope = self._scope(self_id)
        with told(self.path):
            for row in self._db.execute(
                f"SELECT {_COLUMNS} FROM episode e WHERE {condition} ORDER BY start_us, id", scope
            ):
                yield _episode(row)

    def _scope(self, self_id: str | None) -> tuple[str, list[object]]:
        """What a self can know of; None: everybody's."""
        return ("1", []) if self_id is None else in_parts(parts_of(self._db, self_id))

    def _episodes(self, sql: str, *values: object) -> list[Episode]:
        with told(self.path):
            return [_episode(row) for row in self._rows(sql, *values)]

    def _rows(self, sql: str, *values: object) -> list[Any]:
        return list(self._db.execute(sql, values))  # a list, because execute() is lazy


def _episode(row: Any) -> Episode:
    moments = [datetime.fromisoformat(text) for text in row[8:]]
    return Episode(*[*row[:8], *moments])


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
