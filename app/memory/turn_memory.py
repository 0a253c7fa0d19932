"""What memory does for a turn: recall, answers about memory itself, facts of what was said, and forgetting on request.

Joins recall, the talk about memory, the facts and forgetting behind what the keeper asks for (runtime/remembering.py).
On the store's thread. Nothing is done for words that may still be taken back: what an answer promises is done when the
turn it answers is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from app.companion.about_user import AboutUser
from app.effects import KeepEpisode, RecallMemories
from app.errors import EngineFailed, WeightsMissing
from app.facts import MemoriesForgotten, MemoryKept
from app.memory.branching import branch_off
from app.memory.facts.fact import Fact
from app.memory.facts.fact_store import FactStore
from app.memory.facts.kept_notes import keep_as_note
from app.memory.facts.recall import in_every_prompt, recalled_facts
from app.memory.forget import Forgetting
from app.memory.holding import asks_of_the_user, holding_first, only_asks, without_sources
from app.memory.ids import Ids
from app.memory.lookup import episodes
from app.memory.protocol import Episode
from app.memory.question import stems
from app.memory.recalled import Memory, Recall, Recalled
from app.memory.store import SqliteTranscriptStore
from app.memory.talk.answer import Answer, AskToForget, Forget, Fork, Keep, Settle
from app.memory.talk.memory_talk import MemoryTalk
from app.memory.talk.past import Past
from app.memory.tidying import tidy

log = logging.getLogger(__name__)
Votes = Mapping[str, Mapping[str, float]]

MOST_RECALLED = 40
"""More than a prompt can hold: what its history says already is taken out there."""
LEAST_NEAR = {"user": 0.5, "companion": 0.6}
"""Unasked, a memory must be as near as this to be quoted: a block takes most of a second to read. What the user said
counts for more. Of 120 questions about a conversation 110 have such a memory (LoCoMo), of 31 sentences about something
else 11."""
LEAST_NEAR_OF_USER = 0.32
"""The same, when only the user's own words can answer."""
SAME_WORDS = 1.4
"""What the user asked before in these very words is no news to anybody."""
MOST_OPEN = 16
"""Turns whose answers wait to be kept: more than ever wait for a reply."""
MERGED_AT_ONCE = 20_000
"""Episodes. With more, merging the index takes longer than a turn may wait: it is done in steps while nobody does."""


class Searching(Recall, Protocol):
    """A Recall that has something to do beforehand."""

    def load(self) -> None:
        """The store is open. Raises WeightsMissing, EngineFailed; it recalls by words alone then."""

    def catch_up(self) -> bool:
        """One step of what is still to be done for what was stored. -> whether there is more."""


