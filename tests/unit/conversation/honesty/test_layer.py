"""Honesty around the machine: who is asked, what is known, and that it comes before memory and the model."""

from __future__ import annotations

from typing import Any

from app.conversation.honesty.about import AboutThisMachine
from app.conversation.honesty.layer import Honesty
from app.conversation.switches import Switches
from app.effects import Respond, Synthesize
from app.facts import MemoriesRecalled, MicClosed, MicOpened, StageBroke
from app.memory.recalled import Memory, Recalled
from app.wishes import Say, Type
from tests.kit.episodes import NINE
from tests.kit.script import World

NAMES = {"": "Samantha", "max": "Max"}


def about(companion: str) -> AboutThisMachine:
    return AboutThisMachine(NAMES[companion], turns=3)


class Orders:
    """Stands in for the conversation: gives back the orders it was told to."""

    is_at_rest = True

    def __init__(self) -> None:
        self.orders: list[Any] = []
        self.got: list[Any] = []

    def handle(self, message: Any, now_s: float) -> list[Any]:
        self.got.append(message)
        return self.orders


def asked(text: str, **more: Any) -> Respond:
    return Respond(1, 1, text, (), **more)


def layer(*orders: Any, muted: bool = False) -> tuple[Honesty, Orders]:
    conversation = Orders()
    conversation.orders = list(orders)
    return Honesty(conversation, Switches(mic_muted=muted), NAMES, about), conversation


def test_a_question_about_itself_is_answered_past_memory_and_model() -> None:
    found = MemoriesRecalled(1, 1, Recalled(answer="I find nothing."), NINE, 0.0, 1.0)
    honesty, _ = layer(asked("What do you keep?", found=found))
    (order,) = honesty.handle(MicOpened(), 0.0)
    assert "3 turns" in order.answer
    assert order.found is None
    assert honesty.is_at_rest


def voted(vote: dict[str, float], **recalled: Any) -> MemoriesRecalled:
    return MemoriesRecalled(1, 1, Recalled(votes={"honesty": vote}, **recalled), NINE, 0.0, 1.0)


SURELY = {"none": 0.05, "human": 0.8, "body": 0.15}


def test_what_the_grammar_does_not_know_is_decided_by_the_vote() -> None:
    honesty, _ = layer(asked("Which of the two is it, meat or tin?", found=voted(SURELY)))
    (order,) = honesty.handle(MicOpened(), 0.0)
    assert "I'm software" in order.answer
    assert order.found.recalled == Recalled()
    assert order.found.recalled.votes == {"honesty": SURELY}


def test_where_it_is_not_sure_the_truth_stands_behind_the_models_words() -> None:
    order = asked("Which of the two is it?", found=voted({"none": 0.4, "human": 0.6}))
    honesty, _ = layer(order)
    (passed,) = honesty.handle(MicOpened(), 0.0)
    assert passed.answer == ""
    assert passed.coda == "And if you mean me: I'm software, a program on this computer."
    assert passed.found is order.found


def test_a_vote_against_it_changes_nothing() -> None:
    orders = asked("Which of the two?", found=voted({"none": 0.9, "human": 0.1})), asked("Which?", found=voted({}))
    honesty, _ = layer(*orders)
    assert honesty.handle(MicOpened(), 0.0) == list(orders)


def test_memory_counts_before_the_vote() -> None:
    computed = asked("Wipe that.", found=voted(SURELY, answer="Shall I forget it?"))
    memory = Memory("ep_1", "episode", "user", "We met in a barn.", NINE, 1.0)
    looked_up = asked("What did I say of us?", found=voted(SURELY, asks_for_memory=True, memories=(memory,)))
    honesty, _ = layer(computed, looked_up)
    passed, behind = honesty.handle(MicOpened(), 0.0)
    assert passed is computed
    assert (behind.answer, bool(behind.coda)) == ("", False)


def test_everything_else_passes() -> None:
    orders = asked("Are you sure?"), asked("Are you human?", answer="Computed already."), "anything"
    honesty, _ = layer(*orders)
    assert honesty.handle(MicOpened(), 0.0) == list(orders)


def test_who_has_the_floor_answers() -> None:
    honesty, _ = layer(asked("Are you human?", companion="max"), asked("Max, are you human?", companion="max"))
    assert all("I'm Max" in order.answer for order in honesty.handle(MicOpened(), 0.0))


def test_it_knows_whether_it_can_hear() -> None:
    honesty, _ = layer(asked("Is the microphone on?"))
    said = [honesty.handle(message, 0.0)[0].answer for message in (MicOpened(), MicClosed(), MicOpened())]
    said.append(honesty.handle(StageBroke("microphone", 0, "Gone."), 0.0)[0].answer)
    assert ["open now" in one for one in said] == [True, False, True, False]
    honesty, _ = layer(asked("Is the microphone on?"), muted=True)
    assert "muted" in honesty.handle(MicClosed(), 0.0)[0].answer


def test_canned_words_pass_the_guard() -> None:
    honesty, conversation = layer()
    honesty.handle(Say("Hello. I'm a real woman."), 0.0)
    assert conversation.got == [Say("Hello.")]


def test_in_a_conversation_it_is_spoken() -> None:
    world = World()
    world.whole = Honesty(world.whole, Switches(), NAMES, about)
    world.wake().say("Are you real?")
    world.post(Type("Are you human?"))
    assert [bool(order.answer) for order in world.of(Respond)] == [True, True]
    assert world.of(Synthesize)
