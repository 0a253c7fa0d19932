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
from app.memory.holding import only_asks
from app.memory.protocol import Episode
from app.memory.talk import known, telling
from app.memory.talk.answer import Answer
from app.memory.talk.lines import told_in
from app.memory.talk.past import Past
from app.memory.talk.phrases import ADV, I_DID, OF, TELL, TO_YOU, plain

_SAID = rf"(?:i|we)(?:'ve| have| had|'d)?{ADV} {TELL}{TO_YOU}(?: (?:anything|something|things|stuff|all))?"
_TOLD = re.compile(
    rf"(?:what(?: all| else| news| exactly| (?:sort|kind)s? of things)? {I_DID}{ADV}(?: been)? {TELL}{TO_YOU}|"
    r"(?:what (?:was|were|is|are)|what's|it was) (?:it|that|(?:that|the|those) (?:last |latest |other )?(?:things?|"
    r"stuff|"
    rf"bits?|story|news))?(?: that| which)? ?{_SAID}|"
    rf"(?:what|everything|all|anything|something|whatever|(?:all )?the (?:things|stuff)|(?:the )?last thing|"
    rf"what's the last thing)(?: that)? {_SAID})(?: {OF}| about what)? (?P<what>.+)|"
    rf"{_SAID} {OF} (?P<what2>.+?)[,.;:] ?(?:what (?:was|is) (?:it|that)(?: again)?|what did i (?:say|tell you)|"
    r"do you (?:still )?(?:remember|recall|know)(?: (?:what|it|that).*)?|remember(?: that| it)?|what was that again)",
    re.IGNORECASE,
)
_DID_I = re.compile(
    r"(?:(?:did|have|had|haven't|didn't) (?:i|we)(?: not)?|(?:if|whether) (?:i|we)(?:'ve|"
    rf" have)?){ADV}(?: been)? {TELL}{TO_YOU}"
    rf"(?: (?:anything|something|a word|much|a thing|things?))?(?: {OF})? (?P<what>.+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?: (?:before|already|yet|so far|at all|to you|lately|recently|in the past|back then|earlier|the other day|"
    r"until now|"
    r"ever|or not|haven't i|didn't i))+$",
    re.IGNORECASE,
)
_QUESTION_WHEN = (
    r"(?:when|(?:on |at |in )?(?:what|which) (?:exact )?(?:day|date|time|moment|occasion|month|week)|how long ago|"
    r"since when|"
    r"how long has it been since)(?: exactly| precisely)?(?: (?:was|is) it(?: that)?)?"
)
_THAT_ONE = r"(?:that|this|it|so|these things|those things)"
_WHEN_THAT = re.compile(
    rf"{_QUESTION_WHEN} (?:(?:did|have|had) )?(?:i|we){ADV} {TELL}{TO_YOU}(?: about)? {_THAT_ONE}(?: to you| to me)?|"
    rf"{_QUESTION_WHEN} (?:did|have|had) i{ADV} (?:tell|told) you|"
    rf"{_QUESTION_WHEN} was {_THAT_ONE} (?:said|told|mentioned)|when was that said|"
    rf"(?:when (?:was|is) )?the (?:last|first) time (?:that )?i{ADV} {TELL}{TO_YOU}(?: about)? {_THAT_ONE}|"
    rf"(?:did|have) i{ADV} {TELL}{TO_YOU} {_THAT_ONE}|"
    rf"are you (?:quite )?sure (?:that )?i{ADV} {TELL}{TO_YOU} {_THAT_ONE}|"
    r"(?:how(?: come)?|where|why)(?: do)? you know (?:that|this)(?: from)?|who told you (?:that|this)|"
    r"where did you (?:get|hear|learn|have) (?:that|this)(?: from)?|since when do you know that|"
    r"what (?:makes|made) you (?:say|think|believe) (?:that|this|so)|what(?:'s| is| was) (?:your|"
    r"the) source(?: for that)?|"
    r"what (?:were|was) my (?:exact |own |actual )?(?:words?|wording)(?: exactly)?|"
    r"what (?:exactly |precisely )?did i (?:actually )?say(?: exactly| precisely| word for word)|how did i (?:say|put) "
    r"(?:that|it)|show me where i said (?:that|it)|where did i say (?:that|it)",
    re.IGNORECASE,
)
_BARE_WHEN = re.compile(
    rf"{_QUESTION_WHEN} did you{ADV} (?:learn|hear|find(?: that)? out|get to know|note|save|"
    rf"store)(?: about)?(?: {_THAT_ONE})?|"
    rf"{_QUESTION_WHEN} (?:was|is) (?:that|this|it)|how do you know|says who|according to whom|"
    rf"(?:what|which) day was (?:that|this|it)(?: on)?|how long ago (?:was|is) that",
    re.IGNORECASE,
)
"""These ask for the source only where the store has just answered."""
_WHEN = re.compile(
    rf"(?:{_QUESTION_WHEN} (?:(?:did|have|had|do) )?(?:i|we|you and i){ADV}(?P<which> last|"
    rf" first)?{ADV} {TELL}{TO_YOU}|"
    r"(?:when (?:was|is|'s) |when's )?the (?P<which2>last|first) time (?:that )?(?:i|we)(?:'ve|"
    rf" have)?{ADV} {TELL}{TO_YOU})"
    rf"(?: {OF}| that)?(?: that)? (?P<what>.+)",
    re.IGNORECASE,
)
_ALWAYS = datetime(1970, 1, 1).astimezone()
_NOTHING = words(
    "that this it you me so what about yesterday today earlier before lately recently to wrong right then now"
)
"""No topic: what did I tell you!"""
_TIMES = words(
    "first second third before last next ago over week weeks weekend day days month months year years night morning "
    "evening afternoon time times other past recent earlier lately one two three four five six seven few couple minute "
    "minutes hour hours monday tuesday wednesday thursday friday saturday sunday during back then while"
)


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
        topic = _BEFORE.sub("", asked["what"] or asked["what2"] if match else asked["what"]).strip(" ,")
        if not topic or known.same(topic) in _NOTHING:
            return None
        found = self.about(topic, self_id, now)
        if match or found is None:
            return found
        if found.memory_ids:
            return Answer(f"Yes. {found.text}", memory_ids=found.memory_ids)
        return Answer(f"No. {found.text}") if days.find(topic, now) else None  # "did I tell you about my new boat?"

    def about(self, topic: str, self_id: str, now: datetime) -> Answer | None:
        """The user's own words about `topic`, which may end in a day."""
        when = days.find(topic, now)
        about = (topic[: when.start] + topic[when.end :]).strip(" ,") if when else topic
        about = re.sub(r"\s+(?:on|in|from)$", "", about)
        if not about:
            about, when = topic, None
        first, last = (when.first, when.last) if when else (_ALWAYS, now)
        if not {word.casefold() for word in known.words_of(about)} - _TIMES:
            return None  # a time that nobody here reads; "nothing" would be a guess
        facts = self._facts.current(self_id)
        names = known.aliases(about, facts) if known.is_person(about, facts) else [about]
        words = [known.words_of(name) for name in names]
        found = {one.id: one for some in words for one in self._past.naming(self_id, some)}
        told = [one for one in found.values() if one.speaker == "user" and first <= one.start < last]
        told = told or told_in(about, self._facts, self._past, self_id, now)
        told = [one for one in told if first <= one.start < last]
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
        found = found or told_in(match["what"], self._facts, self._past, self_id, now)
        if not found:
            return Answer("I don't find that in what you told me.")
        return _at(found[0] if " first " in f"{said} " else found[-1], now, words)

    def source(self, said: str, shown: Sequence[str], now: datetime, *, is_answer: bool) -> Answer | None:
        """When did I say that? From what the last answer was made of (`shown`)."""
        if not (_WHEN_THAT.fullmatch(said) or (is_answer and _BARE_WHEN.fullmatch(said))):
            return None
        facts = [fact for fact in map(self._facts.get, shown) if fact is not None]
        episodes = self._past.of_ids([*(fact.source_episode_id for fact in facts), *shown])
        told = [one for one in episodes if one.speaker == "user"]
        if not told:
            return None
        words = re.findall(r"\w+", facts[0].value) if facts else []
        return _at(told[-1], now, words)


def asks_for_source(text: str) -> bool:
    """When did I say that?"""
    said = plain(text)
    return bool(_WHEN_THAT.fullmatch(said) or _BARE_WHEN.fullmatch(said))


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
    tells = [one for one in told if not only_asks(one.text)]
    return list(tells or told)


def _turned(topic: str) -> str:
    """my sister -> your sister."""
    return re.sub(r"\bmy\b", "your", topic, flags=re.IGNORECASE)
