"""Everything in memory as lines of JSON, and back: `memory export` and `memory import` (contract.md, "On disk").

Sorted by start, then id; what is imported and exported again is the same file, byte for byte. Read and written a page
at a time, so that a life fits and a running conversation waits for one page at most. The functions that take the store
run on its thread; those that take lines anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from app.errors import BadOption
from app.memory.ids import derived, first_self
from app.memory.protocol import SAME_CONVERSATION, Episode
from app.memory.store import SqliteTranscriptStore

PAGE = 200
"""Lines further apart belong to two conversations; the lines do not say (runtime/keeper.py draws the same line)."""
MAX_LINE_BYTES = 8_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_GIVEN = "(SELECT value FROM json_each(?))"
_NAME_CHARACTERS = 200
_EPISODE_COLUMNS = "id, companion_id, self_id, speaker, text, unheard, start_at, end_at, start_us"
_FACT_COLUMNS = (
    "subject", "predicate", "slot", "value", "quote", "quote_start", "quote_end", "source_episode_id",
    "context_episode_id", "told_us", "valid_from", "valid_to", "supersedes", "is_change", "is_pinned", "is_uncertain",
    "edited_at", "created_at", "is_beside", "asked_at",
)  # fmt: skip

Key = tuple[int, str]
"""Where a page ends: start in microseconds since 1970, id."""
BEGINNING: Key = (-(2**63), "")


@dataclass(frozen=True)
class FactLine:
    """A fact as a line has it: `row` is what the table takes, without its number."""

    row: dict[str, object]


Item = Episode | FactLine


# ---- out -------------------------------------------------------------------------------------------------------------


def page(
    store: SqliteTranscriptStore, after: Key = BEGINNING, selves: Sequence[str] | None = None
) -> tuple[list[str], Key]:
    """The next lines behind `after`, and where they end; [] at the end. `selves`: their own only."""
    scope = [] if selves is None else [json.dumps(list(selves))]
    episodes = f"""SELECT {_EPISODE_COLUMNS} FROM episode WHERE (start_us, id) > (?, ?)
        {f"AND self_id IN {_GIVEN}" if scope else ""} ORDER BY start_us, id LIMIT {PAGE}"""
    facts = f"""SELECT f.id, e.companion_id, f.self_id, f.statement, e.start_at, e.start_us,
        {", ".join(f"f.{name}" for name in _FACT_COLUMNS)}
        FROM fact f JOIN episode e ON e.id = f.source_episode_id WHERE (e.start_us, f.id) > (?, ?)
        {f"AND f.self_id IN {_GIVEN}" if scope else ""} ORDER BY e.start_us, f.id LIMIT {PAGE}"""
    found = [_episode_line(row) for row in store.db.execute(episodes, (*after, *scope))]
    found += [_fact_line(row) for row in store.db.execute(facts, (*after, *scope))]
    found = sorted(found)[:PAGE]
    return [line for _, line in found], found[-1][0] if found else after


def _episode_line(row: Any) -> tuple[Key, str]:
    identity, companion, self_id, speaker, text, unheard, start, end, start_us = row
    record = {"kind": "episode", "id": identity, "companion": companion, "self": self_id, "speaker": speaker}
    record |= {"text": text, **({"unheard": unheard} if unheard else {}), "start": start, "end": end}
    return (start_us, identity), _line(record)


def _fact_line(row: Any) -> tuple[Key, str]:
    identity, companion, self_id, statement, start, start_us, *rest = row
    record = {"kind": "fact", "id": identity, "companion": companion, "self": self_id, "speaker": "user"}
    record |= {"text": statement, "start": start}
    values = zip(_FACT_COLUMNS, rest, strict=True)
    record |= {name: value for name, value in values if value is not None and (value or name != "is_beside")}
    return (start_us, identity), _line(record)


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


# ---- in --------------------------------------------------------------------------------------------------------------


class Conversations:
    """Which conversation and turn a line belongs to, told by the pauses. For lines in order of time."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, int, datetime]] = {}  # self -> conversation, turn, end

    def place(self, self_id: str, speaker: str, identity: str, start: datetime, end: datetime) -> tuple[str, int]:
        """-> conversation, turn."""
        conversation, turn, before = self._last.get(self_id, ("", 0, start))
        if not conversation or not timedelta(0) <= start - before + SAME_CONVERSATION <= 2 * SAME_CONVERSATION:
            conversation, turn = derived("co", start, self_id, identity), 0
        turn = max(1, turn + (speaker == "user"))
        self._last[self_id] = (conversation, turn, max(start, end))
        return conversation, turn


def items(lines: Iterable[bytes], companion: str) -> Iterator[Item]:
    """`companion`: whose it is when a line does not say. Raises BadOption with the line's number."""
    conversations = Conversations()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = _record(line, number)
        match record.get("kind"):
            case "episode":
                yield _episode(record, companion, conversations, number)
            case "fact":
                yield FactLine(_fact_row(record, number))
            case other:
                _bad(number, f"'kind' is {other!r}, not episode or fact")


