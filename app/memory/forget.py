"""Forgets for real: after `forget` no file of the home holds a byte of it, also when the power goes in between.

memory.md, decision 10. What goes with an episode: its row, its words and vector in the index, the neighbourhood column
of the rows around it, the facts that were read in it, and the companion's own replies that repeat it. All of that is
one transaction, with the index merged in it, because FTS5 keeps deleted words until its parts are merged; then the log
is emptied. A trigger notes every deletion in `unmerged`; whoever opens the store next finishes what a crash cut short.

On the store's thread. The live prompt is the machine's: give it `Receipt.ids` (facts.MemoriesForgotten).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.home import Home
from app.memory.database import Connection, empty_log, told, transaction
from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids
from app.memory.lookup import episodes
from app.memory.recovery import kept_copies
from app.memory.repeats import repeating
from app.memory.store import SqliteTranscriptStore

_MERGE_PAGES = 48
"""Of the index, in one step: some milliseconds."""
_MERGING = 2
"""The mark of a round that has begun; the trigger sets 1."""
_GIVEN = "(SELECT value FROM json_each(?1))"
_NAMED = f"""SELECT id FROM episode
    WHERE id IN {_GIVEN} OR id IN (SELECT source_episode_id FROM fact WHERE id IN {_GIVEN}) ORDER BY start_us, id"""


@dataclass(frozen=True)
class Receipt:
    """What is gone. Its ids are those of episodes and facts."""

    said: tuple[str, ...] = ()
    """Episodes that were named, or whose facts were."""
    replies: tuple[str, ...] = ()
    """Replies that repeated them."""
    facts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Ids that nothing had."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything that nothing may know any longer."""
        return self.said + self.replies + self.facts

    def __str__(self) -> str:
        counts = [(self.said, "line"), (self.replies, "reply that repeated it"), (self.facts, "fact")]
        parts = [f"{len(ids)} {name if len(ids) == 1 else _plural(name)}" for ids, name in counts if ids]
        return f"Forgotten: {', '.join(parts) or 'nothing'}. Copies you made yourself, exports and backups, remain."


class Forgetting:
    """Prompt caches hold words as token ids, so they go too, whatever is in them: they cost a second to make anew.
    `caches`: their folder; None: the one of the home that the store lies in."""

    def __init__(self, store: SqliteTranscriptStore, caches: Path | None = None) -> None:
        self._store = store
        self._caches = caches or Home(store.path.parent).cache_folder
        self._facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)

    def forget(self, ids: Sequence[str], *, at_once: bool = True) -> Receipt:
        """Episodes and facts, and what goes with them; gone from the disk when this returns. A fact goes with the words
        it was read from, or it would be read in them again. Raises DiskFull.

        `at_once` off: nothing finds them any more, and `merge` takes the bytes away, step by step.
        """
        store, db = self._store, self._store.db
        with told(store.path):
            said = [row[0] for row in _rows(db, _NAMED, json.dumps(list(ids)))]
            if not said:
                return Receipt(unknown=tuple(ids))
            self.drop_copies()
            with transaction(db):
                replies = repeating(db, said)
                facts = self._facts.forget_episodes(said + replies)
                self._remove(said + replies)
                if at_once:
                    store.index.purge(db)
            if at_once:
                empty_log(db)
        gone = {*said, *facts}
        return Receipt(tuple(said), tuple(replies), tuple(facts), tuple(one for one in ids if one not in gone))

    def since(self, moment: datetime, self_id: str | None = None) -> list[str]:
        """Ids of what was said since then, by either side."""
        scope = [self_id] if self_id else []
        condition = "AND self_id = ?" if scope else ""
        sql = f"SELECT id, end_at FROM episode WHERE start_us >= ? {condition} ORDER BY start_us, id"
        earliest_us = round((moment - timedelta(hours=1)).timestamp() * 1e6)  # a long story may have begun before
        rows = _rows(self._store.db, sql, earliest_us, *scope)
        return [identity for identity, end_at in rows if datetime.fromisoformat(end_at) >= moment]

    def edit(self, episode_id: str, text: str, now: datetime) -> Receipt | None:
        """The episode says `text` from now on; its old words are forgotten, its facts made anew. None: unknown."""
        store, db = self._store, self._store.db
        with told(store.path):
            found = _rows(db, "SELECT number FROM episode WHERE id = ?", episode_id)
            if not found:
                return None
            self.drop_copies()
            with transaction(db):
                replies = repeating(db, [episode_id], unless=text)
                facts = self._facts.forget_episodes([episode_id, *replies])
                self._remove(replies)
                store.index.remove(db, found[0][0])
                sql = "UPDATE episode SET text = ?, edited_at = ? WHERE id = ?"
                _rows(db, sql, text, now.isoformat(), episode_id)
                store.index.add(db, found[0][0])
                self._facts.derive(episodes(db, [episode_id])[0])
                store.index.purge(db)
            empty_log(db)
        return Receipt((), tuple(replies), tuple(facts))

    def merge(self) -> bool:
        """One step of taking bytes away. True: there is nothing left to do. What is deleted between two steps may be
        too late for this round of merging: its mark is set anew, and another round follows."""
        db = self._store.db
        with told(self._store.path):
            marks = {mark for (mark,) in _rows(db, "SELECT yes FROM unmerged")}
            if not marks:
                return True
            if self._store.log is not None and self._store.log.tidy():  # or the last step moves all of it
                return False
            is_begun = _MERGING in marks
            with transaction(db):
                if not is_begun:
                    _rows(db, "DELETE FROM unmerged")
                    _rows(db, "INSERT INTO unmerged VALUES (?)", _MERGING)
                pages = _MERGE_PAGES if is_begun else -_MERGE_PAGES  # below 0: begin with all parts
                is_over = not self._store.index.join(db, pages)
                if is_over:
                    _rows(db, "DELETE FROM unmerged WHERE yes = ?", _MERGING)
            is_done = is_over and not _rows(db, "SELECT 1 FROM unmerged")
            if is_done:
                empty_log(db)
        return is_done

    def _remove(self, ids: Iterable[str]) -> None:
        db = self._store.db
        for identity in ids:
            for (number,) in _rows(db, "SELECT number FROM episode WHERE id = ?", identity):
                self._store.index.remove(db, number)
                _rows(db, "DELETE FROM episode WHERE number = ?", number)

    def drop_copies(self) -> None:
        """Prompt caches and kept copies of the file. First of all: a crash behind the transaction would leave them."""
        for path in [*_files(self._caches), *kept_copies(self._store.path)]:
            path.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _plural(name: str) -> str:
    return "replies that repeated it" if name.startswith("reply") else f"{name}s"


def _rows(db: Connection, sql: str, *values: object) -> list[Any]:
    return list(db.execute(sql, values))  # a list, because execute() is lazy
