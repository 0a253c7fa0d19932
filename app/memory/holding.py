"""What still holds, before what held once: among the memories that were found for a question.

Why: who moved house has told of both homes, and the older words may be the nearer ones. Facts know their successors;
for all else that changed, words like "now" and "moved to" tell. Pure; called by turn_memory.py on the store's thread.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from app.memory.question import stems
from app.memory.recalled import Memory

_OF_THE_PAST = re.compile(
    r"\b(?:before|previous(?:ly)?|former(?:ly)?|old|older|used to|first|earlier|originally|ago|back then|at the time|"
    r"in the past|last|so far|over the years|changed|history|ever|when did|how long|how often|in (?:19|20)\d\d|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?:now|nowadays|these days|instead|from now on|from this|no longer|any ?more|(?:an?|my|our) new|changed?|"
    r"switched|moved|swapped|replaced|raised|lowered|became|gave up|stopped|started|quit|shifted|postponed|traded|"
    r"sold|at last)\b",
    re.IGNORECASE,
)
"""Said with news. A wrong guess only sets the order of two memories."""
_OWN = re.compile(r"\b(?:i|i'm|i've|i'll|my|mine|we|we're|we've|our|ours)\b", re.IGNORECASE)
_OF_ME = re.compile(r"\b(?:i|my|mine|me|myself|we|us|our|ours)\b", re.IGNORECASE)
_ASKS_WHICH = re.compile(
    r"\b(?:who|whom|whose|what|which|where|when|how|remember|remind|know|name|called)\b|"
    r"^\W*(?:my|our|am i|do i|have i|did i|is there|are there)\b.*\?|\bfor (?:me|us)\?",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:(?:so|and|okay|ok|hey|well|oh|samantha|now|but),? )*"
    r"(?:tell me|show me|repeat|recap|summari[sz]e|remind me|search|look up|i (?:can't|don't|cannot) (?:remember|"
    r"recall|know) (?:what|when|where|who|how|if)|list (?:everything|all|what)|explain|help me|guess|let's|please|"
    r"(?:can|could|would|will|do|did|are|is|have) you|"
    r"(?:who|what|where|when|which|why|how)(?:'s| is| are| do| does| did| was| would| can| should)?)\b",
    re.IGNORECASE,
)
_NAMES_SOMETHING = re.compile(r"(?<=[\w,;:] )(?!I\b|I')[A-ZÀ-Þ][\w'-]*|\d")
_OWN_WORTH, _NAMED_WORTH, _CHANGE_WORTH, _NEAR_WORTH = 0.25, 0.45, 0.2, 0.5
_LEAST_NEAR_REPLY = 0.45
"""What the companion said about nothing in particular ("Tell me more.") is found because of the turns around it."""
_MOSTLY = 0.6
_SHORT_CHARS = 80
"""A sentence that tells a fact and little else."""
_LEAST_NEWS, _SAME_MATTER, _FAR_WORSE = 0.6, 0.7, 1.0
"""Who tells of what is asked for, and with news, stands before the older words, unless these are far nearer."""
_OF_NO_USE = 2.0
"""So much worse than the best only distracts a small model from it."""
_SURE_NEWS, _SURE_MATTER = 0.8, 0.92
"""Beyond doubt: the older words are left out, which halves what is out of date in the blocks. With less certainty two
of a hundred right ones go along."""
_LEAST_NEAR_NEWS = 0.5
"""News of something else has a word of the question by chance."""


def asks_of_the_past(question: str) -> bool:
    return _OF_THE_PAST.search(question) is not None


def asks_of_the_user(question: str) -> bool:
    """What only the user's own words can answer: "when do I get up?"."""
    return bool(_ASKS_WHICH.search(question) and _OF_ME.search(question))


