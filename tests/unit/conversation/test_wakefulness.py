"""Awake or asleep, by mode, word, key, command and another program's call: all on a virtual clock."""

import pytest

from app.conversation.wakefulness import (
    FOLLOW_UP_S,
    KEY_LEAD_S,
    KEY_TAIL_S,
    LEAD_S,
    ONE_TURN_S,
    TURN_S,
    Heard,
    Wakefulness,
)

TALK = "What time is it?"
CALL = "Hey, Samantha."
ANSWER = Heard("answer", TALK)
DROP = Heard("drop")


def made(mode, **more):
    return Wakefulness(mode, name="Samantha", wake_phrase="hey Samantha", **more)


# ---- open ----------------------------------------------------------------------------------------------------------


def test_open_answers_whatever_is_said():
    open_ = made("open")
    assert (open_.is_awake(0), open_.wants_mic(0), open_.changes_in_s(0)) == (True, True, None)
    assert open_.hears(TALK, 5) == ANSWER
    assert open_.hears("Hey Samantha, what time is it?", 6) == Heard("answer", "Hey Samantha, what time is it?")


@pytest.mark.parametrize("call", ["Wake up!", CALL, "Samantha, wake up.", "Okay, wake up please.", "Hey Samanta"])
def test_open_sleeps_when_told_and_wakes_when_called(call):
    open_ = made("open")
    assert open_.hears("Go to sleep, Samantha.", 5) == Heard("sleep")
    assert (open_.is_awake(6), open_.wants_mic(6)) == (False, True)
    assert open_.hears(TALK, 7) == DROP
    open_.reply_ended(8)
    assert open_.hears(call, 9) == Heard("wake")
    assert open_.hears(TALK, 1000) == ANSWER


def test_asleep_the_call_and_the_question_may_come_together():
    open_ = made("open")
    open_.fall_asleep()
    assert open_.hears("Hey Samantha, what time is it?", 9) == Heard("answer", "what time is it?")
    assert open_.is_awake(10)


def test_a_command_wakes_it_and_sends_it_to_sleep():
    open_ = made("open")
    open_.fall_asleep()
    assert not open_.is_awake(1)
    open_.wake_up(2)
    assert open_.is_awake(2)


def test_during_a_call_open_is_asleep_and_deaf():
    open_ = made("open")
    open_.capture_changed(is_captured=True)
    assert (open_.is_awake(1), open_.wants_mic(1)) == (False, False)
    assert open_.hears(TALK, 1) == DROP
    open_.capture_changed(is_captured=False)
    assert (open_.is_awake(2), open_.wants_mic(2)) == (True, True)


def test_a_call_does_not_undo_going_to_sleep():
    open_ = made("open")
    open_.fall_asleep()
    open_.capture_changed(is_captured=True)
    open_.capture_changed(is_captured=False)
    assert (open_.is_awake(1), open_.wants_mic(1)) == (False, True)


def test_who_asks_for_it_during_a_call_gets_it():
    open_ = made("open")
    open_.capture_changed(is_captured=True)
    open_.wake_up(1)
    assert (open_.is_awake(2), open_.wants_mic(2)) == (True, True)


def test_the_key_works_during_a_call_and_wakes_from_sleep():
    open_ = made("open")
    open_.fall_asleep()
    open_.capture_changed(is_captured=True)
    open_.key_down(10)
    assert (open_.is_awake(11), open_.wants_mic(11)) == (True, True)
    open_.key_up(12)
    assert open_.hears(TALK, 14, began_s=11) == ANSWER
    assert open_.changes_in_s(12) == pytest.approx(KEY_TAIL_S)
    assert (open_.is_awake(13), open_.wants_mic(13)) == (False, False)
    open_.capture_changed(is_captured=False)
    assert open_.is_awake(13)


# ---- wake ----------------------------------------------------------------------------------------------------------


