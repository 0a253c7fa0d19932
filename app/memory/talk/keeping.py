"""What is kept by order or put right, told back: "remember that …", "call me …", "no, it's spelled …".

Used by memory_talk.py on the store's thread; reads only. Keeping is what happens to every turn: the words are read here
as they will be read when the turn is kept, so that nothing is promised that is not done.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from app.memory.facts import corrections, denials, notes
from app.memory.facts.fact import USER, Claim
from app.memory.facts.fact_store import FactStore
from app.memory.facts.sentences import sentences, straight
from app.memory.facts.wording import to_you
from app.memory.protocol import SAME_CONVERSATION, Episode
from app.memory.talk.answer import Answer, Keep
from app.memory.talk.past import Past

_TURNS = 16
_MOST_WORDS = 40
_NAME_WORDS = 12
"""With more the user speaks of something else too."""
_REST_WORDS = 4
"""Beside a correction: "no, sorry, of course"."""


class Keeping:
    """`facts` and `past` read the open store."""

    def __init__(self, facts: FactStore, past: Past) -> None:
        self._facts = facts
        self._past = past

    def answer(self, text: str, self_id: str, now: datetime) -> Answer | None:
        said = " ".join(text.replace("’", "'").split())
        if len(said.split()) > _MOST_WORDS:
            return None
        if notes.is_order_alone(said):
            return self._that(self_id, now)
        is_order = any(notes.noted(one.text) or notes.called(one.text) for one in sentences(said))
        is_order = is_order or notes.ordered_behind(said) is not None
        if not (is_order or corrections.MAY_CORRECT.search(said) or denials.MAY_DENY.search(said)):
            return None
        claims = self._read(text, self_id, now)
        names = (one for one in claims if (one.predicate, one.subject) == ("name", USER))
        named = [one for one in names if one.is_change and one.value]
        if named and len(said.split()) <= _NAME_WORDS:
            return Answer(f"All right, {named[-1].value}.")
        if is_order:
            return Answer(f"I'll remember: {_told(claims)}") if claims else None
        return _corrected(said, claims, self._put_right(text, self_id, now))

    def _that(self, self_id: str, now: datetime) -> Answer | None:
        """Remember that: the user's last turn."""
        last = next((one for one in reversed(self._before(self_id, now).episodes) if one.speaker == "user"), None)
        if last is None:
            return None
        told = [one.statement for one in self._facts.of_episodes([last.id]) if one.value]
        text = " ".join(dict.fromkeys(told)) or to_you(last.text)
        return Answer(f"I'll remember: {text}", Keep(last.id), memory_ids=(last.id,))

    def _read(self, text: str, self_id: str, now: datetime) -> list[Claim]:
        """What these words will be read as."""
        from app.memory.facts.finder import Past, find  # fact_store.py says why here

        before = self._before(self_id, now)
        episode = Episode("", "", self_id, "", 0, "user", text, "", now, now)
        return find(episode, Past(before.episodes, before.facts, partial(self._facts.current, self_id)))

    def _put_right(self, text: str, self_id: str, now: datetime) -> set[tuple[str, str, str]]:
        """What was misheard or misread, and is no news of a life: "Pia and I broke up" wants another answer."""
        from app.memory.facts.finder import proposals  # fact_store.py says why here

        before = self._before(self_id, now)
        found = [*corrections.proposals(text, before, proposals), *corrections.jokes(text, before)]
        return {(one.subject, one.slot, one.value) for one in found}

    def _before(self, self_id: str, now: datetime) -> corrections.Before:
        """The conversation so far."""
        found = self._past.last(self_id, before=now, limit=_TURNS)
        is_over = not found or now - found[-1].end >= SAME_CONVERSATION
        found = [] if is_over else [one for one in found if one.conversation == found[-1].conversation]
        return corrections.Before(found, self._facts.of_episodes([one.id for one in found]))


def _told(claims: Sequence[Claim]) -> str:
    """What is kept, once: the facts if there are some, else the note in the user's words."""
    facts = [claim for claim in claims if claim.predicate != "note" and not claim.is_presupposed]
    whole = [claim for claim in claims if claim.predicate == "note"]
    covered = sum(len(claim.quote) for claim in facts) >= 0.75 * len(whole[0].quote) if whole else True
    return " ".join(dict.fromkeys(claim.statement for claim in (facts if facts and covered else whole or claims)))


def _corrected(said: str, claims: Sequence[Claim], put_right: Collection[tuple[str, str, str]]) -> Answer | None:
    """Only where the words do nothing else."""
    right = [one for one in claims if (one.subject, one.slot, one.value) in put_right or _is_no_name(one)]
    quoted = {n for one in right for n in range(one.start, one.end)}
    rest = "".join(char if n not in quoted else " " for n, char in enumerate(straight(said)))
    if not right or len(rest.split()) > _REST_WORDS:
        return None
    told = [one.statement for one in claims if one.value] or [one.statement for one in right]
    return Answer(f"All right. {' '.join(dict.fromkeys(told))}")


def _is_no_name(one: Claim) -> bool:
    """Don't call me Bob."""
    return one.predicate == "name" and one.context_id is not None and not one.value
