"""What memory does for a turn, on a real store: recall, answers, facts, and forgetting only what is really meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.effects import KeepEpisode, RecallMemories
from app.errors import EarpieceError, WeightsMissing
from app.facts import MemoriesForgotten, MemoryKept
from app.memory.forget import Forgetting
from app.memory.protocol import Episode
from app.memory.recalled import Memory, Recalled
from app.memory.store import SqliteTranscriptStore
from app.memory.turn_memory import TurnMemory
from tests.kit.episodes import NINE, episode, store_at

SELF = "se_samantha"


class Shelf:
    """Recalls one thing, and remembers what it was asked."""

    def __init__(self, *ids: str, trouble: EarpieceError | None = None) -> None:
        self.asked: list[str] = []
        self.ids = ids or ("ep_x",)
        self.trouble = trouble
        self.left = 2

    def load(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def catch_up(self) -> bool:
        self.left -= 1
        return self.left > 0

    def recall(self, text: str, *, self_id: str, now: datetime, limit: int = 20) -> Recalled:
        self.asked.append(text)
        found = [Memory(one, "episode", "user", "Amy is my sister.", NINE, 1 / n) for n, one in enumerate(self.ids, 1)]
        return Recalled(tuple(found))


class Desk:
    """A keeper's hands: turns are recalled for and kept, one a minute."""

    def __init__(self, store: SqliteTranscriptStore) -> None:
        self.store = store
        self.shelf = Shelf()
        self.memory = TurnMemory(store, Forgetting(store), self.shelf)
        self.turn = 0
        self.now = NINE

    def ask(self, text: str) -> Recalled:
        self.turn += 1
        self.now += timedelta(minutes=1)
        return self.memory.recall(RecallMemories(self.turn, self.turn, text), SELF, self.now)

    def keep(self, text: str, speaker: str = "user", recalled: tuple[str, ...] = ()) -> list[object]:
        kept = episode(text, after_s=(self.now - NINE).total_seconds() + (speaker != "user"), speaker=speaker)
        self.store.keep(kept)
        order = KeepEpisode(self.turn, kept.speaker, text, "", 0.0, 1.0, recalled)
        return list(self.memory.kept(order, kept, self.now))

    def say(self, text: str, reply: str = "I see.") -> list[object]:
        """A whole turn."""
        self.ask(text)
        return [*self.keep(text), *self.keep(reply, "companion")]

    @property
    def texts(self) -> list[str]:
        return [kept.text for kept in self.store.all()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with store_at(tmp_path / "memory.db") as store:
        yield Desk(store)


def test_what_is_said_is_recalled_for_and_what_is_still_being_said_is_never_answered(desk: Desk) -> None:
    assert desk.ask("Who is Amy?").memories[0].id == "ep_x"
    ahead = desk.memory.recall(RecallMemories(0, 9, "What do you know about me?"), SELF, NINE)
    assert ahead.answer == ""
    assert desk.shelf.asked == ["Who is Amy?", "What do you know about me?"]


def test_a_fact_is_told_when_it_is_stored_and_answers_come_from_it(desk: Desk) -> None:
    (news,) = desk.say("My sister is called Amy.")
    assert isinstance(news, MemoryKept)
    answer = desk.ask("What do you know about me?")
    assert answer.answer == news.text
    assert [(one.id, one.kind, one.text) for one in answer.memories] == [(news.id, "fact", news.text)]


def test_a_fact_stands_in_the_place_of_the_words_that_say_no_more(desk: Desk) -> None:
    (fact,) = desk.say("My sister is called Amy.")
    (said,) = [one.id for one in desk.store.all() if one.speaker == "user"]
    desk.memory.use(Shelf("ep_x", said))
    assert [one.id for one in desk.ask("Shall we visit Amy next week?").memories] == ["ep_x", fact.id]


def test_what_was_told_before_is_left_out_unless_nobody_knows_which_is_right(desk: Desk) -> None:
    for told in ("I live in Ghent.", "I moved to Lyon.", "My birthday is on 3 May.", "My birthday is on 9 May."):
        desk.say(told)
    ids = [one.id for one in desk.store.all() if one.speaker == "user"]
    desk.memory.use(Shelf(*ids))
    found = {one.id for one in desk.ask("Tell me where I shall celebrate.").memories}
    assert ids[0] not in found
    assert ids[2] in found


@pytest.mark.parametrize(
    ("asks", "quoted"), [(False, ["ep_near", "ep_answer"]), (True, ["ep_near", "ep_far", "ep_same", "ep_answer"])]
)
def test_unasked_only_what_is_near_and_new_is_quoted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, asks: bool, quoted: list[str]
) -> None:
    near = Memory("ep_near", "episode", "user", "near", NINE, 1.0, 0.7)
    far = Memory("ep_far", "episode", "user", "far", NINE, 1.0, 0.4)
    same = Memory("ep_same", "episode", "user", "How does a heat pump work?", NINE, 1.0, 1.48)
    answer = Memory("ep_answer", "episode", "companion", "A heat pump moves warmth.", NINE, 1.0, 1.45)
    found = Recalled((near, far, same, answer), asks_for_memory=asks)
    monkeypatch.setattr(desk.shelf, "recall", lambda *_, **__: found)
    assert [one.id for one in desk.ask("How does a heat pump work?").memories] == quoted


