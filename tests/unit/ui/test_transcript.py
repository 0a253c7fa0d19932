"""Events -> rows, as they grow on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest
from PySide6.QtCore import Qt

from app.events import (
    FinalTranscript,
    LineKept,
    MemoryForgotten,
    PlayoutFinished,
    PlayoutStarted,
    ReplyEnded,
    ReplySentence,
    SpeakerChanged,
    TurnReopened,
)
from app.memory.protocol import Episode
from app.ui.transcript import KIND, TEXT, UNHEARD, Transcript
from tests.kit.kept_conversation import NOON

pytestmark = pytest.mark.qt_log_level_fail("WARNING")

Row = tuple[str, str, str]


def rows(transcript: Transcript) -> list[Row]:
    """(kind, heard, unheard) without the times."""
    found = []
    for row in range(transcript.rowCount()):
        item = transcript.item(row)
        if item.data(KIND) != "time":
            found.append((item.data(KIND), item.data(TEXT), item.data(UNHEARD) or ""))
    return found


def times(transcript: Transcript) -> list[str]:
    items = [transcript.item(row) for row in range(transcript.rowCount())]
    return [item.text() for item in items if item.data(KIND) == "time"]


def followed(*events: object) -> Transcript:
    transcript = Transcript("Samantha")
    for event in events:
        transcript.follow(event, NOON)
    return transcript


def episode(speaker: Literal["user", "companion"], text: str, minutes_ago: float, unheard: str = "") -> Episode:
    at = NOON - timedelta(minutes=minutes_ago)
    return Episode(f"{speaker} {minutes_ago}", "samantha", "samantha", "c", 1, speaker, text, unheard, at, at)


def test_who_is_called_by_name_is_named_above_its_words() -> None:
    transcript = followed(ASKED, SpeakerChanged(0, "max", "Max"), FIRST)
    assert [row[:2] for row in rows(transcript)] == [
        ("you", "How are you?"), ("speaker", "Max"), ("companion", "I'm fine."),
    ]  # fmt: skip
    assert transcript.item(transcript.rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Max: I'm fine."


ASKED = FinalTranscript(0, 1, "How are you?")
FIRST, SECOND = ReplySentence(0, 1, "I'm fine."), ReplySentence(0, 1, "And you?")


def test_a_reply_grows_clause_by_clause() -> None:
    assert rows(followed(ASKED, FIRST)) == [("you", "How are you?", ""), ("companion", "I'm fine.", "")]
    assert rows(followed(ASKED, FIRST, SECOND))[1:] == [("companion", "I'm fine. And you?", "")]


def test_a_turn_that_was_reopened_is_one_row() -> None:
    longer = FinalTranscript(0, 1, "How are you today?")
    assert rows(followed(ASKED, TurnReopened(0, 1), longer)) == [("you", "How are you today?", "")]


def test_a_reply_that_was_heard_whole_stays() -> None:
    done = (PlayoutFinished(0, 1, "I'm fine. And you?", False), ReplyEnded(0, 1, "I'm fine. And you?"))
    assert rows(followed(ASKED, PlayoutStarted(0, 1), FIRST, SECOND, *done))[1:] == [
        ("companion", "I'm fine. And you?", "")
    ]


def test_what_was_not_heard_of_a_cut_reply_is_set_apart() -> None:
    cut = PlayoutFinished(0, 1, "I'm fine. And", True)
    assert rows(followed(ASKED, FIRST, SECOND, cut))[1] == ("companion", "I'm fine. And", " you?")
    ended = ReplyEnded(0, 1, "I'm fine. And you? Tell me.")
    assert rows(followed(ASKED, FIRST, SECOND, cut, ended))[1] == ("companion", "I'm fine. And", " you? Tell me.")


def test_a_reply_stopped_before_its_first_sound_is_all_unheard() -> None:
    assert rows(followed(ASKED, ReplyEnded(0, 1, "I'm fine.")))[1] == ("companion", "", "I'm fine.")
    assert rows(followed(ASKED, ReplyEnded(0, 1, "")))[1:] == []


def test_a_reply_that_ends_after_the_next_question_keeps_its_place() -> None:
    second = FinalTranscript(0, 2, "Stop.")
    ended = (PlayoutFinished(0, 1, "I'm", True), ReplyEnded(0, 1, "I'm fine."))
    assert rows(followed(ASKED, FIRST, second, *ended)) == [
        ("you", "How are you?", ""), ("companion", "I'm", " fine."), ("you", "Stop.", ""),
    ]


def test_the_time_is_shown_first_and_after_a_pause() -> None:
    transcript = followed(ASKED)
    transcript.follow(FinalTranscript(0, 2, "x"), NOON + timedelta(minutes=29))
    transcript.follow(FinalTranscript(0, 3, "x"), NOON + timedelta(minutes=60))
    assert times(transcript) == ["Monday, 12:00", "Monday, 13:00"]


def test_a_new_day_has_its_own_line() -> None:
    transcript = Transcript("Samantha")
    late = NOON.replace(hour=23, minute=55)
    transcript.follow(ASKED, late)
    transcript.follow(FinalTranscript(0, 2, "And now?"), late + timedelta(minutes=10))
    assert times(transcript) == ["Monday, 23:55", "Tuesday, 0:05"]


def test_past_turns_go_above_and_none_comes_twice() -> None:
    transcript = followed(ASKED)
    past = [episode("user", "a", 90), episode("companion", "b", 89, "c"), episode("user", "How are you?", 0)]
    transcript.recall(past)
    assert rows(transcript) == [("you", "a", ""), ("companion", "b", " c"), ("you", "How are you?", "")]
    assert times(transcript) == ["Monday, 10:30", "Monday, 12:00"]


def test_a_conversation_that_goes_on_after_a_restart_needs_no_new_time() -> None:
    transcript = Transcript("Samantha")
    transcript.recall([episode("user", "a", 5)])
    transcript.follow(ASKED, NOON)
    assert times(transcript) == ["Monday, 11:55"]


def test_a_screen_reader_hears_who_said_it() -> None:
    transcript = followed(ASKED, FIRST, PlayoutFinished(0, 1, "I'm", True), ReplyEnded(0, 1, "I'm fine."))
    said = [transcript.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said == ["Monday, 12:00", "You: How are you?", "Samantha: I'm (not heard: fine.)"]


def test_another_self_has_its_own_day_above_a_line_that_says_who_talks() -> None:
    transcript = followed(ASKED, FIRST)
    transcript.begin_anew("my novel", NOON)
    assert rows(transcript) == [("self", "“my novel” talks with you now.", "")]
    transcript.recall([episode("user", "Chapter two.", 60), episode("companion", "Read it to me.", 59)])
    transcript.follow(ASKED, NOON)
    assert [row[:2] for row in rows(transcript)] == [
        ("you", "Chapter two."), ("companion", "Read it to me."), ("self", "“my novel” talks with you now."),
        ("you", "How are you?"),
    ]  # fmt: skip
    assert len(times(transcript)) == 1


# ---- what is forgotten -----------------------------------------------------------------------------------------------

KEPT = (LineKept(0, 1, "user", "ep_1"), LineKept(0, 1, "companion", "ep_2"))
TURN = (ASKED, FIRST, KEPT[0], ReplyEnded(0, 1, "I'm fine."), KEPT[1])


def test_what_is_forgotten_leaves_the_screen_with_the_time_above_it() -> None:
    transcript = followed(*TURN, FinalTranscript(0, 2, "Forget that."), MemoryForgotten(0, "ep_2"))
    assert rows(transcript) == [("you", "How are you?", ""), ("you", "Forget that.", "")]
    transcript.follow(MemoryForgotten(0, "ep_1"), NOON)
    assert rows(transcript) == [("you", "Forget that.", "")]
    assert len(times(transcript)) == 1
    transcript.follow(LineKept(0, 2, "user", "ep_3"), NOON)
    transcript.follow(MemoryForgotten(0, "ep_3"), NOON)
    assert transcript.rowCount() == 0, "not even the time"
    transcript.follow(FinalTranscript(0, 2, "Forget that, please."), NOON)
    assert rows(transcript) == [("you", "Forget that, please.", "")]


def test_an_answer_that_nobody_kept_goes_with_its_question_unless_it_is_being_said() -> None:
    transcript = followed(ASKED, FIRST, KEPT[0], ReplyEnded(0, 1, "I'm fine."), MemoryForgotten(0, "ep_1"))
    assert rows(transcript) == []
    transcript = followed(ASKED, FIRST, KEPT[0], MemoryForgotten(0, "ep_1"), SECOND)
    assert rows(transcript) == [("companion", "I'm fine. And you?", "")]


def test_a_name_that_stands_over_nothing_goes() -> None:
    max_ = (SpeakerChanged(0, "max", "Max"), FIRST, ReplyEnded(0, 1, "I'm fine."), KEPT[1])
    transcript = followed(ASKED, *max_, MemoryForgotten(0, "ep_2"))
    assert rows(transcript) == [("you", "How are you?", "")]


def test_a_cut_reply_that_is_forgotten_cannot_go_on() -> None:
    cut = (PlayoutFinished(0, 1, "I'm", True), ReplyEnded(0, 1, "I'm fine."), KEPT[1], MemoryForgotten(0, "ep_2"))
    transcript = followed(ASKED, FIRST, *cut, FinalTranscript(0, 2, "And?"), ReplySentence(0, 2, "Well."))
    assert [row[1] for row in rows(transcript)] == ["How are you?", "And?", "Well."]


def test_what_is_back_stands_where_it_stood() -> None:
    said = [replace(episode("user", f"{n}", 9 - n), id=f"ep_{n}") for n in range(4)]
    transcript = Transcript("Samantha")
    transcript.recall(said)
    transcript.follow(MemoryForgotten(0, "ep_0"), NOON)
    transcript.follow(MemoryForgotten(0, "ep_2"), NOON)
    assert [row[1] for row in rows(transcript)] == ["1", "3"]
    transcript.recall(said)
    assert [row[1] for row in rows(transcript)] == ["0", "1", "2", "3"]
    transcript.recall(said)
    assert len(rows(transcript)) == 4, "no line twice"
