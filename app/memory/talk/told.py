"""What the user has said of something, and when: "what did I tell you about Amy?", "when did I say that?".

Used by questions.py on the store's thread; reads only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from app.memory import days
from app.memory.facts.fact_store import FactStore
from app.memory.facts.vocabulary import words
from app.memory.protocol import Episode
from app.memory.talk import known, telling
from app.memory.talk.answer import Answer
from app.memory.talk.past import Past

_TOLD = re.compile(
    r"what (?:did|have) (?:i|we) (?:ever |just |already )*(?:tell|told|say|said|mention|mentioned|talk|"
    r"talked)(?: to)?(?: you)?(?: about| on| regarding) (?P<what>.+)|"
    r"what (?:was it )?(?:that )?i (?:said|told you) about (?P<what2>.+)",
    re.IGNORECASE,
)
_DID_I = re.compile(
    r"(?:did|have) i (?:ever |already )*(?:tell|told|mention|mentioned|talk|talked|say|"
    r"said)(?: to)?(?: you)?(?: anything| something)?(?: about)? (?P<what>.+)",
    re.IGNORECASE,
)
_WHEN_THAT = re.compile(
    r"when (?:did i|have i) (?:say|said|tell you|told you|mention|mentioned) (?:that|this|it|so)(?: to you)?|"
    r"when was that said|"
    r"(?:how|where) do you know that(?: from)?|who told you that|where did you (?:get|hear) that(?: from)?|"
    r"since when do you know that",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"when did (?:i|we) (?:last |first )?(?:say|tell you|mention|talk|speak)(?: to you)?(?: about| that|"
    r" of)? (?P<what>.+)",
    re.IGNORECASE,
)
_ALWAYS = datetime(1970, 1, 1).astimezone()
_NOTHING = words("that this it you me so what")
"""No topic: what did I tell you!"""


class Told:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._past = past

    def told(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """What did I tell you about Amy? What did I say about the letter last Tuesday? Did I tell you about …?"""
        match = _TOLD.fullmatch(said)
        asked = match or _DID_I.fullmatch(said)
        if not asked:
            return None
        topic = asked["what"] or asked["what2"] if match else asked["what"]
        if known.same(topic) in _NOTHING:
            return None
        found = self.about(topic, self_id, now)
        if match:
            return found
        return Answer(f"Yes. {found.text}", memory_ids=found.memory_ids) if found and found.memory_ids else None

    def about(self, topic: str, self_id: str, now: datetime) -> Answer:
        """The user's own words about `topic`, which may end in a day."""
        when = days.find(topic, now)
        about = (topic[: when.start] + topic[when.end :]).strip(" ,") if when else topic
        about = re.sub(r"\s+(?:on|in|from)$", "", about)
        if not about:
            about, when = topic, None
        first, last = (when.first, when.last) if when else (_ALWAYS, now)
        facts = self._facts.current(self_id)
        names = known.aliases(about, facts) if known.is_person(about, facts) else [about]
        words = [known.words_of(name) for name in names]
        found = {one.id: one for some in words for one in self._past.naming(self_id, some)}
        told = [one for one in found.values() if one.speaker == "user" and first <= one.start < last]
        told = sorted(_statements_first(told), key=lambda one: one.start)
        if not told:
            day = f" {days.spoken(when.first, now)}" if when and when.is_one_day else ""
            return Answer(f"I find nothing about {_turned(about)} in what you told me{day}.")
        return _quoting(told, now, [word for some in words for word in some])

    def when(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """When did I tell you about the letter?"""
        match = _WHEN.fullmatch(said)
        if not match or known.same(match["what"]) in _NOTHING:
            return None
        words = known.words_of(match["what"])
        found = _statements_first([one for one in self._past.naming(self_id, words) if one.speaker == "user"])
        if not found:
            return Answer("I don't find that in what you told me.")
        return _at(found[0] if " first " in said else found[-1], now, words)

    def source(self, said: str, shown: Sequence[str], now: datetime) -> Answer | None:
        """When did I say that? From what the last answer was made of (`shown`)."""
        if not _WHEN_THAT.fullmatch(said):
            return None
        facts = [fact for fact in map(self._facts.get, shown) if fact is not None]
        episodes = self._past.of_ids([*(fact.source_episode_id for fact in facts), *shown])
        told = [one for one in episodes if one.speaker == "user"]
        if not told:
            return None
        words = re.findall(r"\w+", facts[0].value) if facts else []
        return _at(told[-1], now, words)


def _at(episode: Episode, now: datetime, words: Sequence[str]) -> Answer:
    day = telling.capital(days.spoken(episode.start, now))
    said = telling.quotation(episode.text, words)
    return Answer(f"{day}, at {days.clock(episode.start)}. You said: “{said}”", memory_ids=(episode.id,))


def _quoting(told: Sequence[Episode], now: datetime, words: Sequence[str]) -> Answer:
    """The newest, and what was said before it, as far as one wants to listen."""
    parts: list[str] = []
    for one in reversed(told):
        part = telling.said_on(one, now, words)
        if parts and len(" ".join([*parts, part]).split()) > telling.MOST_WORDS:
            break
        parts.append(part)
    text = " ".join(parts)
    return Answer(
        f"{text}{telling.and_more(len(told) - len(parts))}",
        memory_ids=tuple(one.id for one in told[::-1][: len(parts)]),
    )


def _statements_first(told: Sequence[Episode]) -> list[Episode]:
    """What was asked tells nothing, unless nothing else was said."""
    tells = [one for one in told if not one.text.rstrip().endswith("?")]
    return list(tells or told)


def _turned(topic: str) -> str:
    """my sister -> your sister."""
    return re.sub(r"\bmy\b", "your", topic, flags=re.IGNORECASE)
