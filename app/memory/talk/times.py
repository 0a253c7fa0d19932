"""What was talked about on a day, and when people talked: "what did we talk about last Tuesday?".

Used by questions.py on the store's thread; reads only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.memory import days
from app.memory.facts.fact_store import FactStore
from app.memory.protocol import Episode
from app.memory.summary import Summary, Topic
from app.memory.talk import telling
from app.memory.talk.answer import Answer
from app.memory.talk.past import Past
from app.memory.talk.summaries import Summaries

_DAY = re.compile(
    r"what (?:did|have|were) (?:we|i) (?:talk|talked|talking|speak|spoken|speaking|chat|chatted|discuss|discussed|"
    r"say|said|tell you|told you)(?: about)?(?P<when> .+)|"
    r"what was it we (?:talked|spoke) about(?P<when2> .+)",
    re.IGNORECASE,
)
_LAST_TIME = re.compile(
    r"what did we (?:talk|speak|chat) about (?:the )?last time(?: we (?:talked|spoke))?|when did we last (?:talk|"
    r"speak|chat)|when was the last time we (?:talked|spoke|chatted)",
    re.IGNORECASE,
)
_FIRST_TIME = re.compile(
    r"when did we (?:first )?(?:meet|first talk|first speak)|when was the first time we (?:talked|spoke|met)|"
    r"how long have we (?:known each other|been talking to each other)",
    re.IGNORECASE,
)
_LATELY = re.compile(
    r"what (?:have|did) we (?:mostly |mainly )?(?:talk|talked|been talking|speak|spoken|been speaking|chat|chatted|"
    r"been chatting) about (?:lately|recently|these days|most lately|most recently)|"
    r"what have we (?:lately|recently) (?:talked|spoken|chatted|been talking|been speaking) about",
    re.IGNORECASE,
)
_MOSTLY = re.compile(
    r"what do we (?P<often>usually |mostly |mainly |often )?(?:talk|speak|chat) about(?(often)|"
    r" (?:most|the most|usually|mostly|most of the time|most often))|"
    r"what have we (?:talked|spoken|chatted) about (?:most|the most|most often)|"
    r"what do i (?P<often2>usually |mostly |often )?(?:talk|tell you|speak)(?: to you)? about(?(often2)|"
    r" (?:most|the most|usually|mostly|most often))",
    re.IGNORECASE,
)
_LATELY_DAYS = 14
_MOST = 5_000
"""Lines that say what is usual: the newest."""
_TOPICS = 4
_FACT_WORDS = 28
"""Of the answer about a day; a quotation follows."""
_FACT_WORDS_OF_MORE = 14
"""The same of a longer time, whose topics are told first."""


class Times:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._past = past
        self._summaries = Summaries(past)

    def of_a_day(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """What did we talk about last Tuesday?"""
        match = _DAY.fullmatch(said)
        asked = (match["when"] or match["when2"]).strip() if match else ""
        when = days.find(asked, now)
        if when is None or asked != asked[when.start : when.end]:
            return None
        episodes = self._past.between(self_id, when.first, min(when.last, now))
        return self._conversation(episodes, when.first, now, when.is_one_day)

    def topics(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """What have we talked about lately? What do we usually talk about?"""
        if _LATELY.fullmatch(said):
            first = now - timedelta(days=_LATELY_DAYS)
            found = self._past.between(self_id, first, now)
            return self._conversation(found, first, now, False, opening="Lately") if found else None
        if not _MOSTLY.fullmatch(said):
            return None
        found = self._past.last(self_id, before=now, limit=_MOST)
        topics = _worth_naming(self._summaries.of(found))
        if not topics:
            return None
        return Answer(f"Mostly about {_listed(topics)}.", memory_ids=tuple(one.ids[-1] for one in topics))

    def _conversation(
        self, episodes: Sequence[Episode], first: datetime, now: datetime, is_one_day: bool, *, opening: str = ""
    ) -> Answer:
        day = days.spoken(first, now)
        if not episodes:
            return Answer(f"I find no conversation {day}." if is_one_day else "I find no conversation in that time.")
        opening = opening or (telling.capital(day) if is_one_day else "In that time")
        found = self._summaries.of(episodes)
        topics = () if is_one_day else _worth_naming(found)
        facts = [fact for fact in self._facts.of_episodes([one.id for one in episodes]) if fact.value]
        facts = list({fact.statement: fact for fact in facts}.values())
        told, count = telling.statements(facts, most_words=_FACT_WORDS_OF_MORE if topics else _FACT_WORDS)
        read = {fact.source_episode_id for fact in facts}
        quoted = [one for one in found.lines if one.id not in read][: 1 if facts else 2]
        if not facts and not quoted:
            return Answer(f"{opening}, only I said something.")
        begin = f"{opening} it was mostly about {_listed(topics)}. You" if topics else f"{opening}, you"
        text = f"{begin} {_said(told, quoted)}{telling.and_more(len(facts) - count)}"
        return Answer(text, memory_ids=(*(fact.id for fact in facts[:count]), *(one.id for one in quoted)))

    def ends(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """When did we first meet? When did we last talk, and what about?"""
        if _FIRST_TIME.fullmatch(said):
            first = self._past.first(self_id)
            if first is None:
                return Answer("We have only just met.")
            return Answer(f"We first talked {days.spoken(first.start, now)}.", memory_ids=(first.id,))
        if not _LAST_TIME.fullmatch(said):
            return None
        before = [
            one for one in self._past.last(self_id, before=now, limit=200) if now - one.end > timedelta(minutes=30)
        ]
        if not before:
            return Answer("This is our first conversation.")
        last = [one for one in before if one.conversation == before[-1].conversation]
        if said.lower().startswith("what"):
            return self._conversation(last, last[0].start, now, True)
        return Answer(
            f"We last talked {days.spoken(last[-1].start, now)}, at {days.clock(last[-1].start)}.",
            memory_ids=(last[-1].id,),
        )


def _worth_naming(found: Summary) -> Sequence[Topic]:
    """Those that came up again, if there are some: "mostly about your dog" of a single line would be a lie."""
    again = [one for one in found.topics if len(one.ids) > 1][:_TOPICS]
    return again if len(again) > 1 else ()


def _said(told: str, quoted: Sequence[Episode]) -> str:
    """told me: You live in Ghent. You also said: “…”"""
    quotes = " And: ".join(f"“{telling.quotation(one.text)}”" for one in sorted(quoted, key=lambda one: one.start))
    if not told:
        return f"said: {quotes}"
    return f"told me: {told} You also said: {quotes}" if quoted else f"told me: {told}"


def _listed(topics: Sequence[Topic]) -> str:
    """your dog, your sister and trains"""
    names = [one.name for one in topics]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
