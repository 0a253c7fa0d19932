"""Which row of the transcript is what: a heading for each day, then its lines. Pure; used by lines.py.

Why: with a hundred thousand lines the list knows how many there are and fetches only those that are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

HEADING = -1


class Outline:
    """`days`: (day, number of lines) in the order they are shown. Days without lines are left out."""

    def __init__(self, days: Sequence[tuple[str, int]]) -> None:
        self.days = [(day, count) for day, count in days if count]
        self._first = [0, *accumulate(count + 1 for _, count in self.days)]
        self._number = {day: number for number, (day, _) in enumerate(self.days)}

    @property
    def rows(self) -> int:
        return self._first[-1]

    def place(self, row: int) -> tuple[str, int]:
        """(day, number of the line in it, or HEADING)."""
        number = bisect_right(self._first, row) - 1
        return self.days[number][0], row - self._first[number] - 1

    def row_of(self, day: str, line: int = HEADING) -> int | None:
        """None: nothing was said on that day. A line beyond the day's last is its last."""
        number = self._number.get(day)
        if number is None:
            return None
        return self._first[number] + 1 + min(line, self.days[number][1] - 1)

    def count(self, day: str) -> int:
        number = self._number.get(day)
        return 0 if number is None else self.days[number][1]
