"""What makes an episode findable: its words with those around it (FTS5), and its vector.

A cache that can be rebuilt from the episodes (memory.md, decision 1). The store calls `add` and `remove` inside the
transaction that keeps or deletes an episode, so the index never tells of words that are not there. On the store's
thread.

Two columns: the turn itself, and its neighbourhood, the two turns before and the one behind it in the same
conversation of the same self. An answer often does not repeat the words of its question (memory.md, decision 3: 53 %
of the evidence found becomes 75 %).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

_BEFORE, _BEHIND = 2, 1
_MERGE_PAGES = 16
"""A step of merging: 3 ms mostly, 20 at most."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # never the locale's
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_COLUMNS = "e.number, e.companion_id, e.self_id, e.conversation_id, e.speaker, e.text, e.start_at, e.start_us, e.id"
_IS_INDEXED = "EXISTS (SELECT 1 FROM episode_words_docsize WHERE id = e.number)"
_INSERT = "INSERT INTO episode_words (rowid, turn, neighbourhood) VALUES (?, ?, ?)"
_UPDATE = "UPDATE episode_words SET turn = ?2, neighbourhood = ?3 WHERE rowid = ?1"


class _Row(NamedTuple):
    number: int
    companion: str
    self_id: str
    conversation: str
    speaker: str
    text: str
    start_at: str
    start_us: int
    id: str


