"""Whether this is a moment to ask the user which of two things is right: a calm talk, and nothing in it that matters
more.

Never in the first turns of a talk, after something sad, tense or grave, after something urgent, or after one word;
never while it cannot be heard or answered, nor in the quiet hours; once a day at the most. Called by
runtime/wondering.py. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.companion.mood import mood

LEAST_TURNS = 3
"""Of the user's in this talk before it may ask: who only wants the time is not questioned."""
LEAST_WORDS = 3
CALM_TURNS = 3
"""So many of the user's last turns are looked at."""
WHY = (
    "I asked because you told me two things that cannot both be, and I would like to keep the right one. I ask about"
    " it once; you can switch that off in the settings."
)
"""What is said when the user asks why."""

_URGENT = re.compile(
    r"\b(?:urgent(?:ly)?|emergency|hurry|quick(?:ly)?|asap|right now|as fast as|help me|i need help|immediately|"
    r"at once|no time|i'm late|"
    r"i have to (?:go|run|leave)|got to (?:go|run)|gotta (?:go|run)|must (?:go|run)|be right back|"
    r"good night|goodnight|goodbye|bye|see you|talk (?:to you )?(?:later|tomorrow)|ambulance|police|fire)\b",
    re.IGNORECASE,
)
_GRAVE = re.compile(
    r"\b(?:die|died|dies|dying|dead|death|funeral|cancer|hospital|accident|miscarriage|divorce|broke up|grief|griev\w+|"
    r"cry(?:ing)?|cried|lonely|hopeless|suicid\w+|killed|buried|passed away|diagnos\w+|surgery|fired|laid off)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Talk:
    """What is so now. `said`: what the user said in this talk, oldest first."""

    is_wanted: bool
    is_listening: bool
    """It listens, is not muted, and nobody speaks."""
    is_quiet: bool
    has_asked_today: bool
    said: tuple[str, ...]


def may_ask(now: Talk) -> bool:
    """Is this a moment to ask? What is asked about is not looked at."""
    if not now.is_wanted or not now.is_listening or now.is_quiet or now.has_asked_today:
        return False
    if len(now.said) < LEAST_TURNS or len(now.said[-1].split()) < LEAST_WORDS or _URGENT.search(now.said[-1]):
        return False
    return all(map(_is_calm, now.said[-CALM_TURNS:]))


def _is_calm(said: str) -> bool:
    return mood(said) not in ("down", "tense", "tired") and not _GRAVE.search(said)
