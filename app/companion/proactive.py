"""Whether it may begin to talk by itself now, and what about: something true that the user said, or nothing.

Off until chosen, and only what the companion's file lets it begin. Never in the quiet hours, during a call, while
nobody is there, while anybody talks, or soon after something serious; at most so often a day; and less often when
nobody answered (each time halves what is left of the budget). Every line can be asked for its reason. Called by
runtime/company.py under its lock. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

BUDGETS = {"off": 0, "rarely": 1, "sometimes": 3}
"""The setting proactive.talk: lines a day."""
ABSENT_S = 6 * 3600.0
"""So long nobody talked before it greets."""

_PROMISE = re.compile(
    r"\b(?:i'll|i will|i'm going to|i am going to|i'm gonna|remind me|i have to|i need to|i must|i should|i want to"
    r" (?:call|visit|write|see|finish|try|ask)|tomorrow i|i'm meeting|i'm visiting|i've got to)\b.*\b\w+\b",
    re.IGNORECASE,
)
_DONE_WITH = re.compile(
    r"\?|\b(?:go(?:ing)? to (?:bed|sleep)|be (?:right )?back|kill|die|hurt|cut myself|tell you|say|think about it|"
    r"see what"
    r"|have to go|need to go|should go|must go|be honest|go now|run now)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """What the user said. `days_ago`: 0 is today."""

    text: str
    days_ago: int


@dataclass(frozen=True)
class Moment:
    """What is so now. `absent_s`: since anybody talked. `is_free`: somebody just came, nobody talks or records."""

    talk: str
    is_free: bool
    is_quiet: bool
    absent_s: float
    begun: int
    ignored: int
    starts: tuple[str, ...] = ()
    """What the companion's file lets it begin: greeting, open_threads."""


@dataclass(frozen=True)
class Line:
    """What is said, and why."""

    words: str
    why: str


def plan(now: Moment, threads: Sequence[Said]) -> Line | None:
    """The line for this moment; None: silence. `threads`: newest first (`open_threads`)."""
    budget = BUDGETS.get(now.talk, 0) >> now.ignored
    if not now.is_free or now.is_quiet or now.begun >= budget or now.absent_s < ABSENT_S or not threads:
        return None
    if not now.starts:
        return None
    said = threads[0]
    when = "Earlier today" if said.days_ago == 0 else "Yesterday" if said.days_ago == 1 else "The other day"
    quote = said.text.strip().rstrip(".!")
    hello = "Hello again. " if "greeting" in now.starts else ""
    asks = " How did that go?" if "open_threads" in now.starts else ""
    return Line(
        f'{hello}{when} you said: "{quote}."{asks}',
        f'I spoke because you had been away for a while and had told me: "{quote}." You chose that I may begin'
        " sometimes; you can switch it off in the settings.",
    )


def open_threads(said: Sequence[Said]) -> list[Said]:
    """What was left open, in the order given: short sentences in which the user meant to do something."""
    found = []
    for one in said:
        for sentence in re.split(r"(?<=[.!?])\s+", one.text):
            if len(sentence.split()) <= 16 and _PROMISE.search(sentence) and not _DONE_WITH.search(sentence):
                found.append(Said(sentence, one.days_ago))
    return found


def asks_why(text: str) -> bool:
    """Whether the user wants to know why it began to talk."""
    said = re.sub(r"[^a-z ]", "", text.casefold()).strip()
    return re.fullmatch(
        r"(?:(?:hey|and|so|wait|hm|okay) )*(?:why (?:did|do|are) you (?:speak|talk|say that|start(?:ed)? talking|"
        r"speaking|talking"
        r"|ask(?: (?:me )?that)?|bring (?:that|it) up)(?: (?:to me|now|just now|by yourself|that))*|what made you "
        r"(?:speak|say"
        r" that|talk|ask)|why now)",
        said,
    ) is not None
