"""Two things the user said that cannot both be: what is told of them, and what is asked.

Used by recall and by talk about memory. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.memory import days
from app.memory.facts.fact import USER, Fact
from app.memory.facts.wording import whose

_MATTERS = {
    "home": ("where you live", "where {w} lives"),
    "employer": ("who you work for", "who {w} works for"),
    "name": ("your name", "what {w} is called"),
    "birthday": ("your birthday", "when {w} has birthday"),
    "birth year": ("when you were born", "when {w} was born"),
    "birthplace": ("where you were born", "where {w} was born"),
    "childhood": ("where you grew up", "where {w} grew up"),
}
_MONTHS_AHEAD = timedelta(days=300)
_ALL = timedelta(weeks=2)


@dataclass(frozen=True)
class Doubt:
    """`newer` contradicts `older`, and nobody has said which is right."""

    older: Fact
    newer: Fact

    def question(self, now: datetime) -> str:
        """You said Ghent in May and Antwerp last week. Which is it?"""
        first, last = said_when(self.older.valid_from, now), said_when(self.newer.valid_from, now)
        if first == last:
            return f"You said {self.older.value}, and later {self.newer.value}. Which is it?"
        return f"You said {self.older.value} {first} and {self.newer.value} {last}. Which is it?"

    def out_of_the_blue(self, now: datetime) -> str:
        """The same, for somebody who speaks of something else."""
        mine, theirs = _MATTERS.get(self.newer.predicate, ("your {p}", "{w}'s {p}"))
        subject = self.newer.subject
        who = whose(subject)
        who = who if subject[:1].isupper() else who[0].lower() + who[1:]
        matter = (mine if subject == USER else theirs).format(w=who, p=self.newer.predicate)
        return f"By the way, one thing I'm not sure of: {matter}. {self.question(now)}"


def doubt_about(fact: Fact, get: Callable[[str], Fact | None]) -> Doubt | None:
    """`get`: a fact by its id. None: it is certain, or what it contradicts is gone."""
    older = get(fact.supersedes) if fact.is_uncertain and fact.supersedes else None
    return Doubt(older, fact) if older is not None and older.value else None


def doubtful(fact: Fact, get: Callable[[str], Fact | None]) -> str:
    """The fact's statement, with its doubt: "You live in Antwerp or Ghent: you have said both.\""""
    doubt = doubt_about(fact, get)
    if doubt is None:
        return fact.statement
    both = f"{fact.value} or {doubt.older.value}"
    said = re.sub(re.escape(fact.value), lambda _: both, fact.statement, count=1)
    return f"{said.rstrip('.')}: you have said both."


def said_when(moment: datetime, now: datetime) -> str:
    """today · yesterday · on Tuesday · last week · in May · in May 2024: as exactly as people ask."""
    at = moment.astimezone(now.tzinfo)
    ago = now.date() - at.date()
    monday = now.date() - timedelta(days=now.weekday())
    if ago < timedelta(days=2):
        return days.spoken(moment, now)
    if ago < timedelta(days=7):
        return f"on {days.WEEKDAYS[at.weekday()]}"
    if monday - timedelta(days=7) <= at.date() and ago < _ALL:
        return "last week"
    year = "" if ago < _MONTHS_AHEAD else f" {at.year}"
    is_this_month = (at.year, at.month) == (now.year, now.month)
    return "earlier this month" if is_this_month else f"in {days.MONTHS[at.month - 1]}{year}"
