"""A fact as a line of an export, with every column of its table. Used by archive.py and import_lines.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.memory.json_line import JsonLine

COLUMNS = (
    "subject", "predicate", "slot", "value", "quote", "quote_start", "quote_end", "source_episode_id",
    "context_episode_id", "told_us", "valid_from", "valid_to", "supersedes", "is_change", "is_pinned", "is_uncertain",
    "edited_at", "created_at", "is_beside", "asked_at",
)  # fmt: skip
_TEXTS = ("subject", "predicate", "slot", "value", "quote")
_FLAGS = ("is_change", "is_pinned", "is_uncertain", "is_beside")
_TIMES = ("valid_from", "created_at", "valid_to", "edited_at", "asked_at")
_NEEDED_TIMES = 2
_OTHERS = ("context_episode_id", "supersedes")


@dataclass(frozen=True)
class FactLine:
    """A fact as a line has it: `row` is what the table takes, without its number."""

    row: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.row["id"])


def fact_record(row: Any) -> dict[str, object]:
    """`row`: id, companion, self, statement, start of its source, then COLUMNS."""
    identity, companion, self_id, statement, start, *rest = row
    record = {"kind": "fact", "id": identity, "companion": companion, "self": self_id, "speaker": "user"}
    record |= {"text": statement, "start": start}
    values = zip(COLUMNS, rest, strict=True)
    return record | {name: value for name, value in values if value is not None and (value or name != "is_beside")}


def fact_of(line: JsonLine) -> FactLine:
    """Raises BadOption."""
    row: dict[str, Any] = {name: line.text(name) for name in _TEXTS}
    row |= {"id": line.name("id"), "self_id": line.name("self"), "statement": line.text("text")}
    row |= {"source_episode_id": line.name("source_episode_id")}
    row |= {name: line.name(name) if line.has(name) else None for name in _OTHERS}
    row |= {name: int(bool(line.record.get(name))) for name in _FLAGS}
    row |= {"told_us": line.whole("told_us")} | _span(line)
    for number, name in enumerate(_TIMES):
        is_there = line.has(name) or number < _NEEDED_TIMES
        row[name] = line.record.get(name) if is_there and line.time(name) else None  # as it was written
    return FactLine(row)


def _span(line: JsonLine) -> dict[str, int]:
    start, end = line.whole("quote_start"), line.whole("quote_end")
    if not 0 <= start <= end:
        line.refuse("'quote_start' and 'quote_end' are no stretch of a text")
    return {"quote_start": start, "quote_end": end}
