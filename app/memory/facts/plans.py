"""Rules for what is going to happen on a day: "I'm flying to Oslo on Friday", "my sister is visiting next week".

Called by finder.py, sentence by sentence. Pure: the day is counted from when it was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from app.memory import days
from app.memory.facts import values
from app.memory.facts.building import ADVERBS, OTHERS, claim, subject_of
from app.memory.facts.fact import USER, Claim
from app.memory.facts.sentences import Sentence
from app.memory.facts.wording import as_sentence, to_you

_NO_PLAN = (
    r"(?!(?:thinking|wondering|hoping|feeling|looking|trying|wishing|dreaming|saying|talking|asking|"
    r"guessing|being|kidding|joking|sure)\b)"
)
_MINE = re.compile(
    rf"\b(?:(?i:i|we)(?:(?:'m| am|'re| are)(?i:{ADVERBS}) {_NO_PLAN}[a-z]+ing\b|(?:'ll|"
    rf" will)(?i:{ADVERBS}) {_NO_PLAN}[a-z]+|"
    r"(?: have|'ve got| have got)(?! (?:an? )?(?:idea|question|feeling|headache|problem|thought|suggestion|wish|favour|"
    r"favor|request|plan)\b)(?: to)? (?:an?|my|the|our|two|three|to)\b))"
)
_THEIRS = re.compile(rf"{OTHERS}(?:(?: is|'s){ADVERBS} {_NO_PLAN}[a-z]+ing\b|(?: will|'ll){ADVERBS} {_NO_PLAN}[a-z]+)")


def proposals(sentence: Sentence, said_at: datetime) -> Iterator[Claim]:
    """What has a day after today."""
    when = days.find(sentence.text, said_at, is_future=True)
    if when is None or when.first.date() <= said_at.date():
        return
    for pattern in (_MINE, _THEIRS):
        for match in pattern.finditer(sentence.text):
            if match.start() > when.start and pattern is _THEIRS:
                continue
            found = values.clause(sentence.text[match.end() :], 16)
            end = max(match.end() + (found[1] if found else 0), when.end if when.start > match.start() else 0)
            if not found or (when.start > match.start() and when.end > end):
                continue
            subject = USER if pattern is _MINE else subject_of(match)
            yield _plan(sentence, match.start(), end, subject, when)


def _plan(sentence: Sentence, start: int, end: int, subject: str, when: days.When) -> Claim:
    said = sentence.text[start:end]
    day = _written(when)
    text = f"{to_you(said).rstrip('.')} ({day})"
    return claim(
        sentence,
        "plan",
        (start, end),
        (start, end),
        subject=subject,
        slot=f"plan {said}",
        value=said,
        text=as_sentence(text),
    )


def _written(when: days.When) -> str:
    """Friday, 6 March 2026; a longer time by its first and last day."""
    first = when.first.date()
    day = f"{days.WEEKDAYS[first.weekday()]}, {first.day} {days.MONTHS[first.month - 1]} {first.year}"
    return day if when.is_one_day else f"from {day}"
