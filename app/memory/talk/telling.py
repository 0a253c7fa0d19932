"""Words for what was found: statements, quotations with their days, short enough to be listened to.

Used by the answers of talk about memory. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from app.memory import days
from app.memory.facts.fact import Fact
from app.memory.facts.sentences import sentences
from app.memory.protocol import Episode

MOST_WORDS = 45
"""A spoken reply ends there (app/DECISIONS.md)."""
_QUOTE_WORDS = 22


def statements(facts: Sequence[Fact], *, most_words: int = MOST_WORDS) -> tuple[str, int]:
    """(sentences, how many facts they tell): as many as may be said at once."""
    told: list[str] = []
    for fact in facts:
        if told and len(" ".join([*told, fact.statement]).split()) > most_words:
            break
        told.append(fact.statement)
    return " ".join(told), len(told)


def and_more(count: int) -> str:
    """The end of a list that was cut."""
    if count <= 0:
        return ""
    return (
        f" And {count} more {'thing' if count == 1 else 'things'}; the window shows {'it' if count == 1 else 'them'}."
    )


def said_on(episode: Episode, now: datetime, words: Sequence[str] = ()) -> str:
    """On Tuesday, 3 March, you said: "Amy is moving to Paris.\""""
    day = days.spoken(episode.start, now)
    who = "you" if episode.speaker == "user" else "I"
    return f"{capital(day)}, {who} said: “{quotation(episode.text, words)}”"


def capital(text: str) -> str:
    """yesterday -> Yesterday."""
    return text[:1].upper() + text[1:]


def quotation(text: str, words: Sequence[str] = ()) -> str:
    """The sentence of `text` with most of `words` in it, cut where it is too long to listen to."""
    parts = [sentence.text for sentence in sentences(text)] or [text]
    best = max(parts, key=lambda part: (_hits(part, words), len(part.split())))
    said = best.split()
    if len(said) <= _QUOTE_WORDS:
        return best
    cut = " ".join(said[:_QUOTE_WORDS])
    return re.split(r"[,;:]\s+(?=[^,;:]*$)", cut)[0].rstrip(",;:")


def _hits(part: str, words: Sequence[str]) -> int:
    return sum(bool(re.search(rf"\b{re.escape(word)}", part, re.IGNORECASE)) for word in words)
