"""Questions about memory, answered from the store with dates.

Used by memory_talk.py on the store's thread; reads only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from app.memory.facts.fact_store import FactStore
from app.memory.talk.answer import Answer
from app.memory.talk.past import Past

_ABOUT_ME = re.compile(r"(?:so |and |okay |ok |samantha,? )*what do you (?:know|remember) about me", re.IGNORECASE)
_MOST_SAID = 6


class Questions:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._past = past

    def answer(self, text: str, self_id: str, now: datetime, shown: Sequence[str]) -> Answer | None:
        said = " ".join(text.replace("’", "'").split()).strip(" .!?")
        if _ABOUT_ME.fullmatch(said):
            return self._about_me(self_id)
        return None

    def _about_me(self, self_id: str) -> Answer:
        known = self._facts.current(self_id)
        if not known:
            return Answer("Nothing yet. Tell me something about you.")
        told = known[-_MOST_SAID:]
        return Answer(" ".join(fact.statement for fact in told), memory_ids=tuple(fact.id for fact in told))
