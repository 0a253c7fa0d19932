"""Where a reply may be cut into breaths: what a word says about the gap behind it, or before it. Pure tables.

Called by speech.py. The first clause is three or four words (the user waits for it), then what the voice's lead allows
(pacing.py), then sentences.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Literal

from app.conversation.spoken.words import STARTERS

Verdict = Literal["yes", "no", "ask"]
"""ask: it depends on the next word."""

_CLOSING = "\"')]}»”’"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER_ENDS = _set(
    "dr. mr. mrs. ms. prof. mt. e.g. i.e. vs. approx. nos. fig. figs. vol. cf. capt. gen. col. lt. sgt. rev. hon. "
    "sen. gov. pres. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. a.k.a. st."
)
_MAY_END = _set("no. a.m. p.m. etc. inc. ltd. co. corp. jr. sr. ave. rd. blvd. ph.d. dept. min. max. al.")
_STRONG = _set("but because which while when where although though if unless whether whereas")
_MEDIUM = _set("and or that then who before after since until so as")
_WEAK = _set(
    "with without from into about through during against between under over around across for in on at by to along "
    "near beside behind beyond above below inside outside toward towards upon onto"
)
_DETERMINERS = _set(
    "a an the my your his her its our their this these those to of no not only just even very more most so too than "
    "is are was were be been am do does did has have had will would can could should may might must i you he she we "
    "they it what how each every some any all such quite rather really pretty almost never always also still "
    "dr mr mrs ms"
)
_OPENERS = _set("a an the my your his her its our their this these is are was were has have had can will would could")
"""What opens a noun or a verb: behind a stressed word there is a joint too, the weakest."""
_POINTERS = _set("there here who what which that this it one")
"""A verb belongs to them: "there is"."""
_SHORTENED = ("'s", "'re", "'m", "'ve", "'ll", "'d", "n't")
_CLINGS = _STRONG | _MEDIUM | _WEAK | _DETERMINERS
"""Words that belong to what follows: no cut right after them."""

_JOINTS = _STRONG | _MEDIUM | _WEAK | _OPENERS

FIRST_WORDS = 3
"""Fewer are an opener ("Oh no,"), not an answer."""
LONGEST_CHARS = 200


@dataclass(frozen=True)
class Limits:
    """From how many characters on a clause may end: behind a comma, before a strong, medium, weak joint, anywhere."""

    pause_chars: float
    strong_chars: float
    medium_chars: float
    weak_chars: float
    any_chars: float

    @classmethod
    def first(cls, least_chars: float) -> Limits:
        """Of a clause that somebody waits for. Without any joint it goes on to about eight words."""
        return cls(least_chars, least_chars, least_chars + 3, least_chars + 3, max(45.0, 2 * least_chars))

    @classmethod
    def within(cls, reach_chars: float) -> Limits | None:
        """Of a clause that must not be longer than `reach_chars`; None: whole sentences fit."""
        if reach_chars >= LONGEST_CHARS:
            return None
        shares = (0.3, 0.5, 0.6, 0.75, 1.2)
        return cls(*(max(12.0, share * reach_chars) for share in shares))


def ends_sentence(words: list[str]) -> Verdict:
    """Is a sentence over after the last of `words` (one clause so far)?"""
    last = words[-1]
    bare = last.rstrip(_CLOSING)
    if not bare.endswith((".", "!", "?")):
        return "no"
    if bare != last or bare.endswith(".."):
        return "ask"
    return "yes" if bare[-1] != "." else _dot(bare.lstrip("\"'(["), is_first=len(words) == 1)


def _dot(word: str, *, is_first: bool) -> Verdict:
    lower = word.lower()
    if lower in _NEVER_ENDS or (is_first and word[:-1].isdigit()):
        return "no"
    if lower in _MAY_END or re.fullmatch(r"(?:[A-Za-z]\.)+", word):
        return "ask"
    return "yes"


def pauses(word: str) -> Verdict:
    """Is there a breath after this word, inside the sentence?"""
    bare = word.rstrip(_CLOSING)
    if bare.endswith((",", ";", ":")):
        return "ask" if bare[:-1][-1:].isdigit() else "yes"
    return "yes" if bare.endswith("...") or re.fullmatch(r"[-–—]+", word) else "no"


def starts_sentence(word: str, previous: str) -> bool:
    """Does the word after the dubious dot of `previous` open a sentence? After initials only a common opener does."""
    bare = word.lstrip("\"'([")
    if re.fullmatch(r"\W*(?:[A-Z]\.)+", previous):
        return re.fullmatch(rf"(?:{STARTERS})(?:'\w+)?", bare) is not None
    return bare[:1].isupper()


def can_cut_before(word: str, previous: str, length_chars: int, limits: Limits) -> bool:
    """May a clause of `length_chars` that ends in `previous` go without `word`? The longer, the rather."""
    if clings(previous):
        return False
    joint = word.lower().strip("\"'(")
    if joint in _STRONG:
        return length_chars >= limits.strong_chars
    if joint in _MEDIUM:
        return length_chars >= limits.medium_chars
    if joint in _WEAK or (joint in _OPENERS and previous.lower() not in _POINTERS):
        return length_chars >= limits.weak_chars
    return length_chars >= limits.any_chars


def is_joint(word: str) -> bool:
    """May a first clause end before it, if it is the whole word?"""
    return word.lower() in _JOINTS


def clings(word: str) -> bool:
    """Does the word belong to the one that follows it? Articles, prepositions, figures, titles, "e.g.", "it's"."""
    bare = word.lower().replace("’", "'").strip("\"'()")
    return bare in _CLINGS or bare[-1:].isdigit() or bare in _NEVER_ENDS or bare.endswith(_SHORTENED)


def best_cut(words: list[str]) -> int:
    """How many of the `words` of an overlong sentence to say first: up to a late breath, else a joint, else a gap."""
    starts = range(len(words) - 1, len(words) // 3, -1)
    breaths = (n for n in starts if pauses(words[n - 1]) == "yes")
    gaps = [n for n in starts if not clings(words[n - 1])]
    joints = (n for n in gaps if words[n].lower() in _STRONG | _MEDIUM)
    return next(itertools.chain(breaths, joints, gaps), len(words))
