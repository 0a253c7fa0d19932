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
from app.memory.talk import telling
from app.memory.talk.answer import Answer
from app.memory.talk.past import Past

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
_FACT_WORDS = 28
"""Of a day's summary; a quotation follows."""


class Times:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._past = past

    def of_a_day(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """What did we talk about last Tuesday?"""
        match = _DAY.fullmatch(said)
        asked = (match["when"] or match["when2"]).strip() if match else ""
        when = days.find(asked, now)
        if when is None or asked != asked[when.start : when.end]:
            return None
        episodes = self._past.between(self_id, when.first, min(when.last, now))
        return self._conversation(episodes, when.first, now, when.is_one_day)

    def _conversation(self, episodes: Sequence[Episode], first: datetime, now: datetime, is_one_day: bool) -> Answer:
        day = days.spoken(first, now)
        if not episodes:
            return Answer(f"I find no conversation {day}." if is_one_day else "I find no conversation in that time.")
        opening = telling.capital(day) if is_one_day else "In that time"
        facts = [fact for fact in self._facts.of_episodes([one.id for one in episodes]) if fact.value]
        facts = list({fact.statement: fact for fact in facts}.values())
        told, count = telling.statements(facts, most_words=_FACT_WORDS)
        read = {fact.source_episode_id for fact in facts}
        others = [one for one in episodes if one.speaker == "user" and one.id not in read]
        longest = sorted(others, key=lambda one: -len(one.text))[: 1 if facts else 2]
        if not facts and not longest:
            return Answer(f"{opening}, only I said something.")
        quotes = " And: ".join(f"“{telling.quotation(one.text)}”" for one in sorted(longest, key=lambda one: one.start))
        parts = [f"you told me: {told}"] if facts else []
        parts += [f"{'You also' if facts else 'you'} said: {quotes}"] if longest else []
        ids = (*(fact.id for fact in facts[:count]), *(one.id for one in longest))
        return Answer(f"{opening}, {' '.join(parts)}{telling.and_more(len(facts) - count)}", memory_ids=ids)

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