def test_wake_sleeps_until_it_is_called():
    wake = made("wake")
    assert (wake.is_awake(0), wake.wants_mic(0), wake.changes_in_s(0)) == (False, True, None)
    assert wake.hears(TALK, 1) == DROP
    assert wake.hears("Wake up!", 1) == DROP
    assert wake.hears(CALL, 2) == Heard("wake")
    assert (wake.is_awake(3), wake.changes_in_s(3)) == (True, LEAD_S - 1)
    assert wake.hears(TALK, 4 + LEAD_S, began_s=1 + LEAD_S) == ANSWER


def test_weighing_words_changes_nothing():
    wake = made("wake")
    assert wake.weigh(CALL, 2) == Heard("wake")
    assert wake.weigh("Hey Samantha, what time is it?", 2) == Heard("answer", "what time is it?")
    assert not wake.is_awake(2)
    open_ = made("open")
    assert open_.weigh("Go to sleep.", 2) == Heard("sleep")
    assert open_.weigh(TALK, 2, began_s=1) == ANSWER
    assert open_.is_awake(2)


def test_wake_goes_back_to_sleep_when_nothing_follows():
    wake = made("wake")
    wake.hears(CALL, 2)
    assert not wake.is_awake(2 + LEAD_S)
    assert wake.hears(TALK, 3 + LEAD_S) == DROP
    assert wake.changes_in_s(3 + LEAD_S) is None


def test_wake_takes_the_question_with_the_call():
    wake = made("wake")
    assert wake.hears("Hey, Samantha, what time is it?", 2) == Heard("answer", "what time is it?")
    assert wake.is_awake(60)
    assert not wake.is_awake(2 + TURN_S)


def test_after_a_reply_one_may_go_on():
    wake = made("wake")
    wake.hears("Hey Samantha, what time is it?", 2)
    wake.reply_ended(10)
    assert wake.hears(TALK, 9 + FOLLOW_UP_S, began_s=9 + FOLLOW_UP_S) == ANSWER
    wake.reply_ended(30)
    assert wake.hears("Hey Samantha, and now?", 31) == Heard("answer", "and now?")
    wake.reply_ended(40)
    assert wake.hears(CALL, 41) == Heard("wake")
    assert wake.hears(TALK, 42 + LEAD_S) == DROP


def test_a_reply_that_ends_late_wakes_nobody():
    wake = made("wake")
    wake.hears("Hey Samantha, what time is it?", 2)
    assert wake.hears("Go to sleep.", 5) == Heard("sleep")
    wake.reply_ended(6)
    assert not wake.is_awake(7)


def test_a_wake_word_detector_wakes_it_in_the_middle_of_the_utterance():
    wake = made("wake")
    wake.wake_up(5.5)
    assert wake.hears("Hey Samantha, what time is it?", 8, began_s=5) == Heard("answer", "what time is it?")


def test_a_call_leaves_wake_as_it_is():
    wake = made("wake")
    wake.capture_changed(is_captured=True)
    assert wake.wants_mic(1)
    assert wake.hears(CALL, 2) == Heard("wake")


def test_without_a_phrase_its_name_wakes_it():
    wake = Wakefulness("wake", name="Samantha")
    assert wake.hears("", 1) == wake.hears(TALK, 1) == DROP
    assert wake.hears("Wake up, Samantha! What time is it?", 2) == Heard("answer", "What time is it?")


# ---- key -----------------------------------------------------------------------------------------------------------


def test_key_opens_the_microphone_while_it_is_down():
    key = made("key")
    assert (key.is_awake(0), key.wants_mic(0), key.is_key_down) == (False, False, False)
    key.key_up(1)
    assert not key.wants_mic(1)
    key.key_down(10)
    key.key_down(11)
    assert (key.is_awake(12), key.wants_mic(12), key.is_key_down, key.changes_in_s(12)) == (True, True, True, None)
    key.key_up(13)
    assert (key.is_key_down, key.wants_mic(13 + KEY_TAIL_S / 2), key.wants_mic(13 + KEY_TAIL_S)) == (False, True, False)
    assert key.hears(TALK, 14, began_s=10.2) == ANSWER
    assert not key.is_awake(14)


