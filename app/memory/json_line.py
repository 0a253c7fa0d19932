"""One line of a file that is imported: its fields, each checked before anything of it is kept.

What is kept unchecked may never be read again: a time that is none closes the home for every later command. Pure;
called by archive.py, fact_lines.py and import_chats.py, on any thread.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from app.errors import BadOption

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)  # what lies behind it has no time in other zones
_NAME_CHARACTERS = 200
_WHOLE = 2**63
"""What a database's whole numbers stay below."""


@dataclass(frozen=True)
class JsonLine:
    """`number`: in the file, from 1. Every method raises BadOption with it."""

    record: dict[str, Any]
    number: int

    @classmethod
    def read(cls, line: bytes, number: int) -> JsonLine:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = cls({}, number).refuse("it is not JSON")
        return cls(record, number) if isinstance(record, dict) else cls({}, number).refuse("it is not an object")

    def text(self, name: str, default: str | None = None) -> str:
        value = self._value(name, default)
        return sound(value) if isinstance(value, str) else self.refuse(f"'{name}' is not a text")

    def name(self, name: str, default: str | None = None) -> str:
        """Of somebody or something: short, printable."""
        value = self._value(name, default)
        if not isinstance(value, str) or not 0 < len(value) <= _NAME_CHARACTERS or not value.isprintable():
            self.refuse(f"'{name}' is not a name")
        return value

    def time(self, name: str, default: datetime | None = None) -> datetime:
        value = self.record.get(name)
        at = default if value is None else moment(value)
        return at or self.refuse(f"'{name}' is not a time with its zone")

    def whole(self, name: str) -> int:
        """A whole number that a database can hold."""
        value = self.record.get(name)
        if not isinstance(value, int) or not -_WHOLE <= value < _WHOLE:
            self.refuse(f"'{name}' is not a whole number")
        return int(value)

    def has(self, name: str) -> bool:
        return self.record.get(name) is not None

    def refuse(self, why: str) -> NoReturn:
        what = f"Line {self.number} of the file cannot be imported: {why}."
        raise BadOption(what, "Nothing was imported. Correct the file.")

    def _value(self, name: str, default: str | None) -> object:
        value = self.record.get(name)
        return default if value is None else value


def moment(value: object) -> datetime | None:
    """An ISO 8601 time with its zone; None for anything else."""
    try:
        at = datetime.fromisoformat(str(value))
        return at if at.tzinfo is not None and _EPOCH <= at <= _LATEST else None
    except (ValueError, OverflowError):
        return None


def sound(text: str) -> str:
    """Without the halves of characters that JSON can spell and a database cannot hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