def holding_first(
    memories: Sequence[Memory], question: str, closed: Mapping[str, Collection[str]]
) -> tuple[Memory, ...]:
    """`memories`, best first, in the order in which they are worth quoting. `closed`: ids of episodes of whose facts
    none holds any more, with the values of these; a long one may tell more than them, and comes last."""
    kept = list(memories)
    if not asks_of_the_past(question):
        values = {value.casefold() for some in closed.values() for value in some if value}
        kept = [one for one in kept if not _says_back(one, values) and not (one.id in closed and _is_short(one))]
        kept = [one for one in kept if not any(_is_over(one, news) for news in kept)]
        kept = sorted(kept, key=lambda one: one.id in closed)
    if asks_of_the_user(question):
        kept = [one for one in kept if one.speaker == "user" or one.nearness >= _LEAST_NEAR_REPLY]
        is_known = any(one.news for one in kept)
        kept = [_worth_telling(one, is_known=is_known) for one in kept]
        kept = sorted(kept, key=lambda one: (one.id in closed, -one.score))
        if is_known:
            kept = [one for one in kept if one.score >= kept[0].score - _OF_NO_USE]
    return tuple(_newer_first(kept, stems(question)))


def only_asks(text: str) -> bool:
    """It tells nothing."""
    return text.rstrip().endswith("?") or _ASKING.match(text) is not None


def without_sources(memories: Sequence[Memory], quotes: Mapping[str, str]) -> tuple[Memory, ...]:
    """Without the episodes of which a fact that is quoted says nearly all. `quotes`: id of the episode -> the words
    that the fact was read from."""
    return tuple(one for one in memories if len(quotes.get(one.id, "")) < _MOSTLY * len(one.text))


def _is_short(one: Memory) -> bool:
    return len(one.text) <= _SHORT_CHARS


def _says_back(one: Memory, values: Collection[str]) -> bool:
    """The companion repeats what is over."""
    text = one.text.casefold()
    return one.speaker == "companion" and any(re.search(rf"\b{re.escape(value)}\b", text) for value in values)


def _worth_telling(one: Memory, *, is_known: bool) -> Memory:
    """What the user said of themselves, with a name or a number in it, answers more than what merely has the word.
    `is_known`: which of them tell of what is asked for is in their scores already (matters.py)."""
    if one.kind == "fact" or one.speaker != "user" or only_asks(one.text):
        return one
    worth = _NEAR_WORTH * one.nearness + _CHANGE_WORTH * max(bool(CHANGE.search(one.text)), one.news)
    if not is_known:
        worth += _OWN_WORTH * bool(_OWN.search(one.text)) + _NAMED_WORTH * bool(_NAMES_SOMETHING.search(one.text))
    return replace(one, score=round(one.score + worth, 4))


def _newer_first(memories: Sequence[Memory], asked: frozenset[str]) -> list[Memory]:
    """A change that has half as much of the question stands before what it may have changed."""
    kept: list[Memory] = []
    for one in memories:
        place = len(kept)
        if _is_news(one):
            older = filter(partial(_may_have_changed, one, asked=asked), kept)
            place = min((kept.index(other) for other in older), default=place)
        kept.insert(place, one)
    return kept


def _is_news(one: Memory) -> bool:
    is_told = one.kind == "episode" and one.speaker == "user" and one.nearness >= _LEAST_NEAR_NEWS
    is_change = one.news >= _LEAST_NEWS or CHANGE.search(one.text) is not None
    return is_told and not only_asks(one.text) and is_change


def _is_over(old: Memory, news: Memory) -> bool:
    """Both certainly tell of what is asked for, and the newer says that it has changed."""
    is_older = old.speaker == "user" and old.said_at < news.said_at
    return is_older and news.news >= _SURE_NEWS and min(old.matter, news.matter) >= _SURE_MATTER


def _may_have_changed(news: Memory, old: Memory, *, asked: frozenset[str]) -> bool:
    if old.speaker != "user" or old.said_at >= news.said_at:
        return False
    if news.matter:
        return min(old.matter, news.matter) >= _SAME_MATTER and old.score - news.score < _FAR_WORSE
    met = stems(old.text) & asked
    return bool(met) and 2 * len(met & stems(news.text)) >= len(met)
