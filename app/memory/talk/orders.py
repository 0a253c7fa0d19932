"""Orders to forget: "forget that", "forget the last five minutes", "forget everything about Amy".

Used by memory_talk.py on the store's thread; reads only. A reply tells what will have been done, and its act says what
to do. Whole sentences only: "I forget that film" is no order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from app.memory import days
from app.memory.facts.fact import USER
from app.memory.facts.fact_store import FactStore
from app.memory.protocol import SAME_CONVERSATION, Episode
from app.memory.talk import known, telling
from app.memory.talk.answer import Answer, AskToForget, Forget
from app.memory.talk.lines import told_in
from app.memory.talk.past import Past

_PLEASE = (
    r"(?:(?:please|okay|ok|oh|no|wait|actually|hey|and|sorry|well|samantha|could you|can you|would you|will you|"
    r"you can|you should|"
    r"i want you to|i'd like you to|i would like you to|you must|just|now)[, ]+)*"
)
_VERB = r"(?:forget|delete|erase|unremember|(?:wipe|remove)(?= .*\b(?:memory|memories|mind|notes|records?)\b))"
_FORGET = rf"{_PLEASE}{_VERB}"
_AGAIN = (
    r"(?:,? (?:again|now|please|right now|immediately|for me|samantha|thanks|thank you|okay|ok|will you|would you|"
    r"(?:from|out of) (?:your |the )?(?:memory|memories|mind|head|notes|records?|storage)|straight away|forever|"
    r"for good|completely))*"
)
_SAID = r"i (?:(?:ever|just|have|had|'ve) )*(?:said|told you|mentioned|brought up|tell you|talked about)"
_IT = r"(?:that|this|it|so|anything|about it|about that)"
_THAT = re.compile(
    rf"(?:{_FORGET} (?:about )?(?:that|this)(?: (?:bit|part|thing|one|last bit|last part|last thing|sentence|message|"
    r"line))?|"
    rf"{_FORGET} what i(?: have|'ve)?(?: just)? said|{_FORGET} what i(?:'ve| have)? just (?:said|told you|mentioned)|"
    rf"{_FORGET} (?:(?:the|that) (?:last|previous) (?:thing|bit|part)(?: {_SAID})?|"
    rf"my (?:last|previous) (?:sentence|message|remark|statement|words)|"
    rf"(?:the|that) (?:last|previous) (?:sentence|message|remark|statement) (?:{_SAID}|of mine|i sent))|"
    rf"{_FORGET} (?:that )?{_SAID}(?: {_IT}){{1,2}}(?: to you)?|"
    rf"{_PLEASE}(?:scratch|strike) (?:that|this)(?: from (?:your|the) (?:memory|record|records|notes))?|"
    rf"{_PLEASE}(?:don't|do not) (?:remember|memori[sz]e|(?:keep|save|store)(?= \w+ in (?:mind|memory))) (?:that|this)"
    r"(?: in (?:your )?(?:mind|memory))?(?: please)?|"
    rf"{_PLEASE}i (?:don't|do not|didn't) want you to (?:remember|know|memori[sz]e) (?:that|this)|"
    r"(?:that|this)(?:'s| is| was) (?:private|personal|a secret|off the record|confidential|not for your memory|"
    rf"none of your business)[,;.]? (?:so |and )?{_FORGET} (?:it|that|this)|"
    r"(?:that|this)(?:'s| is| was) (?:off the record|not for your memory|not to be (?:remembered|kept|saved)))"
    rf"{_AGAIN}",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"{_FORGET} (?:that|(?:the (?:thing|story)|what i (?:just )?(?:said|told you)) about|"
    rf"(?=my )) ?(?P<what>.+?){_AGAIN}",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:i|we)(?:'m|'ve| (?:am|(?:have|had)(?! to\b)|own|was|were|live|lived|work|worked|like|love|hate|play|drive|"
    r"study|speak|can|can't|"
    r"don't|used to)) \w[^,;:]*|(?:my|our) [\w' ]+? (?:is|was|are|were|has|had|lives?|works?|likes?|died) \w[^,;:]*",
    re.IGNORECASE,
)
"""What somebody may have told of themselves. Not: that I asked."""
_THIS_TALK = re.compile(
    rf"{_FORGET} (?:(?:everything|all) (?:of|in|from) )?(?:this|the|our|today's) (?:whole |entire |last |present )?"
    rf"(?:conversation|chat|talk|discussion){_AGAIN}",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"{_FORGET} (?:everything |all |anything )?(?:(?:that )?(?:i|we) (?:said|have said|talked about|told you|"
    rf"discussed) )?(?:from |of |in |during |for )?"
    rf"(?:the )?(?:last|past) (?:(?P<count>{days.COUNT}) )?(?P<unit>minutes?|hours?|half hour|half an hour){_AGAIN}",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"{_FORGET} (?:everything|all|what)(?: that)? ?(?:(?:i|we) (?:said|have said|talked about|told you|"
    rf"discussed) )?(?:from |of |in )?(?P<when>.+?){_AGAIN}",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"{_FORGET} (?:everything|all|anything|all that|whatever|what|all your memories|your memories|"
    rf"every memory)(?: that)?"
    rf"(?: (?:i(?:'ve| have)?(?: ever)? (?:said|told you|tell you)|you (?:know|remember|have)|we (?:said|"
    rf"talked)))?(?: about| of| on) (?P<what>.+?){_AGAIN}",
    re.IGNORECASE,
)
_MINE = re.compile(
    rf"{_FORGET} (?P<what>my [a-z][\w -]*?|where i live|where i work|how old i am|when i was born){_AGAIN}",
    re.IGNORECASE,
)
_MEANS = {"where i live": "home", "where i work": "employer", "how old i am": "age", "when i was born": "birthday"}
_ALL = re.compile(
    rf"{_FORGET} (?:everything|it all|all of it|me|all your memories|your (?:whole |entire )?memory){_AGAIN}",
    re.IGNORECASE,
)
_AFFIRM = (
    r"yes|yeah|yep|yup|sure|okay|ok|do it|do that|go ahead|please do|of course|absolutely|definitely|correct|right|"
    r"please|"
    r"forget (?:it|them|it all|all of (?:it|them)|her|him|that)|i'm sure|i am sure|thanks|thank you|samantha"
)
_YES = re.compile(rf"(?:(?:oh|um|well),? )?(?:{_AFFIRM})(?:[,.! ]+(?:{_AFFIRM}))*", re.IGNORECASE)
_REFUSE = (
    r"no|nope|don't|do not|stop|cancel|never mind|better not|rather not|leave (?:it|them)|keep (?:it|them|"
    r"that)|thanks|thank you|please"
)
_NO = re.compile(rf"(?:(?:oh|um|well),? )?(?:{_REFUSE})(?:[,.! ]+(?:{_REFUSE}|do (?:it|that)))*", re.IGNORECASE)
_NOW = timedelta(hours=1)
"""Up to here "forget the last …" is done at once; more is asked about first."""
_MOST = 1_000
"""Lines of one conversation."""
_SHALL_I = "Shall I forget"
_NOT_TOLD = "I find nothing like that in what you told me, so there is nothing to forget."
_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


class Orders:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._past = past

    def confirm(self, text: str, forget: Forget) -> Answer | None:
        """The turn after the question. Anything but yes and no drops it and is answered as usual."""
        said = " ".join(text.replace("’", "'").split()).strip(" .!?,")
        if _YES.fullmatch(said):
            many = forget.count != 1
            return Answer(f"Done. {_counted(forget.count).capitalize()} {'are' if many else 'is'} forgotten.", forget)
        return Answer("All right, I keep it.") if _NO.fullmatch(said) else None

    def answer(self, text: str, self_id: str, now: datetime) -> Answer | None:
        said = " ".join(text.replace("’", "'").split()).strip(" .!?,")
        if text.rstrip().endswith("?") and not re.match(r"(?:can|could|would|will) you", said, re.IGNORECASE):
            return None
        if _THAT.fullmatch(said):
            return self._forget_that(self_id, now)
        ways: tuple[Callable[[str, str, datetime], Answer | None], ...] = (
            self._forget_all, self._forget_last, self._forget_day, self._forget_about, self._forget_mine,
            self._forget_talk, self._forget_clause,
        )  # fmt: skip
        return next((found for way in ways if (found := way(said, self_id, now)) is not None), None)

    def _forget_that(self, self_id: str, now: datetime) -> Answer:
        """The user's last turn and the answer to it."""
        recent = [one for one in self._past.last(self_id, before=now, limit=12) if now - one.end < SAME_CONVERSATION]
        turns = [n for n, one in enumerate(recent) if one.speaker == "user"]
        if not turns:
            return Answer("There is nothing to forget yet.")
        return self._gone(recent[turns[-1] :], self_id, is_asked=False, nothing="", done="Forgotten.")

    def _forget_all(self, said: str, _self_id: str, _now: datetime) -> Answer | None:
        """Too much for one word that may have been misheard."""
        if not _ALL.fullmatch(said) and not _is_about_me(said):
            return None
        return Answer("That would be everything. I don't do that by voice: use the window, or the command wipe.")

    def _forget_last(self, said: str, self_id: str, now: datetime) -> Answer | None:
        match = _LAST.fullmatch(said)
        if not match:
            return None
        unit = match["unit"].lower()
        minutes = (
            30 if unit.startswith("half") else days.count_of(match["count"] or "1") * (60 if "hour" in unit else 1)
        )
        if minutes <= 0:
            return None
        span = timedelta(minutes=minutes)
        late = self._past.between(self_id, now - span - SAME_CONVERSATION, now)  # a long story may have begun before
        found = [one for one in late if one.end > now - span]
        return self._gone(found, self_id, is_asked=span > _NOW, nothing="Nothing was said in that time.")

    def _forget_day(self, said: str, self_id: str, now: datetime) -> Answer | None:
        match = _TODAY.fullmatch(said)
        when = days.find(match["when"], now) if match else None
        if match is None or when is None or (when.start, when.end) != (0, len(match["when"])):
            return None
        found = self._past.between(self_id, when.first, min(when.last, now))
        return self._gone(found, self_id, is_asked=True, nothing="Nothing was said in that time.")

    def _forget_about(self, said: str, self_id: str, _now: datetime) -> Answer | None:
        match = _ABOUT.fullmatch(said)
        if not match or known.same(match["what"]) in ("that", "this", "it"):
            return None
        what = match["what"]
        facts = self._facts.all(self_id)
        names = known.aliases(what, facts) if known.is_person(what, facts) else [what]
        called = {known.same(name) for name in names}
        of_them = [fact.source_episode_id for fact in facts if known.same(fact.subject) in called]
        found = {one.id: one for name in names for one in self._past.naming(self_id, known.words_of(name))}
        found |= {one.id: one for one in self._past.of_ids(of_them)}
        whom = re.sub(r"\bmy\b", "your", what, flags=re.IGNORECASE)
        return self._gone(list(found.values()), self_id, is_asked=True, nothing=f"I know nothing about {whom}.")

    def _forget_mine(self, said: str, self_id: str, _now: datetime) -> Answer | None:
        """Forget my address: what was said of it, and what was there before it."""
        match = _MINE.fullmatch(said)
        if not match:
            return None
        asked = _MEANS.get(match["what"].lower(), known.without_my(match["what"]))
        facts = known.of_slot(USER, asked, self._facts.all(self_id))
        if not facts:
            return None
        found = self._past.of_ids(list({fact.source_episode_id for fact in facts}))
        return self._gone(found, self_id, is_asked=True, nothing="")

    def _forget_talk(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """This whole conversation."""
        if not _THIS_TALK.fullmatch(said):
            return None
        recent = self._past.last(self_id, before=now, limit=_MOST)
        found = [one for one in recent if one.conversation == recent[-1].conversation]
        return self._gone(found, self_id, is_asked=True, nothing="There is nothing to forget yet.")

    def _forget_clause(self, said: str, self_id: str, now: datetime) -> Answer | None:
        """Forget that I live in Rome: the lines that told it. The order itself would tell it again."""
        match = _CLAUSE.fullmatch(said)
        if not match:
            return None
        found = told_in(match["what"], self._facts, self._past, self_id, now)
        if not found:  # the model would say that it forgets it
            return Answer(_NOT_TOLD) if _TELLS.fullmatch(match["what"]) else None
        said_it = f" “{telling.quotation(found[0].text)}”" if len(found) == 1 else ""
        return self._gone(found, self_id, is_asked=True, nothing="", shown=said_it)

    def _gone(
        self, episodes: Sequence[Episode], self_id: str, *, is_asked: bool, nothing: str, done: str = "",
        shown: str = "",
    ) -> Answer:
        """What was said before this self branched off is the others' too: it goes only when that has been said."""
        if not episodes:
            return Answer(nothing)
        forget = Forget(tuple(one.id for one in episodes))
        count, it = _counted(forget.count), "it" if forget.count == 1 else "them"
        shared = sum(one.self_id != self_id for one in episodes)
        if not is_asked and not shared:
            return Answer(done or f"Forgotten: {count}.", forget)
        told = f"That is {count}{':' if shown else ''}{shown or '.'}"
        if shared:
            some = "It was" if forget.count == 1 else "All were" if shared == forget.count else f"{shared} were"
            told += f" {some} said before I branched off, so my other selves would forget {it} too."
        return Answer(f"{told} {_SHALL_I} {it}?", AskToForget(forget))


def asked_whether(reply: str) -> bool:
    """To forget something."""
    return _SHALL_I in reply


def is_confirming(text: str) -> bool:
    """Yes, or no."""
    said = " ".join(text.replace("’", "'").split()).strip(" .!?,")
    return bool(_YES.fullmatch(said) or _NO.fullmatch(said))


def _is_about_me(said: str) -> bool:
    match = _ABOUT.fullmatch(said)
    return match is not None and match["what"].casefold() in ("me", "myself", "us", "everything")


def _counted(count: int) -> str:
    """one thing · 12 things."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {'thing' if count == 1 else 'things'}"