def test_a_recall_without_its_weights_is_used_all_the_same(desk: Desk) -> None:
    desk.memory.use(Shelf("ep_y", trouble=WeightsMissing("The embedder is missing.", "Pull it.")))
    assert desk.ask("Who is Amy?").memories[0].id == "ep_y"


def test_without_recall_memory_itself_still_answers(desk: Desk) -> None:
    memory = TurnMemory(desk.store, Forgetting(desk.store))
    assert memory.recall(RecallMemories(1, 1, "Who is Amy?"), SELF, NINE) == Recalled()
    assert memory.recall(RecallMemories(1, 1, "What do you know about me?"), SELF, NINE).answer


def test_forget_that_is_done_when_the_turn_is_kept_and_not_before(desk: Desk) -> None:
    (fact,) = desk.say("My sister is called Amy.", "Amy, a fine name.")
    assert isinstance(fact, MemoryKept)
    assert desk.ask("Forget that.").answer
    assert len(desk.texts) == 2
    (news,) = desk.keep("Forget that.")
    assert isinstance(news, MemoriesForgotten)
    assert fact.id in news.ids
    assert desk.texts == ["Forget that."]


def test_words_that_turned_out_otherwise_promise_nothing(desk: Desk) -> None:
    desk.say("I like tea.")
    desk.ask("Forget that.")
    assert not any(isinstance(news, MemoriesForgotten) for news in desk.keep("Forget that film, I liked the book."))
    assert "I like tea." in desk.texts


def test_answers_of_turns_that_were_never_kept_are_dropped(desk: Desk) -> None:
    for _ in range(40):
        desk.ask("What do you know about me?")
    desk.keep("What do you know about me?")
    assert len(desk.memory._answers) < 20


def test_the_order_that_named_it_is_forgotten_with_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.memory.talk.answer import Answer, AskToForget, Forget

    said = episode("Amy came by.")
    desk.store.keep(said)
    ask = Answer("One thing about Amy. Forget it?", AskToForget(Forget((said.id,))))
    replies = iter([ask, Answer("Done.", Forget((said.id,)))])
    monkeypatch.setattr(desk.memory._talk, "answer", lambda *_: next(replies))
    desk.say("Forget everything about Amy.", "One thing about Amy. Forget it?")
    (news,) = desk.say("Yes.", "Done.")
    assert isinstance(news, MemoriesForgotten)
    assert desk.texts == ["Yes.", "Done."]


def test_idle_time_takes_the_bytes_of_what_was_withdrawn(desk: Desk) -> None:
    said = episode("A secret.")
    desk.store.keep(said)
    Forgetting(desk.store).forget([said.id], at_once=False)
    for _ in range(20):
        if not desk.memory.tidy():
            break
    assert not desk.memory.tidy()


def test_the_companions_own_words_hold_no_facts(desk: Desk) -> None:
    desk.ask("Hello.")
    assert desk.keep("My sister is called Amy.", "companion") == []
    assert isinstance(next(desk.store.all()), Episode)
