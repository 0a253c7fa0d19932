"""Reads what can be read of a damaged memory.db, around the damage.

First as SQL, in ever smaller stretches of rows, so that one broken page costs the rows on it. Where that is not all
(the schema or an inner page is broken) the file is read page by page: a row of the transcript is told by its shape. An
encrypted file is only read as SQL. Works on a copy. Called by recovery.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.memory import encryption
from app.memory.keys import Keys
from app.memory.pages import rows_in

Row = dict[str, Any]
_EPISODE = (
    "id", "companion_id", "self_id", "conversation_id", "turn", "speaker", "text", "unheard", "start_at", "end_at",
    "start_us", "edited_at",
)  # fmt: skip
_LAST_ROW = 2**31
_PATIENCE, _PATIENCE_PER_ROW = 1_000, 40
"""Stretches that may fail, and more for each row that was read. A broken page of twenty rows costs about forty; a
broken root would cost them without end."""
_TABLES = ("companion", "self", "episode", "fact")


@dataclass
class Salvaged:
    """Rows by the names of their columns; without the numbers that only tie a file together."""

    companions: list[Row] = field(default_factory=list)
    selves: list[Row] = field(default_factory=list)
    episodes: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)

    def tables(self) -> Iterator[tuple[str, list[Row]]]:
        """In the order in which they refer to each other; what an episode belongs to exists."""
        ids = {row["id"] for row in self.episodes}
        known = {row["id"] for row in self.selves}
        yield "companion", [*self.companions, *({"id": row["companion_id"]} for row in self.episodes)]
        selves = [row for row in self.selves if row.get("parent_id") in {None, *known}]
        yield "self", [row | {"fork_number": None} for row in selves]  # rows get new numbers: the times remain
        yield "self", [{"id": row["self_id"], "companion_id": row["companion_id"]} for row in self.episodes]
        yield "episode", self.episodes
        facts = [row for row in self.facts if row["source_episode_id"] in ids]
        there = {row["id"] for row in facts}
        yield "fact", [
            row | {
                "supersedes": row["supersedes"] if row["supersedes"] in there else None,
                "context_episode_id": row["context_episode_id"] if row["context_episode_id"] in ids else None,
            }
            for row in sorted(facts, key=lambda row: row["told_us"])
        ]  # fmt: skip


def salvaged(path: Path, keys: Keys) -> Salvaged:
    """`path`: a copy that may be written to."""
    tables = _by_sql(path, keys)
    found = Salvaged(*(tables.get(name, []) for name in _TABLES))
    if encryption.is_plain(_head(path)) or not encryption.is_encrypted(_head(path)):
        known = {row["id"] for row in found.episodes}
        found.episodes += [row for row in _by_pages(path) if row["id"] not in known]
    found.episodes = [row for row in found.episodes if _is_episode(row)]
    return found


def _by_sql(path: Path, keys: Keys) -> dict[str, list[Row]]:
    import apsw

    header = _head(path)
    try:
        db = apsw.Connection(str(path))
    except apsw.Error:
        return {}
    try:
        if encryption.is_encrypted(header):
            encryption.unlock(db, keys.unproven(header))
        return {name: list(_table(db, name, apsw.Error)) for name in _TABLES}
    finally:
        db.close(True)


def _table(db: Any, name: str, broken: type[Exception]) -> Iterator[Row]:
    try:
        last = max((row[0] for row in db.execute(f"SELECT max(rowid) FROM {name}") if row[0]), default=0)
    except broken:
        last = _LAST_ROW
    stretches, patience = [(0, last)], _PATIENCE
    while stretches and patience > 0:
        low, high = stretches.pop()
        rows, last_read, is_whole = _stretch(db, name, low, high, broken)
        yield from rows
        patience += _PATIENCE_PER_ROW * len(rows)
        if is_whole:
            continue
        patience -= 1
        low = last_read + 1
        if low < high:
            middle = (low + high) // 2
            stretches += [(middle + 1, high), (low, middle)]


def _stretch(db: Any, name: str, low: int, high: int, broken: type[Exception]) -> tuple[list[Row], int, bool]:
    """-> the rows up to the damage, the number of the last (below `low` if there is none), whether there was none."""
    rows: list[Row] = []
    last, cursor = low - 1, db.cursor()
    try:
        sql = f"SELECT rowid, * FROM {name} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        for last, *row in cursor.execute(sql, (low, high)):  # noqa: B007 - known after the loop
            names = [column[0] for column in cursor.get_description()][1:]
            rows.append(dict(zip(names, row, strict=True)))
    except broken:
        return rows, last, False
    return rows, last, True


def _by_pages(path: Path) -> Iterable[Row]:
    """The newest version of each row: what stands in the log is newer than the file, and later in it newer still."""
    newest: dict[str, Row] = {}
    for source in (path, path.with_name(f"{path.name}-wal")):
        if source.exists():
            for values in rows_in(source):
                row = dict(zip(_EPISODE, values[1:], strict=False))
                if len(values) > len(_EPISODE) and _is_episode(row):
                    newest[row["id"]] = row
    return newest.values()


def _is_episode(row: Row) -> bool:
    texts = ("id", "companion_id", "self_id", "conversation_id", "text", "unheard")
    return (
        all(isinstance(row.get(name), str) for name in texts)
        and row.get("speaker") in ("user", "companion")
        and isinstance(row.get("turn"), int)
        and isinstance(row.get("start_us"), int)
        and all(_works(lambda name=name: datetime.fromisoformat(row[name])) for name in ("start_at", "end_at"))  # type: ignore[misc]
    )


def _works(read: Callable[[], object]) -> bool:
    try:
        read()
    except (ValueError, TypeError):
        return False
    return True


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)
