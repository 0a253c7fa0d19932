"""What was talked about on a day, and when people talked: "what did we talk about last Tuesday?".

Used by questions.py on the store's thread; reads only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.memory import days
from app.memory.facts.fact_store import FactStore
from app.memory.holding import only_asks
from app.memory.protocol import SAME_CONVERSATION, Episode
from app.memory.summary import Summary, Topic
from app.memory.talk import telling
from app.memory.talk.answer import Answer
from app.memory.talk.past import Past
from app.memory.talk.phrases import ADV, TELL, TO_YOU
from app.memory.talk.summaries import Summaries

_TALKS = r"(?:conversations?|talks?|chats?|discussions?|session|call)"
_DAY = re.compile(
    rf"(?:what|which)(?: all| else| topics| things| subjects| stuff| themes)? (?:did|have|were|was|had) "
    rf"(?:we|i|you and i|the two of us){ADV}(?: been| end up| ended up)? (?:{TELL}|cover|covered|touch on|go over|"
    r"get to)"
    rf"{TO_YOU}(?: about| on)?(?P<when> .+)|"
    r"(?:what|everything|all|the things)(?: it)?(?: was)?(?: it)?(?: that)? (?:we|"
    rf"i)(?:'ve)?{ADV} {TELL}{TO_YOU}(?: about)?"
    rf"(?P<when2> .+)|"
    rf"what (?:was|were|is) (?:our|the|my) {_TALKS}(?: (?:with you|we had))?(?: about| on)?(?P<when3> .+?)(?: about)?|"
    rf"(?:about )?(?:our|the|my) {_TALKS}(?: (?:with you|we had))?(?: (?:of|from|on))?(?P<when4> .+)|"
    r"what (?:came up|was (?:the|our) (?:topic|subject|theme)|were (?:the|our) (?:topics|subjects|themes)|"
    r"was on my mind|"
    rf"was i on about)(?: (?:of|in) our {_TALKS})?(?P<when6> .+)|"
    rf"(?:(?:give me )?a (?:short |quick )?(?:recap|summary|overview|rundown) of|recap|summari[sz]e|sum up)"
    rf"(?: our {_TALKS} (?:of|from|on))?(?P<when7> .+)|"
    rf"what (?:was|were) (?:it|that) (?:we|i) {TELL}{TO_YOU}(?: about)?(?P<when5> .+)",
    re.IGNORECASE,
)
_DID_WE = re.compile(
    rf"(?:did|have|had) we{ADV} (?:{TELL}|have a {_TALKS}|had a {_TALKS})(?: with each other|"
    r" to each other)?(?P<when> .+)",
    re.IGNORECASE,
)
_BY_THEN = re.compile(
    r"(?P<when>[^,:]{3,40}?)[,:]? (?P<rest>(?:what|which) (?:topics )?(?:did|have|were|was) (?:we|i|you and i) .+|"
    r"(?:did|have) we .+)",
    re.IGNORECASE,
)
"""Last Tuesday, what did we talk about?"""
_LAST_TIME = re.compile(
    rf"what (?:did|were) we{ADV} {TELL}(?: about)? (?:(?:the )?last time(?: we {TELL})?|before|last)|"
    rf"what did we last {TELL}(?: about)?|what was (?:the last thing we|it we last) {TELL}(?: about)?|"
    rf"what was our last {_TALKS}(?: about)?|(?:about )?our (?:last|previous) {_TALKS}|"
    rf"when did we last {TELL}(?: to each other)?|(?:when was |when's )?the last time we {TELL}(?: to each other)?|"
    rf"when was our last {_TALKS}|how long ago did we (?:last )?{TELL}",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"what (?:did|were|have) (?:we|i){ADV} (?:been )?{TELL}{TO_YOU}(?: about)? (?:earlier|before that|a (?:moment|"
    r"minute|"
    r"while) ago|just now|earlier today|so far today)",
    re.IGNORECASE,
)
_FIRST_TIME = re.compile(
    r"when did we (?:first )?(?:meet|first talk|first speak)|when was the first time we (?:talked|spoke|met)|"
    r"how long have we (?:known each other|been talking to each other)",
    re.IGNORECASE,
)
_LATELY = re.compile(
    r"what (?:have|did) we (?:mostly |mainly )?(?:talk|talked|been talking|speak|spoken|been speaking|chat|chatted|"
    r"been chatting) about (?:lately|recently|these days|most lately|most recently|the other day)|"
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
_BEFORE_TIME = ("", "about", "on", "from", "of", "in", "during", "at", "about on", "back on", "back in")
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
        """What did we talk about last Tuesday? Did we talk on Monday? Last Tuesday, what did we talk about?"""
        said = _time_last(said, now)
        match = _DAY.fullmatch(said) or _DID_WE.fullmatch(said)
        asked = next(filter(None, match.groupdict().values()), "").strip() if match else ""
        when = days.find(asked, now)
        before = asked[: when.start].strip().casefold() if when else ""
        if when is None or before not in _BEFORE_TIME or asked[when.end :].strip(" ,"):
            return None
        episodes = self._past.between(self_id, when.first, min(when.last, now))
        found = self._conversation(episodes, when.first, now, when.is_one_day)
        if _DID_WE.fullmatch(said):
            return Answer(f"{'Yes' if episodes else 'No'}. {found.text}", memory_ids=found.memory_ids)
        return found

    def earlier(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """What did we talk about earlier? Today, or the last time."""
        if not _EARLIER.fullmatch(said):
            return None
        first = now.replace(hour=0, minute=0, second=0, microsecond=0)
        found = self._past.between(self_id, first, now)
        if any(one.speaker == "user" for one in found):
            return self._conversation(found, first, now, True)
        return self.ends("what did we last talk about", self_id, now)

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
        lines = [one for one in found.lines if not only_asks(one.text)] or found.lines
        topics = () if is_one_day else _worth_naming(found)
        facts = [fact for fact in self._facts.of_episodes([one.id for one in episodes]) if fact.value]
        facts = list({fact.statement: fact for fact in facts}.values())
        told, count = telling.statements(facts, most_words=_FACT_WORDS_OF_MORE if topics else _FACT_WORDS)
        read = {fact.source_episode_id for fact in facts}
        quoted = [one for one in lines if one.id not in read][: 1 if facts else 2]
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
            one for one in self._past.last(self_id, before=now, limit=200) if now - one.end > SAME_CONVERSATION
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


def _time_last(said: str, now: datetime) -> str:
    """Last Tuesday, what did we talk about? -> what did we talk about last Tuesday"""
    match = _BY_THEN.fullmatch(said)
    when = days.find(match["when"], now) if match else None
    is_time = match is not None and when is not None and not match["when"][: when.start].strip()
    return f"{match['rest']} {match['when']}" if match and is_time else said


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