def test_the_words_of_a_press_may_arrive_during_the_next():
    key = made("key")
    for press in range(3):
        key.key_down(10 * press)
        key.key_up(10 * press + 4)
    assert key.hears(TALK, 22, began_s=11) == ANSWER
    assert key.hears(TALK, 22, began_s=6) == DROP


def test_a_ready_microphone_hears_only_what_the_key_lets_in():
    key = made("key", keep_ready=True)
    assert key.wants_mic(0)
    assert key.hears(CALL, 5) == DROP
    key.key_down(10)
    key.key_up(12)
    assert key.hears(TALK, 13, began_s=10 - KEY_LEAD_S) == ANSWER
    assert key.hears(TALK, 13, began_s=9) == DROP
    assert key.hears(TALK, 14, began_s=12 + KEY_TAIL_S) == DROP


def test_with_the_key_it_can_be_told_to_sleep_too():
    key = made("key")
    key.key_down(1)
    assert key.hears("Go to sleep.", 2) == Heard("sleep")
    key.key_up(3)
    key.key_down(5)
    assert key.hears(TALK, 6) == ANSWER


def test_other_programs_do_not_concern_the_key():
    key = made("key", keep_ready=True)
    key.capture_changed(is_captured=True)
    assert key.wants_mic(1)


def test_with_the_key_a_command_wakes_it_for_one_turn() -> None:
    key = made("key")
    key.wake_up(1)
    assert (key.is_awake(2), key.wants_mic(2), key.changes_in_s(2)) == (True, True, ONE_TURN_S - 1)
    assert key.hears(TALK, 5, began_s=3) == ANSWER
    key.reply_ended(8)
    assert (key.is_awake(9), key.wants_mic(9)) == (False, False)
    key.wake_up(10)
    assert not key.wants_mic(10 + ONE_TURN_S)


# ---- a detector ------------------------------------------------------------------------------------------------------


def test_what_is_said_around_the_wake_word_is_a_call_however_it_was_spelled():
    wake = Wakefulness("wake", name="Samantha", wake_phrase="okay nabu")
    assert wake.hears("Okay Harboop, what time is it?", 3, began_s=1) == DROP
    wake.wake_up(11.1, word_t_s=11.0)
    assert wake.is_awake(12)
    assert wake.hears("Okay Harboop, what time is it?", 13, began_s=10) == Heard("answer", "what time is it?")
    assert wake.hears("Okay Harboop, is it late?", 14, began_s=13) == Heard("answer", "Okay Harboop, is it late?")


def test_the_wake_word_alone_gives_time_to_find_the_words():
    wake = Wakefulness("wake", name="Samantha", wake_phrase="okay nabu")
    wake.wake_up(11.1, word_t_s=11.0)
    assert wake.hears("OK R move.", 12, began_s=10) == Heard("wake")
    assert wake.hears(TALK, 18, began_s=15) == ANSWER
    assert not Wakefulness("wake", name="Samantha").is_awake(18)


def test_the_wake_word_and_good_night_in_one_breath():
    wake = Wakefulness("wake", name="Samantha", wake_phrase="okay nabu")
    wake.wake_up(11.1, word_t_s=11.0)
    assert wake.hears("Okay Harboo, go to sleep.", 12, began_s=10) == Heard("sleep")


def test_a_wake_word_that_comes_late_shortens_nothing():
    wake = Wakefulness("wake", name="Samantha", wake_phrase="okay nabu")
    assert wake.hears("Okay Nabu, what time is it?", 12, began_s=10) == Heard("answer", "what time is it?")
    wake.wake_up(12.1, word_t_s=11.0)
    assert wake.is_awake(12 + TURN_S - 1)
