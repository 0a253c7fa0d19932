"""What a self can recall: its own episodes, and its ancestors' up to the fork. Filtered before anything is ranked.

Read from the tree of selves for every question, on the store's thread; nothing is copied when a self is forked. The
fork stands in the self's own row, so that it holds whatever is deleted of the past, and what an ancestor is told, given
or taught afterwards is its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

FOREVER_US = 2**62
ALL_NUMBERS = 2**62
NOTHING = -1
"""The newest row that a self knows of its parent, when it was forked with copies only (branching.py)."""


class Part(NamedTuple):
    """What counts of one self."""

    self_id: str
    latest_us: int = FOREVER_US
    """Said at the latest, microseconds since 1970."""
    latest_number: int = ALL_NUMBERS
    """The newest row that was there at the fork."""


@dataclass(frozen=True)
class Scope:
    """Selves with what counts of each, and at most one span of time."""

    parts: list[Part]
    span_us: tuple[int, int] | None = None
    """From, up to."""
    is_everything: bool = False
    """Nobody else's episodes are in this database: no need to look at each."""

    def within(self, span_us: tuple[int, int] | None) -> Scope:
        """The same, of this span only."""
        return replace(self, span_us=span_us, is_everything=self.is_everything and span_us is None)

    @property
    def sql(self) -> tuple[str, list[object]]:
        """A condition on `episode e`, and its values."""
        selves, values = in_parts(self.parts)
        if self.span_us is None:
            return selves, values
        return f"{selves} AND e.start_us >= ? AND e.start_us < ?", [*values, *self.span_us]


def in_parts(parts: list[Part]) -> tuple[str, list[object]]:
    """A condition on `episode e`, and its values. A self's own need no more than its name, as the index has it."""
    condition: list[str] = []
    values: list[object] = []
    for part in parts:
        is_own = part.latest_us == FOREVER_US and part.latest_number == ALL_NUMBERS
        condition.append("e.self_id = ?" if is_own else "(e.self_id = ? AND e.start_us <= ? AND e.number <= ?)")
        values += part[: 1 if is_own else 3]
    return f"({' OR '.join(condition)})", values


def parts_of(db: Any, self_id: str) -> list[Part]:
    """`self_id` and its ancestors, as far as it was forked from them. The fork's own episode belongs to both."""
    parts: list[Part] = []
    here = Part(self_id)
    while here.self_id and here.latest_number != NOTHING and here.self_id not in [one.self_id for one in parts]:
        parts.append(here)
        found = list(db.execute("SELECT parent_id, fork_us, fork_number FROM self WHERE id = ?", (here.self_id,)))
        parent, fork_us, number = found[0] if found else (None, None, None)
        latest_us = min(here.latest_us, -1 if fork_us is None else fork_us)  # an unknown fork shows nothing before it
        here = Part(parent or "", latest_us, min(here.latest_number, ALL_NUMBERS if number is None else number))
    return parts


def scope_of(db: Any, self_id: str) -> Scope:
    """What `self_id` can recall."""
    parts = parts_of(db, self_id)
    return Scope(parts, is_everything=len(parts) == 1 and is_alone(db, self_id))


def is_alone(db: Any, self_id: str) -> bool:
    """Nobody else was told anything: asked of both ends of the index, whatever its length."""
    ((first, last),) = db.execute("SELECT (SELECT min(self_id) FROM episode), (SELECT max(self_id) FROM episode)")
    return {first, last} <= {None, self_id}
