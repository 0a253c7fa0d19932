"""What each worker does with an order, on scripted engines."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cancel import Revisions
from app.companion.persona import Persona
from app.companion.prompt import Prompt
from app.effects import ClearPrompt, Exchange, KeepEpisode, PrefillHistory, RecallMemories, Respond
from app.engines.protocols import Message
from app.engines.scripted_lm import ScriptedLanguageModel
from app.errors import BadOption, DiskFull, EngineFailed
from app.events import FinalTranscript, ReplyEnded, StateChanged, WordsTimed
from app.facts import (
    ClauseWritten,
    EpisodeKept,
    EpisodesRestored,
    FirstToken,
    MemoriesQuoted,
    MemoriesRecalled,
    MemoryKept,
    ReplyWritten,
    SaidBefore,
)
from app.memory.protocol import Episode
from app.memory.recalled import Memory, Recalled
from app.runtime.clock import FileClock
from app.runtime.event_file import EventFile
from app.runtime.keeper import Keeper, Owner
from app.runtime.remembering import NoMemory
from app.runtime.responder import SPEECHLESS, Responder
from app.runtime.token import ComputeToken

PERSONA = Persona("Ada", "joe", "en", "You are Ada.", (), ())
LONG = (
    "The sea was calm that morning, and nobody thought of the storm to come. "
    "Her father had packed bread, cheese, a knife and a bottle of cold tea. "
    "They rowed for an hour without a word because he liked to hear the oars. "
    "Then a bird came down and sat on the bow as if it had paid. "
    "He laughed so loudly that every fish within a mile must have left us. "
    "She has never told anybody how happy she was on that old boat."
)


# ---- responder -------------------------------------------------------------------------------------------------------


class Desk:
    """A responder with a scripted model."""

    def __init__(self, *replies: Any) -> None:
        self.posted: list[Any] = []
        self.revisions = Revisions()
        self.model = ScriptedLanguageModel(replies)
        prompt = Prompt(PERSONA, count=self.model.count_tokens)
        self.responder = Responder(self.model, prompt, self.posted.append, ComputeToken(), self.revisions, 5)

    def ask(self, text: str, *history: Exchange) -> list[Any]:
        self.responder.job(Respond(1, 1, text, history))
        return self.posted

    @property
    def clauses(self) -> list[str]:
        return [fact.clause.display for fact in self.posted if isinstance(fact, ClauseWritten)]


def test_a_reply_becomes_clauses_as_it_is_written() -> None:
    desk = Desk("Good morning to you. It is a fine day.")
    posted = desk.ask("Hello.", Exchange("Hi.", "Hi there."))
    assert posted[0] == FirstToken(1)
    assert desk.clauses == ["Good morning to", "you.", "It is a fine day."]
    assert posted[-1] == ReplyWritten(1, 3)
    assert [message.role for message in desk.model.asked[0]] == ["system", "user", "assistant", "user"]


def test_a_parrot_is_asked_again_with_another_seed_and_more_heat() -> None:
    desk = Desk("What is the weather like in Rome today?", "Warm, I believe.")
    desk.ask("What is the weather like in Rome today?")
    assert desk.clauses == ["Warm, I believe."]
    one, two = desk.model.samplings
    assert one.seed != two.seed
    assert two.temperature > one.temperature


def test_a_model_with_nothing_to_say_gets_a_second_chance_and_then_words_of_ours() -> None:
    desk = Desk("*smiles*")
    assert desk.ask("Hello.")[-2:] == [ClauseWritten(1, 0, SPEECHLESS), ReplyWritten(1, 1)]
    assert len(desk.model.asked) == 2


def test_a_long_reply_ends_with_a_sentence() -> None:
    desk = Desk(LONG)
    desk.ask("Tell me everything.")
    assert 45 <= sum(len(clause.split()) for clause in desk.clauses) <= 60 < len(LONG.split())
    assert desk.clauses[-1].endswith(".")


def test_a_stale_turn_ends_without_a_reply() -> None:
    desk = Desk("Good morning. It is a fine day.")
    desk.revisions.drop_below(2)
    desk.ask("Hello.")
    assert not [fact for fact in desk.posted if isinstance(fact, ClauseWritten | ReplyWritten)]


def test_a_model_that_fails_says_so() -> None:
    with pytest.raises(EngineFailed):
        Desk(EngineFailed("It broke.")).ask("Hello.")


def test_the_history_is_prefilled_until_somebody_wants_the_model() -> None:
    desk = Desk()
    desk.responder.job(PrefillHistory((Exchange("Hi.", "Hello."),)))
    assert [message.role for message in desk.model.prefilled[0]] == ["system", "user", "assistant"]
    desk.responder.is_wanted = lambda: True
    desk.responder.job(PrefillHistory(()))
    assert len(desk.model.prefilled) == 2


def test_what_the_user_is_saying_is_read_ahead() -> None:
    desk = Desk()
    desk.responder.job(PrefillHistory((Exchange("Hi.", "Hello."),), "I was at the"))
    assert desk.model.prefilled[0][-1] == Message("user", "I was at the")


def found(*memories: Memory, answer: str = "") -> MemoriesRecalled:
    return MemoriesRecalled(1, 1, Recalled(memories, answer=answer), NOW, 10.0, 5.0)


AMY = Memory("ep_1", "episode", "user", "Amy is my sister.", datetime(2026, 2, 1, tzinfo=UTC), 1.0)


def test_what_was_recalled_is_quoted_in_the_prompt_and_told() -> None:
    desk = Desk("Amy is.")
    desk.responder.job(PrefillHistory((), "Who is my", found(AMY)))
    desk.responder.job(Respond(1, 1, "Who is my sister?", (), found(AMY)))
    assert desk.posted[0] == MemoriesQuoted(1, (AMY,))
    read, asked = desk.model.prefilled[0][-1].content, desk.model.asked[0][-1].content
    assert asked == f"{read} sister?"
    assert read.endswith('I told you: "Amy is my sister."]\nWho is my')


def test_an_answer_that_was_computed_is_spoken_without_the_model() -> None:
    desk = Desk()
    answer = found(AMY, answer="On the first of February you told me. Amy.")
    desk.responder.job(Respond(1, 1, "Who is Amy?", (), answer))
    assert desk.model.asked == []
    assert desk.posted[:2] == [MemoriesQuoted(1, (AMY,)), FirstToken(1)]
    assert " ".join(desk.clauses) == "On the first of February you told me. Amy."
    assert desk.posted[-1] == ReplyWritten(1, len(desk.clauses))


def test_what_is_forgotten_leaves_the_models_cache_and_the_prompt() -> None:
    desk = Desk("Amy is.")
    desk.responder.job(Respond(1, 1, "Who is my sister?", (), found(AMY)))
    desk.responder.job(ClearPrompt())
    assert desk.model.forgot == 1
    desk.responder.job(PrefillHistory((Exchange("Who is my sister?", "Amy is.", 1),)))
    assert desk.model.prefilled[-1][1].content == "Who is my sister?"


# ---- keeper ----------------------------------------------------------------------------------------------------------


class Shelf:
    """A store in memory."""

    def __init__(self, *recent: Episode) -> None:
        self.kept = list(recent)
        self.is_open = False

    def open(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def keep(self, episode: Episode) -> None:
        self.kept.append(episode)

    def recent(self, self_id: str, *, now: datetime, gap_s: float, limit: int) -> list[Episode]:
        return self.kept

    def all(self, self_id: str | None = None) -> Iterator[Episode]:
        return iter(self.kept)

    def has_others(self, self_id: str) -> bool:
        return any(kept.self_id != self_id for kept in self.kept)


NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class Wall:
    def now(self) -> datetime:
        return NOW


def test_the_keeper_restores_what_was_and_keeps_what_is_in_wall_time() -> None:
    before = Episode("ep_0", "ada", "se_ada", "co_0", 1, "user", "I was here.", "", NOW, NOW)
    shelf, posted, clock = Shelf(before), [], FileClock(is_realtime=False)
    owner = Owner("ada", "se_ada", "co_1")
    keeper = Keeper(shelf, posted.append, clock, Wall(), lambda *_: owner, lambda at: f"ep_{at:%M%S}", NoMemory())  # type: ignore[arg-type]
    keeper.load()
    assert posted == [EpisodesRestored((SaidBefore("user", "I was here.", "ep_0", 0.0),))]
    clock.advance(10.0)
    keeper.job(KeepEpisode(2, "companion", "Welcome back.", "to you", 4.0, 9.0))
    assert posted[-1] == EpisodeKept(2, "companion", "ep_5954")
    kept = shelf.kept[-1]
    assert (kept.start, kept.end) == (NOW - timedelta(seconds=6), NOW - timedelta(seconds=1))
    assert (kept.text, kept.unheard, kept.turn, kept.self_id) == ("Welcome back.", "to you", 2, "se_ada")
    keeper.close()
    assert not shelf.is_open


class Notes:
    """A memory with three things to do and one to tell."""

    def __init__(self) -> None:
        self.left = 3

    def recall(self, order: RecallMemories, self_id: str, now: datetime) -> Recalled:
        return Recalled((AMY,))

    def kept(self, order: KeepEpisode, episode: Episode, now: datetime) -> list[MemoryKept]:
        return [MemoryKept("fa_1", episode.text)]

    def tidy(self) -> bool:
        self.left -= 1
        return self.left > 0


def keeper_with(notes: Notes, posted: list[Any], *recent: Episode) -> Keeper:
    owner, clock = Owner("ada", "se_ada", "co_1"), FileClock(is_realtime=False)
    keeper = Keeper(Shelf(*recent), posted.append, clock, Wall(), lambda *_: owner, lambda _: "ep_9", notes)  # type: ignore[arg-type]
    keeper.load()
    return keeper


def test_the_keeper_recalls_and_tells_what_came_of_what_it_kept() -> None:
    posted: list[Any] = []
    keeper = keeper_with(Notes(), posted)
    keeper.job(RecallMemories(7, 3, "Who is Amy?"))
    assert posted[-1] == MemoriesRecalled(7, 3, Recalled((AMY,)), NOW, 0.0, 0.0)
    keeper.job(KeepEpisode(3, "user", "Who is Amy?", "", 0.0, 1.0))
    assert posted[-2:] == [EpisodeKept(3, "user", "ep_9"), MemoryKept("fa_1", "Who is Amy?")]


def test_what_can_wait_is_done_until_somebody_wants_the_keeper() -> None:
    notes = Notes()
    keeper = keeper_with(notes, [])
    keeper.tidy(most_steps=1)
    assert notes.left == 2
    keeper.is_wanted = lambda: True
    keeper.tidy()
    assert notes.left == 2
    keeper.is_wanted = lambda: False
    keeper.tidy()
    assert notes.left == 0


# ---- event file ------------------------------------------------------------------------------------------------------


def test_the_event_file_has_the_contracts_events_one_a_line_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    events = EventFile(path)
    events.write(StateChanged(0.123456, "listening", False, True))
    events.write(FinalTranscript(1.0, 1, "Grüß dich."))
    events.write(ReplyEnded(1.0, 1, "not in the contract"))
    events.write(WordsTimed(1.0, 1, (0.0,)))
    events.close()
    assert [json.loads(line) for line in path.read_text().splitlines()] == [
        {"t": 0.1235, "event": "StateChanged", "state": "listening", "mic_muted": False, "voice_muted": True},
        {"t": 1.0, "event": "FinalTranscript", "turn": 1, "text": "Grüß dich."},
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_event_file_that_cannot_be_is_said_before_and_one_that_cannot_grow_after(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="cannot be written"):
        EventFile(tmp_path / "nowhere" / "e.jsonl")
    full = EventFile(Path("/dev/full"))
    full.write(StateChanged(0.0, "listening", False, False))
    full.write(StateChanged(0.0, "listening", False, False))
    with pytest.raises(DiskFull):
        full.close()