def add(store: SqliteTranscriptStore, page: Iterable[Item]) -> tuple[int, int]:
    """-> (added, known already or without their source); the caller holds the transaction. An id that is there keeps
    its words. Raises BadOption."""
    added = left = 0
    for item in page:
        is_new = _add_episode(store, item) if isinstance(item, Episode) else _add_fact(store, item)
        added, left = added + is_new, left + (not is_new)
    return added, left


def _add_episode(store: SqliteTranscriptStore, episode: Episode) -> bool:
    db = store.db
    if list(db.execute("SELECT 1 FROM episode WHERE id = ?", (episode.id,))):
        return False
    db.execute("INSERT OR IGNORE INTO companion (id) VALUES (?)", (episode.companion,))
    db.execute("INSERT OR IGNORE INTO self (id, companion_id) VALUES (?, ?)", (episode.self_id, episode.companion))
    pair = (episode.self_id, episode.companion)
    if not list(db.execute("SELECT 1 FROM self WHERE (id, companion_id) = (?, ?)", pair)):
        raise BadOption(f"The self {episode.self_id} is not {episode.companion}'s.", "Correct the file.")
    store.insert(episode)
    return True


def _add_fact(store: SqliteTranscriptStore, fact: FactLine) -> bool:
    """False also when the episode that it was read from is not there: a fact never outlives its words."""
    row = fact.row
    for name in ("context_episode_id", "supersedes"):
        table = "fact" if name == "supersedes" else "episode"
        if row.get(name) and not list(store.db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row[name],))):
            row = {**row, name: None}
    sql = f"""INSERT OR IGNORE INTO fact ({", ".join(row)}) SELECT {", ".join("?" * len(row))}
        WHERE EXISTS (SELECT 1 FROM episode WHERE id = ?)"""
    list(store.db.execute(sql, (*row.values(), row["source_episode_id"])))
    return bool(store.db.changes())


def _record(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        _bad(number, "it is not JSON")
    return record if isinstance(record, dict) else _bad(number, "it is not an object")


def _episode(record: dict[str, Any], companion: str, conversations: Conversations, number: int) -> Episode:
    said = _text(record, "text", number)
    unheard = _text(record, "unheard", number, default="")
    whose = _name(record, "companion", number, default=companion)
    self_id = _name(record, "self", number, default=first_self(whose))
    speaker = record.get("speaker")
    if speaker not in ("user", "companion"):
        _bad(number, "'speaker' is not user or companion")
    start = moment(record.get("start")) or _bad(number, "'start' is not a time with its zone")
    end = start if record.get("end") is None else moment(record["end"])
    end = end or _bad(number, "'end' is not a time with its zone")
    made = derived("ep", start, self_id, str(speaker), said)
    identity = _name(record, "id", number, default=made)
    conversation, turn = conversations.place(self_id, str(speaker), identity, start, end)
    return Episode(identity, whose, self_id, conversation, turn, speaker, said, unheard, start, end)


def _fact_row(record: dict[str, Any], number: int) -> dict[str, object]:
    row: dict[str, object] = {name: record.get(name) for name in _FACT_COLUMNS}
    row |= {"id": _name(record, "id", number), "self_id": _name(record, "self", number)}
    row["statement"] = _text(record, "text", number)
    needed = ("subject", "predicate", "slot", "value", "quote", "source_episode_id", "valid_from", "created_at")
    for name in needed:
        row[name] = _text(record, name, number)
    for name in ("quote_start", "quote_end", "told_us"):
        if not isinstance(row[name], int):
            _bad(number, f"'{name}' is not a whole number")
    for name in ("is_change", "is_pinned", "is_uncertain", "is_beside"):
        row[name] = int(bool(row[name]))
    return row


def moment(value: object) -> datetime | None:
    """An ISO 8601 time with its zone; None for anything else."""
    try:
        at = datetime.fromisoformat(str(value))
        return at if at.tzinfo is not None and at >= _EPOCH else None
    except (ValueError, OverflowError):
        return None


def sound(text: str) -> str:
    """Without the halves of characters that JSON can spell and a database cannot hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(record: dict[str, Any], name: str, number: int, default: str | None = None) -> str:
    value = record.get(name, default)
    return sound(value) if isinstance(value, str) else _bad(number, f"'{name}' is not a text")


def _name(record: dict[str, Any], name: str, number: int, default: str | None = None) -> str:
    value = record.get(name)
    value = default if value is None else value
    if not isinstance(value, str) or not 0 < len(value) <= _NAME_CHARACTERS or not value.isprintable():
        _bad(number, f"'{name}' is not a name")
    return value


def _bad(number: int, why: str) -> NoReturn:
    raise BadOption(f"Line {number} of the file cannot be imported: {why}.", "Nothing was imported. Correct the file.")
