"""How long to wait: short after what is complete, long after what cannot end there, and never too long."""

from __future__ import annotations

import pytest

from app.listening.endpoint import OPEN_S, PATIENT_S, QUICK_S, STEADY_S, Endpoint

WHOLE = "I left my keys at home."
OPEN = "I would like to."
THIN = "When I was a child."
SURE, MAYBE, HARDLY = 0.6, 0.2, 0.01
"""What a language model thinks of a full stop behind it."""


@pytest.mark.parametrize(
    ("probability", "text", "ends", "waits_s"),
    [
        (0.98, WHOLE, SURE, QUICK_S),
        (0.98, "What is the capital of Australia?", SURE, QUICK_S),
        (0.98, WHOLE, MAYBE, STEADY_S),
        (0.98, WHOLE, HARDLY, PATIENT_S),
        (0.98, THIN, 0.4, STEADY_S),
        (0.98, THIN, 0.2, PATIENT_S),
        (0.98, THIN, 0.9, QUICK_S),
        (0.98, "Maybe later.", MAYBE, QUICK_S),
        (0.98, OPEN, SURE, OPEN_S),
        (None, OPEN, None, OPEN_S),
        (0.98, "", None, PATIENT_S),
    ],
)
def test_words_decide(probability: float | None, text: str, ends: float | None, waits_s: float) -> None:
    assert Endpoint().wait_s(probability, text, ends) == waits_s


def test_a_voice_that_goes_on_speaks_for_waiting_and_a_final_one_for_nothing() -> None:
    endpoint = Endpoint()
    assert endpoint.wait_s(0.98, WHOLE, 0.35) == endpoint.wait_s(None, WHOLE, 0.35) == QUICK_S
    assert endpoint.wait_s(0.02, WHOLE, 0.35) == STEADY_S
    assert endpoint.wait_s(0.02, WHOLE, MAYBE) == PATIENT_S
    assert endpoint.wait_s(0.99, WHOLE, MAYBE) == STEADY_S


def test_a_long_sentence_is_likelier_whole_than_a_short_one() -> None:
    endpoint = Endpoint()
    assert endpoint.wait_s(None, "I left.", MAYBE) == PATIENT_S
    assert endpoint.wait_s(None, "I left my keys on the kitchen table.", MAYBE) == QUICK_S
    assert endpoint.wait_s(None, "He ran to the train and missed it. I left.", MAYBE) == PATIENT_S, "the last"


def test_until_the_words_are_read_it_waits() -> None:
    endpoint = Endpoint()
    assert endpoint.wait_s(0.98, WHOLE) == PATIENT_S
    assert endpoint.wait_s(0.98, WHOLE, SURE) == QUICK_S


def test_without_a_reader_the_build_of_the_sentence_decides() -> None:
    endpoint = Endpoint(has_reader=False)
    assert endpoint.wait_s(0.98, WHOLE) == endpoint.wait_s(None, WHOLE) == QUICK_S
    assert endpoint.wait_s(0.02, WHOLE) == endpoint.wait_s(0.98, THIN) == PATIENT_S


@pytest.mark.parametrize("probability", [None, 0.0, 0.02, 0.5, 1.0])
@pytest.mark.parametrize("ends", [None, 0.0, 0.3, 1.0])
@pytest.mark.parametrize("text", [WHOLE, OPEN, THIN, "Yes.", "", "..."])
@pytest.mark.parametrize("pace_s", [None, 0.3, 2.0])
def test_it_never_waits_too_long(probability: float | None, ends: float | None, text: str, pace_s: float | None):
    longest_s = 2.5 if text in (OPEN, "...") else 1.4
    assert 0.2 <= Endpoint(pace_s=pace_s).wait_s(probability, text, ends) <= longest_s


def test_a_user_who_looks_for_words_is_given_time() -> None:
    endpoint = Endpoint()
    for _ in range(30):
        endpoint.note_pause(1.2)
    assert endpoint.pace_s == pytest.approx(1.2, abs=0.05)
    assert endpoint.wait_s(0.98, WHOLE, 0.35) == pytest.approx(1.1)
    assert endpoint.wait_s(0.98, WHOLE, 0.9) == 0.5


def test_a_user_who_speaks_in_one_go_loses_nothing() -> None:
    endpoint = Endpoint()
    for _ in range(30):
        endpoint.note_pause(0.3)
    assert endpoint.pace_s < 0.35
    assert endpoint.wait_s(0.98, WHOLE, SURE) == QUICK_S
    assert endpoint.wait_s(0.98, WHOLE, HARDLY) == PATIENT_S


def test_the_pace_goes_on_from_yesterday() -> None:
    assert Endpoint(pace_s=1.1).pace_s == 1.1


def test_the_slider() -> None:
    time, usual, quick = (Endpoint(slider) for slider in (-1.0, 0.0, 1.0))
    for text, ends in ((WHOLE, SURE), (WHOLE, HARDLY), (OPEN, SURE)):
        assert quick.wait_s(0.98, text, ends) < usual.wait_s(0.98, text, ends) < time.wait_s(0.98, text, ends)
    assert quick.wait_s(0.98, WHOLE, MAYBE) == 0.2
    assert time.wait_s(0.98, WHOLE, 0.35) == 2 * PATIENT_S
