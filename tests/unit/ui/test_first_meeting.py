"""The first meeting without a window: whole walks, skipping, going back, and what is made of odd answers."""

from __future__ import annotations

import pytest

from app.settings import declared
from app.ui.first_meeting import READ, STEPS, FirstMeeting, Outcome, name_in


def at(step: str) -> FirstMeeting:
    meeting = FirstMeeting("Samantha")
    while meeting.step != step:
        meeting.skip()
    return meeting


def test_a_whole_meeting_by_voice() -> None:
    meeting = FirstMeeting("Samantha")
    assert meeting.scene().aloud.startswith("Hello. I'm new here. I'd like to know how you sound")
    assert meeting.dot is None
    keep: list[tuple[str, object]] = []
    for words, step in (
        ("Hello!", "microphone"), ("The kettle sings while the rain taps on the windows.", "room"), ("Skip.", "name"),
        ("My name is Theo.", "wish"), ("somebody to think aloud with", "voice"), ("Yes, it's fine.", "talk"),
        ("A few words will do.", "begins"), ("Once a day, please.", "key"), ("Okay.", "done"),
    ):  # fmt: skip
        outcome = meeting.answer(words)
        assert outcome.scene is not None
        assert outcome.scene.step == step == meeting.step
        keep += outcome.keep
    assert keep == [("conversation.your_name", "Theo"), ("conversation.replies", "short"), ("proactive.talk", "rarely")]
    assert meeting.told == ["My name is Theo.", "Somebody to think aloud with."]
    assert meeting.scene().title == "Thank you, Theo."
    assert meeting.answer("More?") == Outcome()


def test_all_of_it_can_be_skipped_and_nothing_is_kept() -> None:
    meeting = FirstMeeting("Samantha")
    seen = [meeting.step, *(meeting.skip().scene.step for _ in STEPS[1:])]  # type: ignore[union-attr]
    assert tuple(seen) == STEPS
    assert (meeting.told, meeting.scene().title) == ([], "Thank you.")
    assert FirstMeeting("Max").end().scene.step == "done"  # type: ignore[union-attr]


def test_one_can_go_back_and_correct() -> None:
    meeting = at("name")
    assert meeting.dot == 2
    meeting.answer("Theo")
    meeting.answer("Go back.")
    outcome = meeting.answer("call me Thea, please")
    assert outcome.keep == (("conversation.your_name", "Thea"),)
    assert outcome.told == "My name is Thea."
    assert meeting.told == ["My name is Thea."]
    first = FirstMeeting("Samantha")
    assert first.back().scene.step == "hello"  # type: ignore[union-attr]


def test_a_sentence_that_was_not_heard_is_asked_for_once_more_and_no_more() -> None:
    meeting = at("microphone")
    assert meeting.answer("Something else entirely.") == Outcome(
        say="I heard something else. Once more, a little closer?"
    )
    assert meeting.heard == "Something else entirely."
    outcome = meeting.answer("The cattle")
    assert outcome.scene is not None
    assert outcome.scene.remark.startswith("I hear you, if not every word.")
    assert at("microphone").answer("skip").scene.step == "room"  # type: ignore[union-attr]
    assert at("microphone").answer(READ).scene.remark == "I hear you well."  # type: ignore[union-attr]


def test_the_room_is_tested_when_one_agrees() -> None:
    meeting = at("room")
    assert meeting.answer("Hm.") == Outcome()
    assert meeting.answer("Yes, please.") == Outcome(act="test room")
    assert meeting.step == "room"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theo", "Theo"), ("theo.", "Theo"), ("My name is theo.", "Theo"), ("McKenzie", "McKenzie"),
        ("I'm Anna Maria and I live here", "Anna Maria"),
        ("You can call me Bo, thanks", "Bo"), ("It's Zoë.", "Zoë"), ("李", "李"), ("Theo, please.", "Theo"),
        ("42", ""), ("...", ""), ("I would like to tell you a long story", ""), ("x" * 41, ""),
    ],
)  # fmt: skip
def test_names(text: str, name: str) -> None:
    assert name_in(text) == name


def test_what_is_no_name_is_not_guessed() -> None:
    meeting = at("name")
    assert meeting.answer("Well, that depends on who is asking me") == Outcome(
        say="I'd rather not guess. Please type it."
    )
    assert meeting.step == "name"


def test_the_voice_goes_slower_and_faster() -> None:
    meeting = at("voice")
    assert meeting.answer("A bit slower.") == Outcome(keep=(("voice.speed", 0.85),), act="hear voice")
    assert meeting.answer("Now faster!") == Outcome(keep=(("voice.speed", 1.15),), act="hear voice")
    assert meeting.answer("Hm.") == Outcome()
    assert meeting.answer("Good.").scene.step == "talk"  # type: ignore[union-attr]


def test_a_womans_or_a_mans_voice() -> None:
    meeting = at("voice")
    assert meeting.answer("A woman's voice, please.") == Outcome(act="woman's voice")
    assert meeting.answer("Male.") == Outcome(act="man's voice")
    assert meeting.step == "voice"


@pytest.mark.parametrize(("text", "value"), [("Be brief", "short"), ("a lot", "long"), ("the usual", "usual")])
def test_how_talkative(text: str, value: str) -> None:
    keep = at("talk").answer(text).keep
    assert keep == (("conversation.replies", value),)
    assert declared("conversation.replies").check(value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("No.", "off"), ("Please don't.", "off"), ("Yes.", "rarely"), ("Sometimes", "sometimes"), ("No, thanks.", "off")],
)
def test_whether_it_may_begin(text: str, value: str) -> None:
    outcome = at("begins").answer(text)
    assert outcome.keep == (("proactive.talk", value),)
    assert outcome.scene is not None
    assert outcome.scene.step == "key"
    assert declared("proactive.talk").check(value) == value


def test_it_may_not_begin_until_that_was_chosen() -> None:
    assert declared("proactive.talk").default == "off"
    assert at("begins").answer("Skip.").keep == ()
    assert at("begins").answer("Purple.").say == "Never, once a day, or three times?"


def test_an_answer_that_is_none_is_asked_again() -> None:
    assert at("talk").answer("Purple.").say
    assert at("key").answer("Purple.") == Outcome()
    assert at("name").answer("  ") == Outcome()