class EpisodeIndex:
    """Keeps `episode_words` and `episode_vector` in step with `episode`; the caller holds the transaction."""

    def __init__(self, user: str = "You") -> None:
        """user: the name under which the user's turns are indexed."""
        self.user = user
        self.removed: list[int] = []
        """Numbers that were removed since somebody last emptied this list: their vectors must leave the memory too."""
        self.added: list[int] = []
        """Numbers that were added since then: new ones, edited ones, and those whose removal was undone."""
        self._is_scattered = True
        """Something was written since the last merge, or nobody knows."""

    def add(self, db: Any, number: int) -> None:
        """Episode `number`, which has just been inserted, can be found from now on, also by the turn before it."""
        row = _row(db, number)
        before, behind = self._around(db, row)
        db.execute(_INSERT, self._words(row, before[-_BEFORE:] + behind[:_BEHIND]))
        self._rewrite(db, before, behind, row)
        self.added.append(number)
        self._is_scattered = True

    def remove(self, db: Any, number: int) -> None:
        """Before its row is deleted. The turns around it lose its words from their neighbourhood too."""
        row = _row(db, number)
        db.execute("DELETE FROM episode_words WHERE rowid = ?", (number,))
        db.execute("DELETE FROM episode_vector WHERE number = ?", (number,))
        self._rewrite(db, *self._around(db, row), None)
        self.removed.append(number)
        self._is_scattered = True

    def replace(self, db: Any, number: int) -> None:
        """Its text was edited: found by the new words only."""
        self.remove(db, number)
        self.add(db, number)

    def merge(self, db: Any) -> bool:
        """One step of joining the parts of which each turn adds one: FTS5 would do it at the end of whichever turn adds
        one too many. -> whether there may be more to join."""
        if self._is_scattered:
            self._is_scattered = self.join(db, _MERGE_PAGES)
        return self._is_scattered

    def join(self, db: Any, pages: int) -> bool:
        """FTS5's own step: about so many pages; below 0 all parts are to become one. -> whether anything was joined."""
        before = db.total_changes()
        db.execute("INSERT INTO episode_words (episode_words, rank) VALUES ('merge', ?)", (pages,))
        return bool(db.total_changes() - before >= 2)  # sqlite.org/fts5.html, "The 'merge' Command"

    def purge(self, db: Any) -> None:
        """No byte of what was removed is left in the index: FTS5 keeps deleted words until its parts are merged.
        0.6 s at 100,000 episodes; the caller empties the log behind it."""
        db.execute("INSERT INTO episode_words (episode_words) VALUES ('optimize')")
        db.execute("DELETE FROM unmerged")

    def settle(self, db: Any) -> bool:
        """Purge what a crash kept from being purged. -> whether there was any."""
        is_owed = bool(list(db.execute("SELECT 1 FROM unmerged")))
        if is_owed:
            self.purge(db)
        return is_owed

    def rebuild(self, db: Any) -> None:
        """Index every episode anew; vectors are made again when there is time."""
        self._is_scattered = True
        db.execute("INSERT INTO episode_words (episode_words) VALUES ('delete-all')")
        db.execute("DELETE FROM episode_vector")
        rows = map(_Row._make, db.execute(f"SELECT {_COLUMNS} FROM episode e ORDER BY self_id, start_us, id"))
        for _, turns in groupby(rows, key=lambda row: (row.self_id, row.conversation)):
            for row, around in _with_neighbours(turns):
                db.execute(_INSERT, self._words(row, around))

    def _around(self, db: Any, row: _Row) -> tuple[list[_Row], list[_Row]]:
        """The turns whose neighbourhoods `row` touches or which touch its own: (before, behind), in order of time."""
        reach = _BEFORE + _BEHIND
        scope = (row.self_id, row.start_us, row.id, reach)
        sql = f"SELECT {_COLUMNS} FROM episode e WHERE self_id = ? AND (start_us, id) {{}} (?, ?) AND {_IS_INDEXED}"
        before = db.execute(f"{sql.format('<')} ORDER BY start_us DESC, id DESC LIMIT ?", scope)
        behind = db.execute(f"{sql.format('>')} ORDER BY start_us, id LIMIT ?", scope)
        return _same(before, row)[::-1], _same(behind, row)

    def _rewrite(self, db: Any, before: list[_Row], behind: list[_Row], middle: _Row | None) -> None:
        """The neighbourhoods next to `middle`, or to the gap it left."""
        turns = [*before, *([middle] if middle else []), *behind]
        touched = {row.number for row in before[-_BEHIND:] + behind[:_BEFORE]}
        for row, around in _with_neighbours(turns):
            if row.number in touched:
                db.execute(_UPDATE, self._words(row, around))

    def _words(self, row: _Row, around: list[_Row]) -> tuple[int, str, str]:
        return row.number, self._line(row), "\n".join(self._line(neighbour) for neighbour in around)

    def _line(self, row: _Row) -> str:
        """[date] Speaker: text, so that names and dates in a question count."""
        name = self.user if row.speaker == "user" else row.companion.replace("_", " ")
        said = datetime.fromisoformat(row.start_at)
        return f"[{_DAYS[said.weekday()]} {said.day} {_MONTHS[said.month - 1]} {said.year}] {name}: {row.text}"


def _row(db: Any, number: int) -> _Row:
    return next(_Row._make(row) for row in db.execute(f"SELECT {_COLUMNS} FROM episode e WHERE number = ?", (number,)))


def _same(rows: Iterable[Any], as_row: _Row) -> list[_Row]:
    """Those of the same conversation, up to the first of another."""
    found: list[_Row] = []
    for row in map(_Row._make, rows):
        if row.conversation != as_row.conversation:
            break
        found.append(row)
    return found


def _with_neighbours(turns: Iterable[_Row]) -> Iterator[tuple[_Row, list[_Row]]]:
    """Each turn of one conversation with those around it; streamed, because a conversation may be a whole life."""
    window: list[_Row] = []
    for turn in turns:
        window.append(turn)
        if len(window) > _BEHIND:
            here = len(window) - 1 - _BEHIND
            yield window[here], window[:here] + window[here + 1 :]
            del window[: -(_BEFORE + _BEHIND)]
    for here in range(max(0, len(window) - _BEHIND), len(window)):
        yield window[here], window[max(0, here - _BEFORE) : here] + window[here + 1 : here + 1 + _BEHIND]
