"""Awake or not, in the three modes: what is answered, when the microphone is open. With a virtual clock."""

from __future__ import annotations

from app.effects import CloseMic, KeepEpisode, OpenMic, Respond, StartTimer
from app.events import FinalTranscript, PartialTranscript, PlayoutFinished, ReplySentence, StateChanged, TurnEnded
from app.facts import MicClosed, SpeechStopped, StageBroke, TimerFired, WakeWordHeard
from app.wishes import MuteMic, PressKey, ReleaseKey, Sleep, UnmuteMic, WakeUp
from tests.kit.script import World


def texts(world: World) -> list[str]:
    return [event.text for event in world.of(FinalTranscript)]


def test_sent_to_sleep_it_says_good_night_and_answers_nothing() -> None:
    world = World().wake().say("Go to sleep.")
    assert [event.text for event in world.of(ReplySentence)] == ["Good night."]
    assert world.machine.state == "asleep"
    world.say("What time is it?")
    assert texts(world) == ["Go to sleep."]
    assert not world.of(Respond)
    world.say("Wake up.").say("What time is it?")
    assert texts(world) == ["Go to sleep.", "What time is it?"]


def test_asleep_nothing_that_is_said_is_shown_or_kept() -> None:
    world = World().wake().post(Sleep()).begin()
    world.partial_words = ["my secret", "my secret is"]
    world.grow(1.0).grow(2.0).pause("My secret is safe.").quiet(1.0)
    assert not world.of(PartialTranscript, FinalTranscript, KeepEpisode, Respond)
    world.post(WakeUp()).say("Hello.")
    assert texts(world) == ["Hello."]


def test_in_wake_mode_the_phrase_opens_a_turn_and_a_follow_up() -> None:
    world = World(mode="wake").wake().say("What time is it?")
    assert not texts(world)
    world.say("Hey Samantha, what time is it?").say("And the date?")
    assert [text.lower() for text in texts(world)] == ["what time is it?", "and the date?"]
    world.now_s += 60.0
    world.post(TimerFired("attention"))
    assert world.machine.state == "asleep"
    world.say("Somebody else talks.")
    assert len(texts(world)) == 2


def test_in_key_mode_the_microphone_opens_with_the_key_and_keeps_the_last_words() -> None:
    world = World(mode="key").post(UnmuteMic())
    assert not world.of(OpenMic)
    world.post(PressKey())
    assert world.of(OpenMic)
    world.wake().begin().pause("Well,").quiet(3.0)
    assert not texts(world)
    world.resume().post(ReleaseKey())
    world.now_s += world.of(StartTimer)[-1].after_s
    world.post(TimerFired("attention"))
    assert world.of(CloseMic)[-1].keeps_words
    world.pause("Well, good morning.").post(SpeechStopped(world.now_s), MicClosed(keeps_words=True))
    assert texts(world) == ["Well, good morning."]
    assert world.of(TurnEnded)[0].reason == "key"
    assert not world.of(StateChanged)[-1].mic_muted


def test_the_key_in_open_mode_ends_the_turn_when_it_comes_up() -> None:
    world = World(wait_s=99.0).wake().post(PressKey()).begin().pause("Good morning.").quiet(1.0).post(ReleaseKey())
    assert not texts(world)
    world.now_s += 0.5
    world.post(TimerFired("attention"))
    assert texts(world) == ["Good morning."]
    assert world.of(TurnEnded)[0].reason == "key"


def test_the_key_silences_the_reply_and_takes_the_turn() -> None:
    world = World(wait_s=0.3, holds=("FinishPlayout",)).wake()
    world.replies = [("A long story.", "And more of it.")]
    world.say("Tell me a story.").start_clause()
    assert world.machine.state == "speaking"
    world.post(PressKey())
    assert world.machine.state == "listening"
    assert [event.interrupted for event in world.of(PlayoutFinished)] == [True]
    world.begin().pause("Not that one.").quiet(5.0)
    assert texts(world) == ["Tell me a story."], "while it is down one may think"
    world.post(ReleaseKey())
    world.now_s += 0.5
    world.post(TimerFired("attention")).start_clause()
    assert texts(world)[1:] == ["Not that one."]
    assert [event.reason for event in world.of(TurnEnded)][1:] == ["key"]


def test_a_timer_of_an_older_press_ends_nothing() -> None:
    world = World(wait_s=99.0).wake().post(PressKey()).begin().pause("Good").post(TimerFired("attention"))
    assert not texts(world)


def test_a_muted_microphone_stays_closed_whatever_the_key_does() -> None:
    world = World(mode="key").post(MuteMic(), PressKey())
    assert not world.of(OpenMic)
    world.post(UnmuteMic())
    assert world.of(OpenMic)


def test_a_microphone_that_nobody_needs_is_not_looked_for() -> None:
    world = World(mode="key").post(UnmuteMic(), StageBroke("microphone", 0, "It went away."), TimerFired("microphone"))
    assert not world.of(OpenMic)


def test_the_wake_word_wakes_it_while_it_is_said_and_what_follows_in_the_same_breath_is_answered() -> None:
    world = World(mode="wake").wake().begin()
    world.now_s += 0.8
    world.post(WakeWordHeard(world.now_s))
    assert world.machine.state == "hearing"
    world.pause("They some Anna, what time is it?").quiet(1.0)
    assert texts(world) == ["what time is it?"]
    world.say("And the date?")
    assert texts(world)[1:] == ["And the date?"]
