"""What a self can recall: its own episodes, and its ancestors' up to the fork. Filtered before anything is ranked.

Read from the tree of selves for every question, on the store's thread; nothing is copied when a self is forked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

FOREVER_US = 2**62


@dataclass(frozen=True)
class Scope:
    """Selves with the latest moment that counts of each, and at most one span of time."""

    parts: list[tuple[str, int]]
    """(self, microseconds since 1970)"""
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
        selves = " OR ".join(["(e.self_id = ? AND e.start_us <= ?)"] * len(self.parts))
        values: list[object] = [value for part in self.parts for value in part]
        if self.span_us is None:
            return f"({selves})", values
        return f"({selves}) AND e.start_us >= ? AND e.start_us < ?", [*values, *self.span_us]


def scope_of(db: Any, self_id: str) -> Scope:
    """`self_id` and its ancestors. The fork's own episode belongs to both."""
    parts: list[tuple[str, int]] = []
    here: str | None = self_id
    latest_us = FOREVER_US
    while here and here not in [one for one, _ in parts]:
        parts.append((here, latest_us))
        sql = """SELECT s.parent_id, e.start_us FROM self s LEFT JOIN episode e ON e.id = s.fork_episode_id
                 WHERE s.id = ?"""
        found = list(db.execute(sql, (here,)))
        here, fork_us = found[0] if found else (None, None)
        latest_us = min(latest_us, fork_us) if fork_us is not None else -1  # an unknown fork shows nothing before it
    known = ", ".join("?" * len(parts))
    others = f"SELECT 1 FROM self s WHERE s.id NOT IN ({known}) AND EXISTS ({_HAS_EPISODES}) LIMIT 1"
    is_alone = len(parts) == 1 and not list(db.execute(others, [one for one, _ in parts]))
    return Scope(parts, is_everything=is_alone)


_HAS_EPISODES = "SELECT 1 FROM episode e WHERE e.self_id = s.id"