class TurnMemory:
    """For one store, which opens later. `recall` None: only what is asked of memory itself is answered."""

    def __init__(self, store: SqliteTranscriptStore, forgetting: Forgetting, recall: Searching | None = None) -> None:
        self._store = store
        self._forgetting = forgetting
        self._recall = recall
        self.votes: Callable[[str], Votes] = lambda _text: {}
        """What words are about, by the heads of the vote (voting.py)."""
        self.about_user = AboutUser()
        """What stands in every prompt."""
        self.is_name_told = False
        """The persona's text has the user's name already."""
        self._facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
        self._talk = MemoryTalk(self._facts, Past(lambda: store.db))
        self._answers: dict[int, tuple[str, Answer | None]] = {}
        """Turn -> the words it was last recalled for, and what the store answers to them."""
        self._order_turn = 0
        """The turn that asked to forget something, and was asked back."""
        self._order_ids: list[str] = []
        """Its episodes: they name what is to be forgotten."""

    def use(self, recall: Searching) -> None:
        """From now on, when it is loaded. Without its weights it goes by words alone, which is no reason to fail."""
        try:
            recall.load()
        except (WeightsMissing, EngineFailed) as error:
            log.warning("recall goes by words alone: %s", type(error).__name__)
        self._recall = recall

    def know(self, companion: str, self_id: str) -> None:
        """What `companion`'s present self knows of the user in every conversation. The store is open."""
        facts = self._facts.current(self_id)
        self.about_user.learn(companion, in_every_prompt(facts, has_name=self.is_name_told))

    def recall(self, order: RecallMemories, self_id: str, now: datetime) -> Recalled:
        """See the Protocol. `order.revision` 0: the user still speaks, so nothing is answered."""
        answer = self._talk.answer(order.text, self_id, now) if order.revision else None
        if order.revision:
            self._answers[order.turn] = (order.text, answer)
        votes = self.votes(order.text) if order.revision else {}
        if answer is not None:
            return Recalled(tuple(self._named(answer.memory_ids)), answer=answer.text, votes=votes)
        if self._recall is None:
            return Recalled(votes=votes)
        asked = order.text
        found = _worth_quoting(asked, self._recall.recall(asked, self_id=self_id, now=now, limit=MOST_RECALLED))
        memories = self._with_facts(found.memories, asked, self_id) if found.memories else ()
        return replace(found, memories=memories, votes=votes)

    def kept(self, order: KeepEpisode, episode: Episode, now: datetime) -> list[MemoryKept | MemoriesForgotten]:
        """See the Protocol."""
        if episode.speaker != "user":
            if order.turn == self._order_turn:
                self._order_ids.append(episode.id)
            return []
        answer = self._answer_to(order)
        self._talk.settle(answer, now, recalled=order.recalled)
        if answer is not None and isinstance(answer.act, Forget):
            return [self._forget(answer.act)]
        self._order_turn, self._order_ids = 0, []
        if answer is not None and isinstance(answer.act, AskToForget):
            self._order_turn, self._order_ids = order.turn, [episode.id]
            return []
        if answer is not None and isinstance(answer.act, Fork):
            branch_off(self._store, episode.self_id, answer.act, now)
        settled = self._talk.which.settle(answer.act, now) if answer and isinstance(answer.act, Settle) else []
        new = settled + self._facts.derive(episode)
        if answer is not None and isinstance(answer.act, Keep):
            new += keep_as_note(self._store, self._facts, answer.act.episode_id)
        if new or not self.about_user.knows(episode.companion):
            self.know(episode.companion, episode.self_id)
        return [MemoryKept(fact.id, fact.statement) for fact in new]

    def doubt(self, self_id: str, now: datetime) -> tuple[str, str] | None:
        """(id, question): what may be asked out of the blue, because two things cannot both be; None: nothing."""
        doubt = self._talk.which.next(self_id)
        return None if doubt is None else (doubt.newer.id, doubt.out_of_the_blue(now))

    def doubted(self, fact_id: str, now: datetime) -> None:
        """That question is being said: the next turn may answer it."""
        self._talk.which.asked(fact_id, now)

    def begin_anew(self, now: datetime) -> None:
        """Another self talks from now on: a "yes" to it answers nothing that the last one asked."""
        self._talk.settle(None, now)
        self._answers.clear()
        self._order_turn, self._order_ids = 0, []

    def tidy(self) -> bool:
        """See the Protocol."""
        has_more = self._recall is not None and self._recall.catch_up()
        return has_more or not self._forgetting.merge() or tidy(self._store)

    def _with_facts(self, found: tuple[Memory, ...], text: str, self_id: str) -> tuple[Memory, ...]:
        """The facts that were read in what was found stand right before it: they are shorter, and hold now."""
        read = self._facts.of_episodes([one.id for one in found])
        closed = self._closed(read, self_id)
        facts = recalled_facts(self._facts, self_id, {one.id: one.score for one in found}, stems(text))
        quotes = {fact.source_episode_id: fact.quote for fact in read if fact.valid_to is None}
        facts = [fact for fact in facts if fact.score]  # what is pinned stands in every prompt anyway
        both = sorted([*facts, *without_sources(found, quotes)], key=lambda one: -one.score)
        return holding_first(both, text, closed)

    def _closed(self, read: Sequence[Fact], self_id: str) -> dict[str, list[str]]:
        """Episodes of which no fact holds any more, with the values. Where two contradict each other and nobody knows
        which is right, both are quoted."""
        open_ids = {fact.source_episode_id for fact in read if fact.valid_to is None}
        over = [fact for fact in read if fact.source_episode_id not in open_ids]
        now = self._facts.near(self_id, {fact.source_episode_id for fact in over}) if over else []
        doubted = {(one.subject, one.slot) for one in now if one.is_uncertain}
        closed: dict[str, list[str]] = {}
        for fact in over:
            if (fact.subject, fact.slot) not in doubted:
                closed.setdefault(fact.source_episode_id, []).append(fact.value)
        return closed

    def _answer_to(self, order: KeepEpisode) -> Answer | None:
        """What was found for just these words; those of turns before are of no use any more."""
        text, answer = self._answers.pop(order.turn, ("", None))
        self._answers = {turn: kept for turn, kept in self._answers.items() if turn > order.turn - MOST_OPEN}
        return answer if text == order.text else None

    def _forget(self, act: Forget) -> MemoriesForgotten:
        ids = [*act.episode_ids, *act.fact_ids, *self._order_ids]
        self._order_turn, self._order_ids = 0, []
        ((newest,),) = self._store.db.execute("SELECT max(number) FROM episode")
        self.about_user.forget()
        return MemoriesForgotten(self._forgetting.forget(ids, at_once=newest <= MERGED_AT_ONCE).ids)

    def _named(self, ids: Sequence[str]) -> list[Memory]:
        """Episodes and facts with their times, in the order of `ids`."""
        found = {one.id: _of_episode(one) for one in episodes(self._store.db, ids)}
        for identity in ids:
            fact = self._facts.get(identity) if identity not in found else None
            if fact is not None:
                found[identity] = Memory(fact.id, "fact", "user", fact.statement, fact.valid_from, 1.0)
        return [found[identity] for identity in ids if identity in found]


def _worth_quoting(text: str, found: Recalled) -> Recalled:
    """All of it for who asks for memory; else what is really near."""
    if found.asks_for_memory:
        return found
    least = LEAST_NEAR | ({"user": LEAST_NEAR_OF_USER} if asks_of_the_user(text) else {})
    near = [one for one in found.memories if one.nearness >= least[one.speaker]]
    return replace(found, memories=tuple(one for one in near if one.nearness < SAME_WORDS or not _is_asked(one)))


def _is_asked(one: Memory) -> bool:
    return one.speaker == "user" and only_asks(one.text)


def _of_episode(episode: Episode) -> Memory:
    return Memory(episode.id, "episode", episode.speaker, episode.text, episode.start, 1.0)
