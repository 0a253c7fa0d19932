"""Orders: "forget that", "forget the last five minutes", "forget everything about Amy", "remember that …", "call me …".

Used by memory_talk.py on the store's thread; reads only. A reply tells what will have been done, and its act says what
to do. Whole sentences only: "I forget that film" is no order.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from app.memory.facts.fact_store import FactStore
from app.memory.talk.answer import Answer, AskToForget, Forget
from app.memory.talk.past import Past

_PLEASE = r"(?:(?:please|okay|ok|oh|no|wait|actually|hey|and|sorry|well|could you|can you|would you|will you|you can|you should|i want you to|i'd like you to|just)[, ]+)*"
_FORGET_THAT = re.compile(
    rf"{_PLEASE}forget (?:that|this|what i(?: have|'ve)?(?: just)? said|what i just told you|the last thing i said|that last (?:bit|part|thing))"
    r"(?: again| now| please|, please)?",
    re.IGNORECASE,
)
_YES = re.compile(r"(?:oh |um |well )?(?:yes|yeah|yep|yup|sure|okay|ok|do it|do that|go ahead|please do|of course|absolutely|definitely|correct|right)\b(?:[, ]+(?:please|do it|do that|do|forget (?:it|them|it all|all of it|her|him|that)|go ahead|i'm sure|sure|thanks|thank you|samantha))*", re.IGNORECASE)
_NO = re.compile(r"(?:oh |um |well )?(?:no|nope|don't|do not|stop|cancel|better not|rather not|leave it|keep (?:it|them))\b(?:[, ]+(?:thanks|thank you|don't|please|keep (?:it|them)|leave it|do(?: not|n't)(?: do (?:it|that))?))*", re.IGNORECASE)


class Orders:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._past = past

    def confirm(self, text: str, forget: Forget) -> Answer | None:
        """The turn after the question. Anything but yes and no drops it and is answered as usual."""
        said = text.strip(" .!?,")
        if _YES.fullmatch(said):
            return Answer(f"Done. {_many(forget.count)} forgotten.", forget)
        return Answer("All right, I keep it.") if _NO.fullmatch(said) else None

    def answer(self, text: str, self_id: str, now: datetime) -> Answer | None:
        said = " ".join(text.replace("’", "'").split()).strip(" .!?")
        if _FORGET_THAT.fullmatch(said):
            return self._forget_that(self_id, now)
        return None

    def _forget_that(self, self_id: str, now: datetime) -> Answer:
        """The user's last turn and the answer to it."""
        recent = [one for one in self._past.last(self_id, before=now, limit=12) if now - one.end < timedelta(minutes=30)]
        turns = [n for n, one in enumerate(recent) if one.speaker == "user"]
        if not turns:
            return Answer("There is nothing to forget yet.")
        return Answer("Forgotten.", Forget(tuple(one.id for one in recent[turns[-1] :])))


def _many(count: int) -> str:
    return "1 thing is" if count == 1 else f"{count} things are"
