"""Questions about memory, answered from the store with dates.

Used by memory_talk.py on the store's thread; reads only. Whole questions only, so that "what do you know about cats?"
goes to the language model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from app.memory import days
from app.memory.facts.doubt import doubt_about, doubtful
from app.memory.facts.fact import USER, Fact
from app.memory.facts.fact_store import FactStore
from app.memory.talk import known, slots, telling
from app.memory.talk.answer import Answer
from app.memory.talk.past import Past
from app.memory.talk.phrases import ADV, I_DID, OF, TELL, TO_YOU, plain
from app.memory.talk.times import Times
from app.memory.talk.told import Told
from app.memory.talk.which import ask

_ALL = (
    r"(?:what(?: all| else)?|how (?:much|well)|(?:what|which) (?:kinds? of |sorts? of )?(?:things|stuff|facts?|info|"
    r"information|details|memories|data)(?: about me)?|everything|all|all the things|anything|something|"
    r"(?:the )?(?:things|facts|stuff))"
)
_KNOW = (
    r"(?:know|remember|recall|learn|learned|learnt|gather|gathered|store|stored|save|saved|keep|kept|noted|note|"
    r"found out|find out|picked up|figured out|collected|have|got|hold)(?: (?:stored|saved|noted|recorded|kept|learned|"
    r"learnt|down|on file|on record|in (?:your |the )?(?:memory|memories|notes|files?)))?"
)
_ME = r"(?:me|myself|my life|us)"
_ABOUT_ME = re.compile(
    rf"(?:{_ALL}(?: do| did| have| is it)?(?: that)? ?you(?:'ve| have| do)?{ADV}(?: think you)?{ADV} {_KNOW}{ADV}"
    rf"(?: {OF} {_ME}| {_ME}(?<=know me))|"
    rf"(?:do|don't|have) you{ADV} {_KNOW}(?: (?:anything|something|much|a lot|things?|stuff))(?: at all)? {OF} {_ME}|"
    rf"(?:anything|something|everything|all) {OF} {_ME}|"
    rf"what(?:'s| is| was) (?:(?:stored|saved|kept|noted|there) )?(?:in|on) (?:your|the) "
    rf"(?:memory|memories|notes|files?|records?)(?: {OF} {_ME})?|"
    rf"what do you have in (?:your )?(?:memory|store)(?: {OF} {_ME})?|"
    rf"what(?:'s| is) known {OF} {_ME}|(?:something |a bit |more |a little )?{OF} {_ME}|"
    rf"what {I_DID}{ADV} {TELL}{TO_YOU} {OF} {_ME}|(?:(?:show|list|read|give)(?: me)? )?(?:all )?(?:of )?(?:my|"
    rf"your) memories(?: (?:of|about) {_ME})?|"
    rf"what(?:'s| is) (?:everything|all) you (?:know|remember) {OF} {_ME})"
    r"(?: (?:so far|now|already|by now|until now|to date|at (?:this point|the moment)|at all|right now))*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"(?:{_ALL}(?: do| did| have)?(?: that)? ?you(?:'ve| have)?{ADV} {_KNOW} {OF} (?P<who>.+)|"
    rf"do you{ADV} know (?:anything|something|much) {OF} (?P<who4>.+)|"
    rf"what (?:can|could) you tell me {OF} (?P<who5>.+)|"
    rf"(?:something |a bit |more |a little )?{OF} (?P<who3>.+)|who(?:'s| is|"
    r" are) (?P<who2>my [a-z-]+|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?))",
    re.IGNORECASE,
)
_RANK = ("name", "home", "job", "employer", "partner", "family", "birthday")


class Questions:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._told = Told(facts, past)
        self._times = Times(facts, past)

    def answer(
        self, text: str, self_id: str, now: datetime, shown: Sequence[str], *, is_answer: bool = True
    ) -> Answer | None:
        """`shown`: ids of what the last reply was made of; `is_answer`: by the store, with nothing else in it."""
        said = plain(text)
        source = self._told.source(said, shown, now, is_answer=is_answer)
        if source is not None:
            return source
        ways: tuple[Callable[[str, str, datetime], Answer | None], ...] = (
            self._about_me, self._times.ends, self._times.of_a_day, self._times.earlier, self._times.topics,
            self._told.told,
            self._told.when, self._about, self._slot, self._past_slot,
        )  # fmt: skip
        return next((found for way in ways if (found := way(said, self_id, now)) is not None), None)

    def _about_me(self, said: str, self_id: str, _now: datetime) -> Answer | None:
        if not _ABOUT_ME.fullmatch(said):
            return None
        facts = self._facts.current(self_id)
        if not facts:
            return Answer("Nothing yet. Tell me something about you.")
        ranked = sorted(facts, key=lambda fact: (not fact.is_pinned, fact.subject != USER, _rank(fact)))
        return self._telling(ranked)

    def _about(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """Only people the user has told of; cats in general are the language model's."""
        match = _ABOUT.fullmatch(said)
        if not match:
            return None
        who = next(filter(None, match.groupdict().values())).strip()
        facts = self._facts.current(self_id)
        found = known.about(who, facts) if known.is_person(who, facts) else []
        if not found and match["who"] and re.match(r"(?:my|our) ", who, re.IGNORECASE):
            found = known.of_slot(USER, known.without_my(who), facts)
            return self._telling(found) if found else self._told.about(who, self_id, now)
        return self._telling(found) if found else None

    def _slot(self, said: str, self_id: str, now: datetime) -> Answer | None:
        if not re.match(
            r"(?:what|where|when|who|how|which|am i|do i|do you|know|remember|my name)\b", said, re.IGNORECASE
        ):
            return None
        found = slots.answering(said, self._facts.current(self_id))
        if len(found) == 1 and found[0].is_uncertain:
            doubt = doubt_about(found[0], self._facts.get)
            return ask(doubt, now) if doubt is not None else self._telling(found)
        return self._telling(found) if found else self._ended(said, self_id)

    def _ended(self, said: str, self_id: str) -> Answer | None:
        """Where do I live? You no longer live there: better than a guess."""
        found = [one for one in slots.answering(said, self._facts.current(self_id, is_over=True)) if one.statement]
        if not found:
            return None
        told = self._telling(found[-1:])
        return Answer(f"{told.text} I don't know more than that.", memory_ids=told.memory_ids)

    def _telling(self, facts: Sequence[Fact]) -> Answer:
        """What is doubted is told with its doubt."""
        text, count = telling.statements([replace(one, statement=doubtful(one, self._facts.get)) for one in facts])
        return Answer(f"{text}{telling.and_more(len(facts) - count)}", memory_ids=_ids(facts[:count]))

    def _past_slot(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """Where did I live before? Where did I work last year?"""
        when = days.find(said, now)
        asked = (
            said[: when.start].rstrip() if when else re.sub(r" (?:before|before that|earlier|previously)$", "", said)
        )
        asked = re.sub(r" (?:in|on)$", "", asked)
        if asked == said or not (wanted := slots.past_slots(asked)):
            return None
        facts = self._facts.current(self_id, when.last if when else None)
        held = [fact for fact in facts if fact.slot in wanted and fact.subject == USER]
        if held and not when:
            held = [one for one in self._facts.history(held[0].id) if one.value not in ("", held[0].value)][-1:]
        if not held:
            return None
        until = f", until {_bare(days.spoken(held[0].valid_to, now))}" if held[0].valid_to else ""
        return Answer(f"{_in_the_past(held[0].statement).rstrip('.')}{until}.", memory_ids=_ids(held))


def _rank(fact: Fact) -> int:
    return _RANK.index(fact.slot) if fact.slot in _RANK else len(_RANK)


def _ids(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts)


def _in_the_past(statement: str) -> str:
    """You live in Ghent -> You lived in Ghent."""
    for now, then in (
        ("You live ", "You lived "),
        ("You work ", "You worked "),
        ("You are ", "You were "),
        (" is ", " was "),
    ):
        statement = statement.replace(now, then, 1)
    return statement


def _bare(day: str) -> str:
    return day.removeprefix("on ")
