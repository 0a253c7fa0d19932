"""Which of two things that contradict each other is right: asked once, and what the user says to it.

Used by memory_talk.py and turn_memory.py on the store's thread. An answer counts in the turn after the question, within
two minutes, and only if it is no more than that: "Antwerp.", "the second", "Antwerp now, I moved", "both".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.memory.facts.doubt import Doubt, doubt_about
from app.memory.facts.fact import Fact
from app.memory.facts.fact_store import FactStore
from app.memory.talk.answer import Answer, AskWhich, Settle

STILL_ASKED = timedelta(minutes=2)
"""What comes later answers something else."""
_MOST_WORDS = 14
_BOTH = re.compile(
    r"\b(?:both|each of them|(?:they|these)(?:'re| are) (?:all )?(?:both )?(?:right|true|correct))\b", re.IGNORECASE
)
_OLDER = re.compile(r"\b(?:first|former|older|old|earlier|previous)\b")
_NEWER = re.compile(r"\b(?:second|latter|last|newer|new|later|newest|latest)\b")
_FILLING = re.compile(r"\b(?:it's|it is|that's|is|right|true|correct|the|one|oh|well|um|yes|please|now|i think)\b")
_NEITHER = re.compile(
    r"(?:(?:no|well|oh),? )?(?:neither|none|not (?:one|any) of (?:them|those))(?: of (?:them|those|the two))?"
    r"(?:[,.;:]? (?i:but |it's |it is |actually |i'm in |i live in |in |at )*(?P<value>[A-Z0-9][\w' .-]{0,40}))?",
)
_LEAVE = re.compile(
    r"(?:(?:oh|um|well|sorry|no)[, ]+)*(?:i (?:don't|do not) (?:know|want to (?:say|tell you|talk about (?:it|that)))|"
    r"(?:i'm |i am )?not (?:sure|now|telling)|never mind|none of your business|it doesn't matter|doesn't matter|"
    r"leave it|skip it|whatever|no idea|why do you care|pass|i (?:don't|do not) (?:care|mind|remember)|who cares|"
    r"it's not important|not important|either(?: is fine)?|forget (?:about )?it|you decide|don't ask)(?:,? (?:please|"
    r"thanks|thank you|now))*",
    re.IGNORECASE,
)
_NOT = r"(?:not|isn't|wasn't|never|no longer|instead of|rather than|left|moved from|from|used to be(?: in)?)"


class Which:
    """`facts`: of the open store."""

    def __init__(self, facts: FactStore) -> None:
        self._facts = facts
        self._open: tuple[str, datetime] | None = None
        """The doubted fact that was asked about, and when."""
        self._is_new = True
        """Nothing was kept yet: the question may have been another run's (`ask`, twice)."""

    def next(self, self_id: str) -> Doubt | None:
        """The oldest doubt that nobody was asked about."""
        doubts = map(self._doubt, self._facts.current(self_id))
        return next((one for one in doubts if one is not None and one.newer.asked_at is None), None)

    def asked(self, fact_id: str, now: datetime) -> None:
        """The question is being said; it will not be asked again."""
        self._facts.asked(fact_id, now)
        self._open, self._is_new = (fact_id, now), False

    def closed(self) -> None:
        """A turn was kept since, or another self talks."""
        self._open, self._is_new = None, False

    def answer(self, text: str, self_id: str, now: datetime) -> Answer | None:
        """None: nothing was asked, or these words are no answer to it. Changes nothing."""
        asked = self._open or (self._of_another_run(self_id) if self._is_new else None)
        fact = self._facts.get(asked[0]) if asked is not None and now - asked[1] < STILL_ASKED else None
        doubt = self._doubt(fact) if fact is not None else None
        return _answered(text, doubt) if doubt is not None else None

    def settle(self, act: Settle, now: datetime) -> list[Fact]:
        """What the user said is right -> the facts that are new."""
        is_both = len(act.right) > 1
        new = [self._facts.edit(fact_id, act.value, now=now, is_beside=is_both) for fact_id in act.right]
        return [fact for fact in new if fact is not None]

    def _doubt(self, fact: Fact) -> Doubt | None:
        return doubt_about(fact, self._facts.get)

    def _of_another_run(self, self_id: str) -> tuple[str, datetime] | None:
        asked = [(one.id, one.asked_at) for one in self._facts.current(self_id) if one.is_uncertain and one.asked_at]
        return max(asked, key=lambda one: one[1], default=None)


def ask(doubt: Doubt, now: datetime) -> Answer:
    """Somebody wants to know just this."""
    return Answer(doubt.question(now), AskWhich(doubt.newer.id), memory_ids=(doubt.newer.id, doubt.older.id))


def _answered(text: str, doubt: Doubt) -> Answer | None:
    said = " ".join(text.replace("’", "'").split()).strip(" .!,")
    if said.endswith("?") or len(said.split()) > _MOST_WORDS:
        return None
    if _LEAVE.fullmatch(said):
        return Answer("All right, I leave it open.")
    neither = _NEITHER.fullmatch(said[:1].lower() + said[1:])
    if neither:
        value = (neither["value"] or "").strip(" .")
        return _one(doubt.newer, value) if value else Answer("All right, I leave it open.")
    right = _right(said, doubt)
    if len(right) == 2:
        return Answer("All right, I keep both.", Settle(tuple(fact.id for fact in right)), _ids(right))
    return _one(right[0], right[0].value) if right else None


def _right(said: str, doubt: Doubt) -> list[Fact]:
    """Those of the two that the words name; what they deny or leave behind is not named."""
    old, new = (_named(fact.value) for fact in (doubt.older, doubt.newer))
    plain = re.sub(rf"\b{_NOT} (?:in |at |for |on )?(?:the )?(?:{old}|{new})(?:'s)?\b", " ", said, flags=re.IGNORECASE)
    plain = re.sub(rf"\b(?:{old}|{new}) (?:was|is wrong|isn't|used to be)\b[^,.;]*", " ", plain, flags=re.IGNORECASE)
    both = (doubt.older, old), (doubt.newer, new)
    named = [fact for fact, name in both if re.search(rf"\b{name}\b", plain, re.IGNORECASE)]
    if _BOTH.search(plain) or (len(named) == 2 and " and " in plain):
        return [doubt.older, doubt.newer]
    if named:
        return named if len(named) == 1 else []
    if plain != said:  # only denied: the other one
        denied = re.search(rf"\b{old}\b", said, re.IGNORECASE)
        return [doubt.newer if denied else doubt.older]
    return _by_place(said.lower(), doubt)


def _by_place(said: str, doubt: Doubt) -> list[Fact]:
    """The second; the first one is right."""
    short = _FILLING.sub(" ", said)
    if len(short.split()) > 2:
        return []
    first, last = _OLDER.search(said), _NEWER.search(said)
    if bool(first) == bool(last):
        return []
    return [doubt.older if first else doubt.newer]


def _one(fact: Fact, value: str) -> Answer:
    said = fact.statement.replace(fact.value, value) if fact.value in fact.statement else f"{value}."
    return Answer(f"All right. {said}", Settle((fact.id,), value), (fact.id,))


def _named(value: str) -> str:
    """Ghent, Belgium may be said as Ghent."""
    return re.escape(value.split(",")[0].removeprefix("the "))


def _ids(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts)
