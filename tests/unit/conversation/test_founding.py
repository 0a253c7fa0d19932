"""A companion that is wished for aloud: answered past the model, made when the turn has ended, of no other words."""

from __future__ import annotations

from app.conversation.founding import Founded, Founding
from app.effects import MakeCompanion, Respond
from app.events import TurnEnded
from tests.kit.script import World

WISH = "I'd like someone to plan my thesis with."
QUINN = MakeCompanion("Quinn", "plan my thesis")


def wish(text: str) -> Founded | None:
    return {WISH: Founded("I made Quinn.", QUINN), "Make me a friend called Max.": Founded("There is one.")}.get(text)


def world() -> World:
    world = World()
    world.whole = Founding(world.machine, wish)
    return world.wake()


def of(made: list, kind: type) -> list:
    return [one for one in made if isinstance(one, kind)]


def test_it_is_answered_and_made_when_the_turn_has_ended():
    made = world().say(WISH).made
    assert {one.answer for one in of(made, Respond)} == {"I made Quinn."}
    assert of(made, MakeCompanion) == [QUINN]
    assert made.index(QUINN) < made.index(of(made, TurnEnded)[0])


def test_other_words_go_to_the_model():
    here = world()
    made = here.say("I'd like some tea.").made
    assert {one.answer for one in of(made, Respond)} == {""}
    assert not of(made, MakeCompanion)
    assert here.whole.is_at_rest == here.machine.is_at_rest


def test_a_name_that_somebody_has_is_refused():
    made = world().say("Make me a friend called Max.").made
    assert {one.answer for one in of(made, Respond)} == {"There is one."}
    assert not of(made, MakeCompanion)
