"""Mhm is not stop, and stop is not stop by the shop. Many of the spellings are what Whisper base wrote."""

import pytest

from app.conversation.backchannel import is_backchannel, is_go_on, is_stop


@pytest.mark.parametrize(
    "text",
    [
        "mhm", "Mm-hmm.", "M-hm.", "MMM.", "M-M-M.", "mm-mm", "MHM.", "Uh-huh.", "uh huh", "Uhuh.", "Ah.", "Hm.",
        "Hmmmmm.", "Huh.", "Oh.", "Ohhhh!", "Um.", "Aha.", "Yeah.", "Yeah, yeah, yeah.", "Yep.", "Yup.", "Right.",
        "Right, right.", "Okay.", "OK.", "Okay, okay.", "Oh, wow!", "Woooow.", "Whoa.", "Ha ha ha.", "Haha!",
        "Hahahahaha.", "Ahahaha!", "He he.", "Ho ho ho.", "A-A-A.", "A-A-A-A",
        "(laughs)", "[laughter]", "*coughs*", "(coughs) Mm.", "♪", "",
        "...", "I see.", "Oh, I see.", "Got it.", "Really?", "No way!", "Sure.", "That's right.", "Oh no.", "Yes.",
    ],
)  # fmt: skip
def test_a_sign_of_listening_is_no_turn(text):
    assert is_backchannel(text)
    assert not is_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yeah, but what about Anna?", "Right now?", "Okay, stop.", "No.", "Oh, that reminds me.", "What?", "Him.",
        "Hummus.", "I see a dog.", "Tell me more.", "Really, why?", "Hello.", "Home.", "Mum.", "Why?", "Hot.", "A.",
        "A dog.",
    ],
)  # fmt: skip
def test_real_words_are(text):
    assert not is_backchannel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Stop.", "STOP!", "Stop it.", "Stop, stop, stop!", "Please stop.", "Stop, please.", "Oh, stop it now.", "Wait.",
        "Wait, wait.", "Wait a minute.", "Hold on.", "Hold on a second.", "Hang on.", "and on.", "Be quiet.",
        "Quiet, please.", "Shut up!", "Enough.", "That's enough.", "Okay, that’s enough, thank you.", "No, no.",
        "No, no, no, no.", "Pause.", "Samantha, stop.", "Stop, Samantha!", "Shhhhh!",
        "Hey Samantha, could you please stop talking?", "No, wait.", "Never mind.", "(laughs) Stop!",
    ],
)  # fmt: skip
def test_an_order_to_stop(text):
    assert is_stop(text, name="Samantha")
    assert not is_backchannel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Stop by the shop.", "Don't stop.", "No.", "Wait for me.", "Pause the music.", "Could you stop by tomorrow?",
        "Hold on to it.", "Enough said about the weather.", "I said.", "Please.", "Samantha.", "", "Okay.", "Oh.",
        "The bus stop.", "Be quiet like a mouse.", "Why did they stop?", "No, I don't think so.", "Anna, stop.",
    ],
)  # fmt: skip
def test_no_order_to_stop(text):
    assert not is_stop(text, name="Samantha")


def test_without_a_name_only_the_order_counts():
    assert is_stop("Stop!")
    assert not is_stop("Samantha, stop!")


@pytest.mark.parametrize(
    "text",
    [
        "Go on.", "Continue.", "Keep going.", "Please go on.", "Carry on, please.", "Carry it on.", "And then?", "And?",
        "What were you saying?", "Sorry, what were you saying?", "Finish what you were saying.", "Go on, Samantha.",
        "Okay, go on.", "Sorry, go ahead.", "Don't stop.", "You were saying?", "What happened next?", "No, go on!",
    ],
)  # fmt: skip
def test_a_wish_to_hear_the_rest(text):
    assert is_go_on(text, name="Samantha")
    assert not is_stop(text, name="Samantha")


@pytest.mark.parametrize(
    "text",
    ["Go on a trip with me.", "What did you say?", "Continue with the next one.", "Sorry.", "", "Tell me more."],
)
def test_no_wish_to_hear_the_rest(text):
    assert not is_go_on(text, name="Samantha")
