"""Its name, however it was spelled; and the rest of the sentence."""

import pytest

from app.conversation.wake import WakePhrases, hint_of, is_go_to_sleep, is_wake_up, sound_of

SAMANTHA = WakePhrases(("hey Samantha",))
NABU = WakePhrases(("okay nabu",))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Hey Samantha, what time is it?", "what time is it?"),
        ("Hey, Samantha. What time is it?", "What time is it?"),
        ("hey samantha", ""),
        ("Hey, Samantha!", ""),
        ("Oh, hey Samantha, hello.", "hello."),
        ("Oh, well, hey Samantha, hello.", "hello."),
        ("Hey Samanta, good morning.", "good morning."),
        ("Hey Semantha - tell me a story.", "tell me a story."),
        ("Hay Samantha, 3 p.m. is fine.", "3 p.m. is fine."),
        ("Hey Sam Antha, it's me.", "it's me."),
    ],
)
def test_the_rest_of_the_sentence(text, rest):
    assert SAMANTHA.rest_after(text) == rest


@pytest.mark.parametrize(
    "text", ["OK Nabu, stop.", "Okay, Nabu. Stop.", "O.K. Nabu, stop.", "Okay Naboo, stop.", "ok nabu stop."]
)
def test_okay_has_many_spellings(text):
    assert NABU.rest_after(text).casefold() == "stop."


@pytest.mark.parametrize(
    "text",
    [
        "", "...", "Hey.", "What time is it?", "I told Samantha about it.", "Hey, some of them are here.",
        "Okay.", "Okay, now what?", "Tell her, hey Samantha.", "Oh, well, hello, hey Samantha.",
        "Hey Susan, what time is it?", "Hey, Sam.",
    ],
)  # fmt: skip
def test_anything_else_wakes_nobody(text):
    assert SAMANTHA.rest_after(text) is None
    assert NABU.rest_after(text) is None


def test_the_phrase_alone_is_used_up_and_no_more():
    assert WakePhrases(("computer",)).rest_after("Computer a b") == "a b"
    assert WakePhrases(("robin",)).rest_after("Ro b in here") == "here"


def test_several_phrases_and_none():
    both = WakePhrases(("hey Samantha", "", "wake up Samantha"))
    assert both.rest_after("Wake up, Samantha! It is late.") == "It is late."
    assert both.rest_after("Hey Samantha.") == ""
    assert WakePhrases(()).rest_after("Hey Samantha.") is None
    assert WakePhrases(("",)).rest_after("Hey Samantha.") is None


@pytest.mark.parametrize("heard", ["samanta", "somantha", "zamanda", "sammantha"])
def test_what_sounds_alike_has_one_key(heard):
    assert sound_of(heard) == sound_of("samantha")


@pytest.mark.parametrize(
    "text",
    ["Go to sleep.", "Samantha, go to sleep now, please.", "You can sleep now.", "Stop listening.", "Okay, sleep."],
)
def test_an_order_to_sleep(text):
    assert is_go_to_sleep(text, name="Samantha")
    assert not is_wake_up(text, name="Samantha")


@pytest.mark.parametrize("text", ["I want to go to sleep.", "Did you sleep well?", "Good night.", "", "Samantha."])
def test_no_order_to_sleep(text):
    assert not is_go_to_sleep(text, name="Samantha")


@pytest.mark.parametrize("text", ["Wake up.", "Samantha, wake up!", "Hey, wake up, please.", "Start listening."])
def test_an_order_to_wake(text):
    assert is_wake_up(text, name="Samantha")
    assert not is_go_to_sleep(text, name="Samantha")


@pytest.mark.parametrize("text", ["When do you wake up?", "Wake me up at seven.", "", "Listen."])
def test_no_order_to_wake(text):
    assert not is_wake_up(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Okay now Boo, what time is it?", "what time is it?"),
        ("OK R move, how are you today?", "how are you today?"),
        ("Okay Harboop, what time is it?", "what time is it?"),
        ("Okay Harboo.", ""),
        ("The news at nine. Okay, Naboo, stop it.", "stop it."),
        ("Okay, Nabu, hello. Okay, Nabu.", "hello. Okay, Nabu."),
        ("Tell me a story about the sea.", "Tell me a story about the sea."),
        ("", ""),
    ],
)
def test_what_a_detector_has_heard_is_found_in_any_spelling(text, rest):
    assert NABU.rest_after_word(text) == rest


def test_the_hint_does_not_end_with_the_phrase():
    assert hint_of("okay nabu") == "Okay Nabu. Hello."
    assert hint_of("hey, don't sleep") == "Hey, Don't Sleep. Hello."
