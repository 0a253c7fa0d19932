"""Several companions, one responder and one keeper: a prompt for each, and a memory for each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.cancel import Revisions
from app.companion.persona import Persona
from app.companion.prompt import Prompt
from app.effects import ClearPrompt, Exchange, KeepEpisode, Overheard, PrefillHistory, RecallMemories, Respond
from app.engines.scripted_lm import ScriptedLanguageModel
from app.facts import ClauseWritten, EpisodesRestored, MemoriesRecalled
from app.memory.protocol import Episode
from app.memory.recalled import Recalled
from app.runtime.clock import FileClock
from app.runtime.keeper import Keeper, Owner
from app.runtime.responder import Responder
from app.runtime.token import ComputeToken
from tests.unit.runtime.test_jobs import NOW, Shelf, Wall

ADA, BO = (Persona(name, "joe", "en", f"You are {name}.", (), ()) for name in ("Ada", "Bo"))
SAID = (Exchange("Hi.", "Hi there."),)


class Desk:
    """A responder for Ada, who may hand over to Bo."""

    def __init__(self, *replies: Any) -> None:
        self.posted: list[Any] = []
        self.model = ScriptedLanguageModel(replies)
        self.responder = Responder(
            self.model, self.prompt(ADA), self.posted.append, ComputeToken(), Revisions(), 5
        )
        self.responder.another = lambda _: self.prompt(BO)
        self.responder.others = ("bo",)

    def prompt(self, persona: Persona) -> Prompt:
        return Prompt(persona, count=self.model.count_tokens)

    @property
    def clauses(self) -> list[str]:
        return [fact.clause.display for fact in self.posted if isinstance(fact, ClauseWritten)]


def test_who_is_called_answers_with_its_own_persona_and_what_it_overheard() -> None:
    desk = Desk("Bo: Run, my friend.")
    heard = Overheard(2, (("Ada", SAID[0]),))
    desk.responder.job(Respond(1, 2, "Bo, what would you do?", (), companion="bo", overheard=heard))
    system, user = desk.model.asked[0]
    assert system.content.startswith("You are Bo.")
    assert user.content == '[I said to Ada: "Hi." Ada said: "Hi there."]\nBo, what would you do?'
    assert desk.clauses == ["Run, my friend."]


def test_while_nobody_wants_anything_the_others_are_read_ahead_once_and_then_the_conversation_again() -> None:
    desk = Desk("Fine.")
    desk.responder.job(PrefillHistory(SAID))
    desk.responder.is_wanted = lambda: True
    desk.responder.make_ready()
    assert desk.responder.others == ("bo",), "somebody came in between"
    desk.responder.is_wanted = lambda: False
    desk.responder.make_ready()
    desk.responder.make_ready()
    read = [messages[0].content for messages in desk.model.prefilled]
    assert [text.split(".")[0] for text in read] == ["You are Ada", "You are Bo", "You are Bo", "You are Ada"]


def test_who_takes_part_is_read_ahead_unless_somebody_wants_the_model() -> None:
    desk = Desk("Fine.")
    heard = Overheard(2, (("Ada", SAID[0]),))
    order = PrefillHistory(SAID, then=(PrefillHistory((), companion="bo", overheard=heard),))
    desk.responder.job(order)
    assert [messages[0].content for messages in desk.model.prefilled] == ["You are Ada.", "You are Bo.", "You are Ada."]
    assert desk.model.prefilled[1][-1].content.startswith("[I said to Ada")
    desk.responder.is_wanted = lambda: True
    desk.responder.job(order)
    assert len(desk.model.prefilled) == 4


def test_what_was_forgotten_is_not_read_again() -> None:
    desk = Desk("Fine.")
    desk.responder.job(PrefillHistory(SAID))
    desk.responder.job(ClearPrompt())
    desk.responder.make_ready()
    assert [len(messages) for messages in desk.model.prefilled] == [3, 1]


class Asked:
    """Remembers whose memory was asked."""

    def __init__(self) -> None:
        self.selves: list[str] = []

    def recall(self, order: RecallMemories, self_id: str, now: datetime) -> Recalled:
        self.selves.append(self_id)
        return Recalled()

    def kept(self, order: KeepEpisode, episode: Episode, now: datetime) -> list[Any]:
        return []

    def tidy(self) -> bool:
        return False


def test_each_companions_words_are_its_own_and_so_is_its_memory() -> None:
    shelf, posted, asked, clock = Shelf(), [], Asked(), FileClock(is_realtime=False)

    def whose(_store: object, _now: datetime, companion: str) -> Owner:
        name = companion or "ada"
        return Owner(name, f"se_{name}", f"co_{name}")

    keeper = Keeper(shelf, posted.append, clock, Wall(), whose, lambda _: f"ep_{len(shelf.kept)}", asked)  # type: ignore[arg-type]
    keeper.load()
    keeper.job(RecallMemories(1, 1, "Who am I?", "bo"))
    keeper.job(RecallMemories(2, 2, "Who am I?"))
    assert asked.selves == ["se_bo", "se_ada"]
    assert [fact.companion for fact in posted if isinstance(fact, MemoriesRecalled)] == ["bo", ""]
    keeper.job(KeepEpisode(1, "user", "Bo, hello.", "", 0.0, 1.0, companion="bo"))
    keeper.job(KeepEpisode(2, "user", "Hello.", "", 0.0, 1.0))
    assert [(kept.companion, kept.self_id) for kept in shelf.kept] == [("bo", "se_bo"), ("ada", "se_ada")]


def test_a_past_with_somebody_else_is_a_past() -> None:
    said = Episode("ep_0", "bo", "se_bo", "co_0", 1, "user", "A secret.", "", NOW, NOW)
    posted: list[Any] = []

    class OnlyBo(Shelf):
        def recent(self, self_id: str, **_: Any) -> list[Episode]:
            return []

    owner, clock = Owner("ada", "se_ada", "co_1"), FileClock(is_realtime=False)
    Keeper(OnlyBo(said), posted.append, clock, Wall(), lambda *_: owner, lambda _: "ep_1", Asked()).load()  # type: ignore[arg-type]
    assert posted == [EpisodesRestored((), has_past=True)]


def test_a_reply_may_be_asked_to_be_brief() -> None:
    desk = Desk("One two three four. Five six seven eight. Nine ten eleven twelve.")
    desk.responder.job(Respond(1, 1, "Hello?", (), most_words=6))
    assert desk.clauses == ["One two three", "four.", "Five six seven eight."]
