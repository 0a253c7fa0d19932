"""How long has been talked, today and without a break, and what is due because of it.

A notice that this is software belongs to the day's first talk and to every three hours of continuous talk, the second
with the thought of a break: New York's General Business Law, article 47 (in force since 2025-11-05) asks for it at the
beginning of an interaction and at least every three hours, spoken or written; California's SB 243 (signed 2025-10-13)
asks, for minors, for a reminder of a break every three hours. Read in stored copies of nope.net/regs/us-ny-article47
and policywindow.org/wiki/ca-sb-243/provisions.

Called by runtime/company.py under its lock. Pure: moments are seconds of the wall's clock, days are their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Due = Literal["first", "long", "last_minute", "spent"]

TALK_GAP_S = 60.0
"""Nobody said anything for longer: that was not talk."""
BREAK_S = 900.0
"""So long a silence ends a stretch of continuous talk."""
STRETCH_S = 3 * 3600.0
LAST_S = 60.0


@dataclass
class Day:
    """One day's talk. All fields are kept over a restart."""

    day: str = ""
    talked_s: float = 0.0
    last_s: float = 0.0
    stretch_since_s: float = 0.0
    stretch_told: int = 0
    is_first_told: bool = False
    is_last_told: bool = False
    begun: int = 0
    """Lines that began by themselves today."""
    ignored: int = 0
    """Such lines in a row that nobody answered."""
    is_waiting: bool = False
    """The last of them waits for an answer."""

    def talk(self, at_s: float, day: str) -> None:
        """Somebody says something: the user, or the companion to them."""
        if day != self.day:
            self._begin(day)
        gap_s = at_s - self.last_s
        if 0.0 < gap_s <= TALK_GAP_S:
            self.talked_s += gap_s
        if not 0.0 <= gap_s <= BREAK_S:
            self.stretch_since_s, self.stretch_told = at_s, 0
        self.last_s = at_s

    def _begin(self, day: str) -> None:
        self.day, self.talked_s, self.begun = day, 0.0, 0
        self.is_first_told = self.is_last_told = False

    def due(self, allowance_min: int) -> Due | None:
        """What should be said now, after a reply."""
        if not self.is_first_told:
            return "first"
        if self._stretches > self.stretch_told:
            return "long"
        left_s = allowance_min * 60.0 - self.talked_s
        if allowance_min and not self.is_last_told and 0.0 < left_s <= LAST_S:
            return "last_minute"
        return None

    def told(self, due: Due) -> None:
        match due:
            case "first":
                self.is_first_told = True
            case "long":
                self.stretch_told = self._stretches
            case _:
                self.is_last_told = True

    def is_spent(self, allowance_min: int, day: str) -> bool:
        """Today's time is used up; 0 min: there is no limit."""
        return allowance_min > 0 and day == self.day and self.talked_s >= allowance_min * 60.0

    @property
    def _stretches(self) -> int:
        return int((self.last_s - self.stretch_since_s) // STRETCH_S)


def words_of(due: Due, name: str) -> str:
    """What is said; the name is the companion's."""
    if due == "first":
        return f"One thing, as every day: I'm {name}, a computer program and not a human being. I can't feel as you do."
    if due == "long":
        return "We've talked for three hours. I'm software and don't get tired, but you might like a break."
    return "We have a minute left today, as you asked."


def is_quiet(minute: int, quiet_from: str, quiet_until: str) -> bool:
    """Whether that minute of the day lies in the quiet hours ("22:00", "07:00"); '' or nonsense: there are none."""
    begin, end = _minute(quiet_from), _minute(quiet_until)
    if begin is None or end is None or begin == end:
        return False
    return begin <= minute < end if begin < end else minute >= begin or minute < end


def _minute(at: str) -> int | None:
    hours, _, minutes = at.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal()):
        return None
    return int(hours) * 60 + int(minutes)
