"""What is true of this machine, collected before anybody asks: the companion's answers about itself rest on it.

Counted on the keeper's thread: when the store is open, after each reply, and after something was forgotten. Read on the
session thread, at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from app.conversation.honesty.about import AboutThisMachine, Manner
from app.events import MemoryForgotten, Published, ReplyEnded
from app.house import House
from app.memory.counts import Counting, Counts
from app.memory.encryption import is_encrypted
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.plan import Plan

_WEIGHT = re.compile(r"-(?:instruct|chat)\b.*|-q\d.*", re.IGNORECASE)
_HEADER_BYTES = 64


class Known:
    """`shares`: whether a companion hears what was said to another."""

    def __init__(self, plan: Plan, store: SqliteTranscriptStore, shares: Callable[[str], bool]) -> None:
        self._plan = plan
        self._store = store
        self._shares = shares
        self._counting = Counting()
        self._counts: dict[str, Counts] = {}
        self._is_encrypted = False
        self._self_of: Callable[[str], str] = lambda who: Selves(store).current(who or plan.companion)

    def follow(self, house: House) -> None:
        """Count when there is something new."""

        def self_of(who: str) -> str:
            return house.selves.get(who) or Selves(self._store).current(who)

        self._self_of = self_of

        def notice(event: Published) -> None:
            if isinstance(event, MemoryForgotten):
                house.keeper.ask(self._counting.forget)
            if isinstance(event, ReplyEnded | MemoryForgotten):
                house.keeper.ask(self.count)

        def begin() -> None:
            house.session.subscribe(notice)

        house.at_start(begin)

    def count(self) -> None:
        """On the store's thread, which has it open."""
        plan = self._plan
        selves = {who: (who or plan.companion, self._self_of(who)) for who in plan.names}
        self._counts = {who: self._counting.count(self._store.db, *whose) for who, whose in selves.items()}
        with self._store.path.open("rb") as file:
            self._is_encrypted = is_encrypted(file.read(_HEADER_BYTES))

    def about(self, companion: str) -> AboutThisMachine:
        """For that companion, '' for the one of this run."""
        plan, counts = self._plan, self._counts.get(companion, Counts())
        persona = plan.others[companion] if companion else plan.persona
        names = [name for who, name in plan.names.items() if who != companion]
        return AboutThisMachine(
            name=persona.name,
            manner=cast(Manner, persona.manner),
            others=tuple(names),
            shares=any(self._shares(who) for who in plan.names if who != companion),
            selves=counts.selves,
            turns=counts.turns,
            facts=counts.facts,
            since=counts.since_day,
            is_encrypted=self._is_encrypted,
            model=spoken_weight(plan.profile.language_model),
            voice=spoken_voice(persona.voice),
            mode=plan.settings.mode,
            wake_phrase=plan.wake_phrase,
        )


def spoken_weight(name: str) -> str:
    """ "qwen2.5-coder-0.5b-instruct-q4_k_m" -> "qwen2.5 coder 0.5b" """
    return _WEIGHT.sub("", name).replace("-", " ")


def spoken_voice(name: str) -> str:
    """ "en_US-joe-medium" -> "joe", "af_heart" -> "heart" """
    parts = name.split("-")
    return parts[1] if len(parts) > 2 else name.rpartition("_")[2]
