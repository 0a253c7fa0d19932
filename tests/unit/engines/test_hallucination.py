"""What Whisper makes up, and what people really say."""

from __future__ import annotations

import pytest

from app.engines.hallucination import Guard, Take, is_looped, without_asides


@pytest.mark.parametrize(("text", "rest"), [
    ("[Music]", ""),
    ("(laughs) Well, *sighs* yes.", "Well, yes."),
    ("♪ la la la ♪", ""),
    ("♪", ""),
    (">> Hello.", "Hello."),
    ("- Hello there-on.", "Hello there-on."),
    ("...", ""),
    (". .", ""),
    ("At 3 p.m.", "At 3 p.m."),
    ("Ça va ?", "Ça va ?"),
])  # fmt: skip
def test_asides(text: str, rest: str) -> None:
    assert without_asides(text) == rest


@pytest.mark.parametrize("text", [
    "I'm not a good man. I'm not a good man. I'm not a good man.",
    "you you you you you",
    "and the the the the the end",
    "So we go, so we go, so we go, and",
])  # fmt: skip
def test_loops(text: str) -> None:
    assert is_looped(text)


@pytest.mark.parametrize("text", ["No, no, no.", "Bye bye.", "", "What can you do for your country?", "So so so"])
def test_no_loops(text: str) -> None:
    assert not is_looped(text)


@pytest.mark.parametrize(("log_prob", "no_speech"), [(-1.1, 0.79), (-1.7, 0.9), (-2.9, 0.35), (-1.26, 0.92)])
def test_noise_as_measured(log_prob: float, no_speech: float) -> None:
    assert Guard().is_no_speech(Take("you", log_prob, no_speech))


@pytest.mark.parametrize(("log_prob", "no_speech"), [(-0.1, 0.95), (-1.3, 0.24), (-0.73, 0.36), (-1.46, 0.48)])
def test_speech_as_measured_one_sign_alone_is_not_enough(log_prob: float, no_speech: float) -> None:
    assert not Guard().is_no_speech(Take("Yes.", log_prob, no_speech))


def test_other_languages_are_judged_more_gently() -> None:
    take = Take("今日はいい天気ですね", -1.2, 0.7)
    assert Guard.for_language("en").is_no_speech(take)
    assert not Guard.for_language("ja").is_no_speech(take)
    assert not Guard.for_language("de").is_phantom(Take("Thanks for watching!", -2.0, 0.9))


def test_phantoms_need_a_weak_voice() -> None:
    guard = Guard()
    assert guard.is_phantom(Take("Thanks for watching!", -0.98, 0.57))
    assert guard.is_phantom(Take("Thank you.", -0.92, 0.74))
    assert guard.is_phantom(Take("you", -0.6, 0.95))
    assert not guard.is_phantom(Take("Thanks for watching the kids.", -0.2, 0.02))
    assert not guard.is_phantom(Take("Thank you.", -0.3, 0.1))
    assert not guard.is_phantom(Take("I feel a bit lonely.", -1.2, 0.7))
    assert not guard.is_phantom(Take("", -1.2, 0.7))
