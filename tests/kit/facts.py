"""A store with facts in it: what the user said, line by line, kept and read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.memory.facts.fact import Fact
from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids
from app.memory.protocol import Episode
from app.memory.store import SqliteTranscriptStore
from app.memory.talk.memory_talk import MemoryTalk
from app.memory.talk.past import Past
from tests.kit.episodes import NINE, episode, store_at


class Life:
    """A real store, its facts and talk about them. Everything said comes a minute after what was said before."""

    def __init__(self, store: SqliteTranscriptStore, path: Path) -> None:
        self.store = store
        self.facts = FactStore(lambda: store.db, path, new_id=Ids().new)
        self.talk = MemoryTalk(self.facts, Past(lambda: store.db))
        self.now = NINE

    def say(self, text: str, *, after: timedelta = timedelta(minutes=1), **changed: Any) -> Episode:
        """The user, unless `speaker` says otherwise; kept and read."""
        self.now += after
        said = episode(text, after_s=(self.now - NINE).total_seconds(), **changed)
        self.store.keep(said)
        self.facts.derive(said)
        return said

    def current(self, self_id: str = "se_samantha") -> dict[str, str]:
        """slot -> value; of others: subject and slot."""
        facts = self.facts.current(self_id)
        return {fact.slot if fact.subject == "user" else f"{fact.subject} {fact.slot}": fact.value for fact in facts}

    def one(self, slot: str) -> Fact:
        """The current fact of the user in `slot`."""
        return next(fact for fact in self.facts.current("se_samantha") if fact.slot == slot and fact.subject == "user")


@contextmanager
def life_at(path: Path) -> Iterator[Life]:
    """Open, with samantha's and max's selves in it."""
    with store_at(path) as store:
        yield Life(store, path)
