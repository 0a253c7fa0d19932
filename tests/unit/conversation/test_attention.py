"""Keys and commands become answers to two questions, and a timer for when the answers change by themselves."""

import pytest

from app.conversation.attention import TIMER, Attention
from app.conversation.wakefulness import KEY_TAIL_S, LEAD_S, Heard, Wakefulness
from app.effects import StartTimer
from app.facts import TimerFired, WakeWordHeard
from app.wishes import MuteMic, PressKey, ReleaseKey, Sleep, ToggleKey, WakeUp


def attention(mode):
    return Attention(Wakefulness(mode, name="Samantha", wake_phrase="hey Samantha"))


def answers(made):
    return made.wants_mic, made.is_awake


@pytest.mark.parametrize("presses", [(PressKey(), ReleaseKey()), (ToggleKey(), ToggleKey())])
def test_the_key_opens_the_microphone_and_its_tail_closes_it(presses):
    key = attention("key")
    assert answers(key) == (False, False)
    assert key.follow(presses[0], 10) == []
    assert answers(key) == (True, True)
    assert key.follow(presses[1], 12) == [StartTimer(TIMER, pytest.approx(KEY_TAIL_S))]
    assert answers(key) == (True, True)
    assert key.follow(MuteMic(), 12.1) == []
    assert key.follow(TimerFired(TIMER), 12 + KEY_TAIL_S) == []
    assert answers(key) == (False, False)


def test_commands_wake_it_and_send_it_to_sleep():
    open_ = attention("open")
    assert answers(open_) == (True, True)
    assert open_.follow(Sleep(), 1) == []
    assert answers(open_) == (True, False)
    assert open_.follow(WakeUp(), 2) == []
    assert answers(open_) == (True, True)


def test_words_change_the_answers_too():
    wake = attention("wake")
    assert wake.words.hears("Hey Samantha.", 5) == Heard("wake")
    assert answers(wake) == (True, False)
    assert wake.refresh(5) == [StartTimer(TIMER, LEAD_S)]
    assert answers(wake) == (True, True)
    assert wake.follow(WakeUp(), 6) == [StartTimer(TIMER, LEAD_S)]
    assert wake.follow(TimerFired(TIMER), 6 + LEAD_S) == []
    assert answers(wake) == (True, False)


def test_a_timer_that_came_early_is_set_again():
    key = attention("key")
    key.follow(PressKey(), 10)
    key.follow(ReleaseKey(), 12)
    assert key.follow(TimerFired(TIMER), 12 + KEY_TAIL_S - 1e-4) == [StartTimer(TIMER, pytest.approx(1e-4))]
    assert key.is_awake


def test_the_wake_word_wakes_it_for_a_while():
    wake = attention("wake")
    assert wake.follow(WakeWordHeard(4.9), 5) == [StartTimer(TIMER, pytest.approx(LEAD_S))]
    assert answers(wake) == (True, True)
    wake.follow(TimerFired(TIMER), 5 + LEAD_S)
    assert answers(wake) == (True, False)
