"""Answers questions and follows orders about memory: "what do you know about me?", "forget the last five minutes".

Called on the store's thread, by recall, for every text that a reply is about to be made for; so perhaps several times
for one turn, and for words that the user never finishes. `answer` therefore changes nothing. When the turn is committed
the keeper calls `settle` once and does what the answer's act says. No language model.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.memory.facts.fact_store import FactStore
from app.memory.talk.answer import Answer, AskToForget, AskWhich, Forget
from app.memory.talk.copies import Copies
from app.memory.talk.keeping import Keeping
from app.memory.talk.orders import Orders, asked_whether, is_confirming
from app.memory.talk.past import Past
from app.memory.talk.questions import Questions
from app.memory.talk.told import asks_for_source
from app.memory.talk.which import Which

_STILL_ASKED = timedelta(minutes=2)
"""A "yes" that comes later answers something else."""


class MemoryTalk:
    """For one open store. `facts` and `past` read it."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._past = past
        self._orders = Orders(facts, past)
        self._questions = Questions(facts, past)
        self._copies = Copies(past.about)
        self._keeping = Keeping(facts, past)
        self.which = Which(facts)
        self._asked: tuple[Forget, datetime] | None = None
        self._shown: tuple[str, ...] = ()
        """What the last reply was made of: "when did I say that?" means it."""
        self._is_answer = False
        """The store gave that reply."""
        self._is_new = True
        """Nothing was kept yet: the last turn may have been another run's (`ask`, twice)."""

    def answer(self, text: str, self_id: str, now: datetime) -> Answer | None:
        """None: this is no talk about memory, or nothing that the store can answer for sure."""
        asked, shown, is_answer = self._asked, self._shown, self._is_answer
        if self._is_new and (is_confirming(text) or asks_for_source(text)):
            asked, shown, is_answer = self._of_another_run(self_id, now)
        if asked is not None and now - asked[1] < _STILL_ASKED:
            reply = self._orders.confirm(text, asked[0])
            if reply is not None:
                return reply
        told = self.which.answer(text, self_id, now) or self._orders.answer(text, self_id, now)
        told = told or self._copies.answer(text, self_id) or self._keeping.answer(text, self_id, now)
        return told or self._questions.answer(text, self_id, now, shown, is_answer=is_answer)

    def _of_another_run(
        self, self_id: str, now: datetime
    ) -> tuple[tuple[Forget, datetime] | None, tuple[str, ...], bool]:
        """What the last turn asked to forget, what its reply was made of, and whether the store gave it: worked out
        once more."""
        last = [one for one in self._past.last(self_id, before=now, limit=2) if now - one.end < _STILL_ASKED]
        said = next((one for one in last if one.speaker == "user"), None)
        if said is None:
            return None, (), False
        answer = self._orders.answer(said.text, self_id, said.start) or self._questions.answer(
            said.text, self_id, said.start, (), is_answer=False
        )
        if answer is not None and isinstance(answer.act, AskToForget):
            order = [one.id for one in last]  # it names what is to be forgotten
            named = [one for one in answer.act.forget.episode_ids if one not in order]
            if not any(one.speaker == "companion" and asked_whether(one.text) for one in last):
                return None, (), False  # what is found today was not found then: nobody was asked
            return (Forget((*named, *order), answer.act.forget.fact_ids, told=len(named)), last[-1].end), (), True
        return None, answer.memory_ids if answer is not None else (said.id,), answer is not None

    def settle(self, answer: Answer | None, now: datetime, *, recalled: Sequence[str] = ()) -> None:
        """A turn was committed with `answer`, or without one and with the memories `recalled` in its prompt."""
        act = answer.act if answer is not None else None
        self._is_new = False
        self._asked = (act.forget, now) if isinstance(act, AskToForget) else None
        if isinstance(act, AskWhich):
            self.which.asked(act.fact_id, now)
        else:
            self.which.closed()
        self._is_answer = answer is not None
        self._shown = answer.memory_ids if answer is not None else tuple(recalled)
