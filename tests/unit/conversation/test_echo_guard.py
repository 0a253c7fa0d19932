"""Our own words are not the user's; the user's are, also in the middle of ours."""

import pytest

from app.conversation.echo_guard import LOOK_ALIKES, EchoGuard
from tests.kit.sentences import SENTENCES
from tests.kit.words_over import REPLIES

SAID = (
    "The old lighthouse keeper climbed the stairs every night. He lit the great lamp, and the ships at sea "
    "knew where the rocks were."
)
GUARD = EchoGuard("Samantha")


@pytest.mark.parametrize(
    "heard",
    [
        SAID,
        "The old lighthouse keeper climbed the stairs every night.",
        "climbed the stairs every night, he lit the great lamp",
        "The old light house keeper climbed the stares every night.",
        "the ships at sea knew where the rocks",
        "lighthouse keeper",
        "lamp",
        "He lit the grape lamp and the ships that see knew where the rocks were.",
        "the old lighthouse people climb the stairs",
        "He lit the great lamp. Honor lips a fee knew where the rocks were.",
        "every knight",
        "The wildlife house keeps a climb to stairs every night.",
        "climbed the stairs every night. He let a grate lump",
    ],
)
def test_all_echo_is_nothing(heard):
    assert GUARD.without_echo(heard, SAID) == ""


@pytest.mark.parametrize(
    "heard",
    [
        "What time is it?",
        "Really?",
        "No thanks.",
        "Tell me about the whales instead.",
        "I think the stairs are too steep for me.",
        "Stop!",
        "",
        "...",
    ],
)
def test_the_users_words_stay_as_they_are(heard):
    assert GUARD.without_echo(heard, SAID) == heard


@pytest.mark.parametrize(
    ("heard", "users"),
    [
        ("The old lighthouse keeper climbed what time is it?", "what time is it?"),
        ("Wait, who is Anna? He lit the great lamp, and the ships", "Wait, who is Anna?"),
        ("climbed the stairs every night. Can I ask you something? He lit the great lamp", "Can I ask you something?"),
        ("climbed the stairs every night. One? No, he meant my brother.", "One? No, he meant my brother."),
        (
            "I have a question the old lighthouse keeper climbed about something else",
            "I have a question about something else",
        ),
    ],
)
def test_the_users_words_among_ours_are_salvaged(heard, users):
    assert GUARD.without_echo(heard, SAID) == users


@pytest.mark.parametrize(
    ("heard", "users"),
    [
        ("The old lighthouse keeper climbed stop!", "stop!"),
        ("Samantha, stop. The old lighthouse keeper climbed", "Samantha, stop."),
        ("climbed the stairs every night shut up", "shut up"),
        ("The old lighthouse keeper climbed yeah", ""),
    ],
)
def test_an_order_to_stop_passes(heard, users):
    assert GUARD.without_echo(heard, SAID) == users


@pytest.mark.parametrize("said", REPLIES)
def test_chance_words_are_no_echo(said):
    spoilt = [text for text in SENTENCES if GUARD.without_echo(text, said) != text]
    assert spoilt == [text for text in SENTENCES if "in the evening" in said and "in the evening" in text]


def test_a_few_words_in_the_middle_of_many_of_ours_are_ours():
    heard = SAID.replace("every night.", "every night with his hat.")
    assert GUARD.without_echo(heard, SAID) == ""
    assert GUARD.without_echo("climbed the stairs every night with his hat.", SAID) == "with his hat."


def test_three_of_our_words_in_a_longer_sentence_are_the_users():
    assert GUARD.without_echo("It knew where the", SAID) == ""
    assert GUARD.without_echo("He lit it, the man at sea.", SAID) == "He lit it, the man at sea."
    assert GUARD.without_echo("I lit the great pan so", SAID) == "I lit the great pan so"


def test_our_fold_it_is_no_hold_it():
    said = "In the morning you fold it twice and bake it in a very hot oven."
    assert GUARD.without_echo("in the morning you hold it", said) == ""
    assert GUARD.without_echo("Hold it.", said) == ""
    assert GUARD.without_echo("in the morning you fold it hold on", said) == "hold on"


def test_other_than_as_many_words_in_one_place_are_the_users():
    heard = "He lit the great who is that anyway knew where the rocks were"
    assert GUARD.without_echo(heard, SAID) == "who is that anyway"
    assert GUARD.without_echo("climbed the stairs every noun who are you the great lamp", SAID) == ""


def test_our_own_stop_does_not():
    said = "They told him to stop and to hold on to the rope."
    assert GUARD.without_echo("Stop.", said) == ""
    assert GUARD.without_echo("told him to stop", said) == ""
    assert GUARD.without_echo("Stop!", SAID) == "Stop!"


def test_five_words_in_the_place_of_ours_are_the_users():
    heard = "He lit the great lamp. Can we do this tomorrow, knew where the rocks were"
    assert GUARD.without_echo(heard, SAID) == "Can we do this tomorrow,"


@pytest.mark.parametrize(
    ("heard", "said"),
    [("light house", "Extraordinary lighthouse extraordinarily."), ("Lighthouse.", "There a light house burned.")],
)
def test_words_may_be_heard_apart_or_together(heard, said):
    assert GUARD.without_echo(heard, said) == ""


def test_when_nothing_was_said_nothing_is_echo():
    assert GUARD.without_echo("What time is it?", "") == "What time is it?"


REPLY = "I think that is a lovely idea, and we should try it."


def test_one_who_repeats_us_is_a_person_but_not_for_long():
    guard = EchoGuard()
    for n in range(LOOK_ALIKES):
        assert not guard.is_looping, n
        guard.note_turn("I think that is a lovely idea and we should fry it.", REPLY)
    assert guard.is_looping
    guard.note_turn("What time is it?", REPLY)
    assert not guard.is_looping


@pytest.mark.parametrize(
    ("turn", "reply"), [("Okay.", "Okay."), ("What time is it?", ""), ("Good morning to you!", REPLY)]
)
def test_short_words_and_other_words_are_no_loop(turn, reply):
    guard = EchoGuard()
    for _ in range(9):
        guard.note_turn(turn, reply)
    assert not guard.is_looping
