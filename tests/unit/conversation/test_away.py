"""Nobody is there: nothing is listened to, nothing half heard stays, what was heard is kept; then all is as before."""

import pytest

from app.effects import CloseMic, KeepEpisode, OpenMic, Play, Respond, Synthesize
from app.events import FinalTranscript, PlayoutFinished
from app.facts import MicClosed
from app.wishes import ComeBack, MuteMic, PressKey, StepAway, Type, UnmuteMic, WakeUp
from tests.kit.script import World


def away(world):
    """The stream is closed, as ordered."""
    world.post(StepAway())
    closed = world.of(CloseMic)
    return world.post(*[MicClosed(order.keeps_words) for order in closed[-1:]])


@pytest.fixture
def world():
    return World().wake()


def test_the_microphone_closes_and_opens_again(world):
    away(world)
    assert world.of(CloseMic) == [CloseMic()]
    assert world.machine.state == "asleep"
    world.post(ComeBack())
    assert world.of(OpenMic) == [OpenMic()]
    assert world.wake().machine.state == "listening"


def test_half_a_sentence_is_erased(world):
    away(world.begin().pause("What do you think about"))
    world.post(ComeBack()).wake()
    assert world.say("Hello.").of(FinalTranscript)[0].text == "Hello."
    assert len(world.of(FinalTranscript)) == 1


def test_a_reply_ends_as_it_was_heard_and_its_rest_waits():
    world = World(holds=("FinishPlayout",)).wake()
    world.replies.append(("One two.", "Three four."))
    away(world.say("Tell me.").start_clause())
    assert world.of(PlayoutFinished)[0].heard_text == "One two."
    assert [kept.text for kept in world.of(KeepEpisode)] == ["Tell me.", "One two."]
    world.post(ComeBack()).wake().say("Go on.")
    assert world.of(Synthesize)[-1].clause.display == "Three four."


def test_who_waits_is_not_answered_into_an_empty_room():
    world = World(holds=("Respond",)).wake()
    world.post(Type("The first."), Type("The second."))
    away(world)
    world.release("Respond")
    assert world.of(Play) == []
    assert [kept.text for kept in world.of(KeepEpisode)] == ["The first.", "The second."]
    assert world.machine.is_at_rest


def test_a_key_does_not_open_the_microphone_of_a_locked_screen(world):
    away(world)
    world.post(PressKey())
    assert world.of(OpenMic) == []


def test_a_mute_is_kept(world):
    world.post(MuteMic(), MicClosed())
    away(world).post(ComeBack())
    assert world.of(OpenMic) == []
    assert world.machine._switches.mic_muted


def test_unmuted_meanwhile_it_opens_on_return(world):
    world.post(MuteMic(), MicClosed())
    away(world).post(UnmuteMic())
    assert world.of(OpenMic) == []
    world.post(ComeBack())
    assert world.of(OpenMic) == [OpenMic()]


def test_who_wakes_it_is_there(world):
    away(world).post(WakeUp())
    assert world.of(OpenMic) == [OpenMic()]
    world.wake().post(ComeBack())
    assert len(world.of(OpenMic)) == 1


def test_what_is_answered_before_is_answered_after(world):
    world.say("One.")
    away(world).post(ComeBack()).wake().say("Two.")
    assert [order.text for order in world.of(Respond)] == ["One.", "Two."]
    assert world.of(Respond)[-1].history[0].user == "One."
