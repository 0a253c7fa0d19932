"""What the reply takes over of how the user speaks."""

from __future__ import annotations

import numpy as np
import pytest

from app.companion.mirror import PACES, USUAL_LETTERS_PER_S, Mirror, loudness_db, pitched_share
from tests.kit.speech import say

WORDS = "My boss moved the deadline to Friday."
LETTERS = 30


def after(*turns: tuple[str, float], level_db: float = -20.0) -> Mirror:
    mirror = Mirror()
    for text, voiced_s in turns:
        mirror.note(text, voiced_s, level_db, is_whispered=False)
    return mirror


@pytest.mark.parametrize(("share", "pace"), [(1.0, 1.0), (0.94, 0.94), (1.06, 1.06), (0.5, PACES[0]), (2.0, PACES[1])])
def test_the_pace_follows_the_users_by_a_tenth_at_the_most(share: float, pace: float) -> None:
    voiced_s = LETTERS / (USUAL_LETTERS_PER_S * share)
    assert after((WORDS, voiced_s), (WORDS, voiced_s)).pace == pytest.approx(pace)


def test_one_turn_or_one_word_tells_nothing() -> None:
    assert after((WORDS, 1.0)).pace == 1.0
    assert after(("Yes.", 2.0), ("No.", 2.0), ("Yes.", 0.0)).pace == 1.0
    assert after(("Yes.", 2.0)).most_words == 0


def test_brief_people_are_answered_briefly() -> None:
    assert after(("Yes please.", 1.0), ("And then?", 1.0)).most_words == 20
    assert after((WORDS, 2.0), (WORDS, 2.0)).most_words == 30
    assert after((f"{WORDS} {WORDS}", 4.0), (f"{WORDS} {WORDS}", 4.0)).most_words == 0


@pytest.mark.models
@pytest.mark.parametrize("voice", ["joe", "en-us+f3", "en-us+m3"])
def test_a_quiet_voice_is_no_whisper_and_a_whisper_is(voice: str) -> None:
    usual, whisper = say(WORDS, voice), say(WORDS, "en-us+whisper")
    level_db = loudness_db(usual.samples)
    mirror = after((WORDS, 2.0), (WORDS, 2.0), level_db=level_db)
    far = usual.samples * np.float32(0.2)
    near = whisper.samples * np.float32(10 ** ((level_db - 12 - loudness_db(whisper.samples)) / 20))
    assert not mirror.is_whisper(loudness_db(far), far), "only farther from the microphone"
    assert mirror.is_whisper(loudness_db(near), near)
    assert not mirror.is_whisper(level_db, whisper.samples), "as loud as ever: a hoarse voice"
    assert not Mirror().is_whisper(-60.0, near), "nobody knows how loud this user usually is"


def test_whispers_do_not_become_the_usual_voice() -> None:
    mirror = after((WORDS, 2.0), (WORDS, 2.0))
    for _ in range(20):
        mirror.note(WORDS, 2.0, -40.0, is_whispered=True)
    noise = np.random.default_rng(1).normal(0, 0.01, 16_000).astype(np.float32)
    assert mirror.is_whisper(-40.0, noise)


def test_silence_and_nothing() -> None:
    nothing = np.zeros(0, np.float32)
    assert (loudness_db(nothing), pitched_share(nothing)) == (-120.0, 0.0)
    assert pitched_share(np.zeros(16_000, np.float32)) == 0.0
