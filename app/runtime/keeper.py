"""The keeper thread's job: sole writer of the store, every read of it for the window and the commands, and recall.

A finished turn is on disk before the next is answered: the machine waits for EpisodeKept. What a turn needs of memory
is looked up in between, on the same thread (remembering.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from app.effects import KeepEpisode, RecallMemories
from app.facts import EpisodeKept, EpisodesRestored, Fact, MemoriesRecalled, PastChanged, SaidBefore
from app.memory.protocol import SAME_CONVERSATION, Episode, TranscriptStore
from app.runtime.clock import SessionClock
from app.runtime.remembering import Remembering

GAP_S = SAME_CONVERSATION.total_seconds()
"""Turns further apart belong to two conversations."""
RESTORED_EPISODES = 40
"""More than the prompt's history budget ever holds."""


class WallClock(Protocol):
    """The date and time of this machine, with its zone."""

    def now(self) -> datetime: ...


@dataclass(frozen=True)
class Owner:
    """Whose episodes these are."""

    companion: str
    self_id: str
    conversation: str


class Keeper:
    """`job` runs on the keeper's worker."""

    def __init__(
        self,
        store: TranscriptStore,
        post: Callable[[Fact], None],
        clock: SessionClock,
        wall: WallClock,
        whose: Callable[[TranscriptStore, datetime, str], Owner],
        new_id: Callable[[datetime], str],
        memory: Remembering,
    ) -> None:
        """`whose`: of a companion ('' for the one of this run), asked for each when the store is open, and again when
        a conversation was long ago. `new_id`: a fresh episode id."""
        self._store = store
        self._post = post
        self._clock = clock
        self._wall = wall
        self._whose = whose
        self._new_id = new_id
        self._memory = memory
        self._owners: dict[str, Owner] = {}
        self._last: dict[str, datetime] = {}
        """When each was last talked to."""
        self.is_wanted: Callable[[], bool] = lambda: False

    def load(self) -> None:
        """Open the store and give the running conversation back to the machine."""
        self._store.open()
        self._restore()

    def begin_anew(self) -> None:
        """Another self talks from now on: its running conversation takes the place of the last one's."""
        self._owners.clear()
        self._restore()

    def look_back(self) -> None:
        """Something was brought in."""
        now = self._wall.now()
        recent = self._store.recent(self._owner().self_id, now=now, gap_s=GAP_S, limit=RESTORED_EPISODES)
        self._post(PastChanged(self._has_past(recent)))

    def _restore(self) -> None:
        now, now_s = self._wall.now(), self._clock.now_s()
        recent = self._store.recent(self._owner().self_id, now=now, gap_s=GAP_S, limit=RESTORED_EPISODES)
        said = [
            SaidBefore(kept.speaker, kept.text, kept.id, now_s - (now - kept.start).total_seconds()) for kept in recent
        ]
        self._post(EpisodesRestored(tuple(said), self._has_past(recent)))

    def job(self, order: KeepEpisode | RecallMemories) -> None:
        match order:
            case KeepEpisode():
                self._keep(order)
            case RecallMemories():
                self._recall(order)

    def tidy(self, most_steps: int | None = None) -> None:
        """When nothing came for a while: what can wait, until something comes."""
        for _ in itertools.count() if most_steps is None else range(most_steps):
            if self.is_wanted() or not self._memory.tidy():
                return

    def close(self) -> None:
        """On the keeper's thread, as its last job."""
        self._store.close()

    def _keep(self, order: KeepEpisode) -> None:
        if (last := self._last.get(order.companion)) and (self._wall.now() - last).total_seconds() > GAP_S:
            self._owners.pop(order.companion, None)  # another conversation
        episode = self._episode(order, self._owner(order.companion))
        self._last[order.companion] = episode.end
        self._store.keep(episode)
        self._post(EpisodeKept(order.turn, order.speaker, episode.id))
        for news in self._memory.kept(order, episode, self._wall.now()):
            self._post(news)

    def _recall(self, order: RecallMemories) -> None:
        began_s, now = self._clock.now_s(), self._wall.now()
        found = self._memory.recall(order, self._owner(order.companion).self_id, now)
        took_ms = (self._clock.now_s() - began_s) * 1000
        self._post(MemoriesRecalled(order.revision, order.turn, found, now, began_s, took_ms, order.companion))

    def _owner(self, companion: str = "") -> Owner:
        if companion not in self._owners:
            self._owners[companion] = self._whose(self._store, self._wall.now(), companion)
        return self._owners[companion]

    def _has_past(self, recent: list[Episode]) -> bool:
        """Whether anybody has anything to remember that is not said again in every prompt."""
        mine = self._owner().self_id
        if self._store.has_others(mine):
            return True
        first = next(self._store.all(mine), None)
        return first is not None and (not recent or first.id != recent[0].id)

    def _episode(self, order: KeepEpisode, owner: Owner) -> Episode:
        now, now_s = self._wall.now(), self._clock.now_s()
        start = now - timedelta(seconds=now_s - order.start_t_s)
        end = now - timedelta(seconds=now_s - order.end_t_s)
        return Episode(
            id=self._new_id(start),
            companion=owner.companion,
            self_id=owner.self_id,
            conversation=owner.conversation,
            turn=order.turn,
            speaker=order.speaker,
            text=order.text,
            unheard=order.unheard,
            start=start,
            end=end,
        )
