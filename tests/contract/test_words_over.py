"""Real sound: our own voice in noise is known for ours, a user over it is heard, and a wake phrase is found.

A few clips of what scripts/bars.d/echo_words.py and wake.py measure in full.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.conversation.backchannel import is_backchannel, is_go_on, is_stop
from app.conversation.echo_guard import EchoGuard
from app.conversation.wake import WakePhrases
from tests.kit.speech import say
from tests.kit.words_over import REPLIES, Whisper, echoed, mixed, spoken

pytestmark = pytest.mark.models
GUARD = EchoGuard("Samantha")
REPLY = REPLIES[2]


@pytest.fixture(scope="module")
def whisper() -> Iterator[Whisper]:
    made = Whisper()
    yield made
    made.close()


def piece(start_s: float, end_s: float) -> Clip:
    return Clip(say(REPLY).samples[round(start_s * HEARING_HZ) : round(end_s * HEARING_HZ)], HEARING_HZ)


def test_our_own_voice_is_nothing(whisper: Whisper) -> None:
    """Nine times of ten (scripts/bars echo_words); so it is asked for three of four."""
    places = [(start_s, noise_db) for start_s in (0.5, 2.5) for noise_db in (-58.0, -48.0)]
    heard = [
        whisper.hears(echoed(piece(start_s, start_s + 4), level_db=-38.0, noise_db=noise_db, seed=1))
        for start_s, noise_db in places
    ]
    assert all(heard)
    assert sum(GUARD.without_echo(words, REPLY) == "" for words in heard) >= 3


def test_a_user_at_its_end_is_heard(whisper: Whisper) -> None:
    echo = echoed(piece(0.0, 3.0), level_db=-30.0, noise_db=-55.0, seed=1)
    heard = whisper.hears(mixed(echo, spoken("I would like to hear some music now.", "en-gb", -24.0), 2.8))
    left = GUARD.without_echo(heard, REPLY)
    assert "like to hear some music" in left
    assert "water" not in left


def test_what_a_word_means(whisper: Whisper) -> None:
    assert is_stop(whisper.hears(spoken("Stop!", "joe")))
    assert is_backchannel(whisper.hears(spoken("Uh-huh.", "en-gb")))
    assert is_go_on(whisper.hears(spoken("What were you saying?", "en-gb")))


def test_a_call_by_its_phrase(whisper: Whisper) -> None:
    phrases = WakePhrases(("hey Samantha",))
    heard = whisper.hears(spoken("Hey Samantha, what time is it?", "en-us+f3"), "Hey Samantha.")
    assert phrases.rest_after(heard) == "what time is it?"
