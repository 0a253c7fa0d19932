"""What a question is about: its words that count, whose words it asks for, and whether it asks for memory at all.

Pure. Called by recall.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Speaker = Literal["user", "companion"]

_STOP_WORDS = """
    a about an and any are as at be been being but by can could d did didn do does doesn don for from had has have
    he hello her hey hi him his how i if in is isn it its just ll m me mention mentioned might mine my no not of
    oh okay on or our ours please re s said say she should so some t talk talked tell than that the their them
    then there these they this those to told us ve was wasn we were what when where which who whom whose why will
    with would yes you your yours
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""They are in every turn; with them in the query, the commonest words decide (memory.md, decision 3)."""

_ORDER = re.compile(
    r"^\W*(?:please\W+)?(?:remember|don't forget|keep in mind)\b(?! (?:when|what|how|who|where)\b)", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:do|did|can|could) you (?:still |even )?"
    r"(?:remember|recall|know (?:about|what|who|where|when|how|my|me|if))\b|"
    r"\bremind me\b|\b(?:remember|recall) (?:when|what|how|who|where|the)\b|"
    r"\bwhat do you know about\b|\b(?:did|have|had) (?:i|we)\b|"
    r"\b(?:i|we|you) (?:just |already |once |ever |have |had )?"
    r"(?:told|said|mentioned|talked|spoke|promised|suggested)\b|"
    r"\bdid you (?:say|tell|mention|suggest|promise)\b|"
    r"\b(?:who|what|where|when|which|how)(?:'s| is| was| are| were| \w+ is| \w+ was)\b.{0,40}\b(?:my|our|mine)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:talk|talked|tell|told|say|said|mention|mentioned|discuss|discussed|speak|spoke|chat|chatted)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:do|can|could|would) you (?:still |even )?(?:remember|recall|know|tell me)\b|\b(?:tell|told) you\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:i|my|mine|we|our|ours)\b", re.IGNORECASE)
_YOURS = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One question, taken apart."""

    text: str
    terms: tuple[str, ...]
    """In lower case, each once, without stop words."""
    speaker: Speaker | None
    """Whose words it asks for; None: anybody's."""
    asks_for_memory: bool
    asks_when_said: bool
    """A time in it is when something was said, not when something happened."""


def read_question(text: str, names: Mapping[str, Speaker]) -> Question:
    """`names`, in lower case: how the two are called in the index."""
    words = dict.fromkeys(re.findall(r"\w+", text.lower()))
    terms = tuple(word for word in words if word not in STOP_WORDS)
    asks = bool(_ASKS.search(text)) and not _ORDER.search(text)
    return Question(text, terms, _speaker(text, words, names), asks, bool(_SAID.search(text)))


def _speaker(text: str, words: Mapping[str, None], names: Mapping[str, Speaker]) -> Speaker | None:
    named = {speaker for name, speaker in names.items() if name in words}
    if len(named) == 1:
        return named.pop()
    if named:
        return None
    direct = _ASIDE.sub("", text)
    if _OWN.search(direct):
        return "user"
    return "companion" if _YOURS.search(direct) else None


def share_met(terms: tuple[str, ...], text: str) -> float:
    """How many of `terms` are in `text`, whatever their endings: 0 .. 1."""
    words = re.findall(r"\w+", text.lower())
    stems = [term[: max(4, len(term) - 3)] for term in terms]
    met = sum(any(word.startswith(stem) for word in words) for stem in stems)
    return met / max(len(terms), 1)


def stems(text: str) -> frozenset[str]:
    """Of the words that mean something: meetings and meeting are one."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(word[: max(4, len(word) - 3)] for word in words if word not in STOP_WORDS)
