"""One status -> one shape and one set of words."""

from __future__ import annotations

import pytest

from app.events import ReplyEnded, StageFailed, StageRecovered, State, StateChanged
from app.ui.status import Shape, Status


def after(*events: object) -> Status:
    status = Status()
    for event in events:
        status = status.after(event)
    return status


def changed(state: State, *, mic_muted: bool = False, voice_muted: bool = False) -> StateChanged:
    return StateChanged(0.0, state, mic_muted, voice_muted)


@pytest.mark.parametrize(
    ("events", "shape", "words"),
    [
        ([], "thinking", "Waking up."),
        ([changed("asleep")], "thinking", "Waking up."),
        ([changed("listening")], "listening", "I'm listening."),
        ([changed("listening"), changed("asleep")], "asleep", "Asleep."),
        ([changed("hearing")], "hearing", "I hear you."),
        ([changed("thinking")], "thinking", "Thinking."),
        ([changed("speaking")], "speaking", "Speaking."),
        ([changed("listening", mic_muted=True)], "muted", "Muted. The microphone is closed."),
        ([changed("speaking", mic_muted=True)], "muted", "Speaking. The microphone is closed."),
        ([changed("listening", voice_muted=True)], "listening", "I'm listening. I answer in writing."),
        ([changed("listening"), StageFailed(0.0, "voice", "No voice.")], "needs you", "I need you."),
    ],
)
def test_shape_and_words(events: list[object], shape: Shape, words: str) -> None:
    assert (after(*events).shape, after(*events).words) == (shape, words)


def test_a_failure_lasts_until_its_stage_recovers() -> None:
    broken = after(changed("listening"), StageFailed(0, "voice", "a"), StageFailed(0, "keeper", "b"))
    assert broken.problems == ("a", "b")
    assert broken.after(StageFailed(0, "voice", "c")).problems == ("b", "c")
    mended = broken.after(StageRecovered(0, "voice")).after(StageRecovered(0, "keeper"))
    assert (mended.problems, mended.shape) == ((), "listening")


def test_a_closed_microphone_is_told_even_when_something_is_down() -> None:
    status = after(changed("listening", mic_muted=True), StageFailed(0, "voice", "a"))
    assert status.words == "I need you. The microphone is closed."


def test_leaving_is_the_last_word() -> None:
    status = after(changed("speaking")).leaving().after(changed("listening"))
    assert (status.words, status.shape, status.can_stop) == ("Closing.", "thinking", False)


def test_what_the_switches_would_do() -> None:
    assert after(changed("listening")).microphone_wish == "Mute microphone"
    muted = after(changed("listening", mic_muted=True, voice_muted=True))
    assert (muted.microphone_wish, muted.voice_wish) == ("Unmute microphone", "Unmute voice")


def test_only_a_reply_can_be_stopped() -> None:
    assert [after(changed(state)).can_stop for state in ("listening", "hearing", "thinking", "speaking")] == [
        False, False, True, True,
    ]


def test_what_is_not_about_the_status_changes_nothing() -> None:
    assert after(ReplyEnded(0.0, 1, "x")) == Status()
