"""Does somebody say that they, or somebody close to them, may be in danger? A grammar over plain words, no model.

    the words -> plain.py (spellings, stutters) -> turns of phrase that mean no harm are taken out -> rules, by kind

A story's figure, a film and an essay are not presumed to be about the user: there only what is said of oneself counts.
Called by care.py for every turn, on the session thread; some hundred microseconds. Pure.
"""

from __future__ import annotations

import re
from typing import Literal

from app.conversation.boundaries.danger import ABUSE, ELSE
from app.conversation.boundaries.despair import DESPAIR
from app.conversation.boundaries.harm import HARM, TAKEN
from app.conversation.boundaries.plain import plain, without_idioms
from app.conversation.rule import Rule

Kind = Literal["taken", "despair", "harm", "abuse", "else"]
"""Has done it already; does not want to live; hurts themselves or holds the means; is being hurt; somebody else."""

_STORY = re.compile(
    r"\b(?:novel|story|stories|characters?|films?|movies?|books?|games?|gaming|series|show|songs?|lyrics?|poem"
    r"|article|essay|episode|chapter|scene|script|play|played|actor|actress|opera|podcast|documentary|manga|anime|comic"
    r"|villain|hero|protagonist|plot|twist|headline|history|level|boss fight|respawn|minecraft|fortnite|thesis|paper"
    r"|seminar|presentation|training|volunteers?|statistics|study|research|homework|exam|quiz|crossword|theatre"
    r"|theater|shakespeare|romeo|juliet|hamlet|ophelia|werther|anna karenina|sims|dungeons|campaign|chess)\b"
)
_FIGURE = re.compile(r"\b(?:my|the|a) (?:character|hero|villain|protagonist)\b")
_FAMILY = re.compile(r"\bmy (?:best )?(?:friend|sister|brother|mom|dad|son|daughter)\b")
_OWN = re.compile(r"\b(?:i|me|myself|my own|my life)\b")


def crisis(text: str) -> Kind | None:
    """What `text` tells of, the most urgent first; None: nothing of the kind."""
    words = without_idioms(plain(text))
    for kind, rules in _BY_KIND:
        for sentence in _readings(words):
            if any(rule.search(sentence) for rule in rules) and not _is_told(words, kind):
                return kind
    return None


def _readings(words: str) -> list[str]:
    """As one, and without the marks: a recognizer sets them where somebody hesitates."""
    bare = words.replace(" , ", " ").replace(",", "")
    return [words, bare] if bare != words else [words]


def _is_told(words: str, kind: Kind) -> bool:
    """Whether it belongs to a story: there, what others do is the story's; what one says of oneself still counts."""
    if not _STORY.search(words):
        return False
    if kind in ("else", "taken"):
        return _FAMILY.search(words) is None
    return _OWN.search(words) is None or _FIGURE.search(words) is not None


_BY_KIND: tuple[tuple[Kind, tuple[Rule, ...]], ...] = (
    ("taken", TAKEN), ("despair", DESPAIR), ("harm", HARM), ("else", ELSE), ("abuse", ABUSE),
)  # fmt: skip
