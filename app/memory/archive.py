"""Everything in memory as lines of JSON, and back: `memory export` and `memory import` (contract.md, "On disk").

Sorted by start, then id; what is imported and exported again is the same file, byte for byte. Read and written a page
at a time, so that a life fits and a running conversation waits for one page at most. The functions that take the store
run on its thread; those that take lines anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.memory.fact_lines import COLUMNS, FactLine, fact_of, fact_record
from app.memory.ids import derived, first_self
from app.memory.json_line import JsonLine
from app.memory.protocol import SAME_CONVERSATION, Episode
from app.memory.store import SqliteTranscriptStore

PAGE = 200
"""Lines that are read or kept at once."""
MAX_LINE_BYTES = 8_000_000
_GIVEN = "(SELECT value FROM json_each(?))"
_EPISODE_COLUMNS = "id, companion_id, self_id, speaker, text, unheard, start_at, end_at, start_us"

Key = tuple[int, str]
"""Where a page ends: start in microseconds since 1970, id."""
BEGINNING: Key = (-(2**63), "")

Item = Episode | FactLine


# ---- out -------------------------------------------------------------------------------------------------------------


def page(
    store: SqliteTranscriptStore, after: Key = BEGINNING, selves: Sequence[str] | None = None
) -> tuple[list[str], Key]:
    """The next lines behind `after`, and where they end; [] at the end. `selves`: their own only."""
    scope = [] if selves is None else [json.dumps(list(selves))]
    episodes = f"""SELECT {_EPISODE_COLUMNS} FROM episode WHERE (start_us, id) > (?, ?)
        {f"AND self_id IN {_GIVEN}" if scope else ""} ORDER BY start_us, id LIMIT {PAGE}"""
    facts = f"""SELECT f.id, e.companion_id, f.self_id, f.statement, e.start_us, e.start_at,
        {", ".join(f"f.{name}" for name in COLUMNS)}
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
    identity, companion, self_id, statement, start_us, *rest = row
    return (start_us, identity), _line(fact_record((identity, companion, self_id, statement, *rest)))


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


# ---- in --------------------------------------------------------------------------------------------------------------


class Conversations:
    """Which conversation and turn a line belongs to: the lines do not say, the pauses tell (runtime/keeper.py draws the
    same line). For lines in order of time."""

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
        record = JsonLine.read(line, number)
        match record.record.get("kind"):
            case "episode":
                yield _episode(record, companion, conversations)
            case "fact":
                yield fact_of(record)
            case other:
                record.refuse(f"'kind' is {str(other)[:20]!r}, not episode or fact")


def _episode(line: JsonLine, companion: str, conversations: Conversations) -> Episode:
    said, unheard = line.text("text"), line.text("unheard", default="")
    whose = line.name("companion", default=companion).casefold()
    self_id = line.name("self", default=first_self(whose))
    speaker = line.record.get("speaker")
    if speaker not in ("user", "companion"):
        line.refuse("'speaker' is not user or companion")
    start = line.time("start")
    end = line.time("end", default=start)
    identity = line.name("id", default=derived("ep", start, self_id, str(speaker), said))
    conversation, turn = conversations.place(self_id, str(speaker), identity, start, end)
    return Episode(identity, whose, self_id, conversation, turn, speaker, said, unheard, start, end)
