"""What every turn detector keeps: the fake that ships with the app and the real adapter alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.engines.protocols import TurnDetector
from app.engines.scripted_turns import ScriptedTurnDetector
from app.engines.smart_turn import SmartTurn
from tests.kit.speech import shared, silence, weights


@pytest.fixture(scope="module", params=["scripted", pytest.param("smart-turn", marks=pytest.mark.models)])
def detector(request: pytest.FixtureRequest) -> Iterator[TurnDetector]:
    engine: TurnDetector
    if request.param == "scripted":
        engine = ScriptedTurnDetector()
    else:
        engine = SmartTurn(weights("smart-turn-v3.2-cpu"))
    engine.load()
    yield engine
    engine.close()


def test_a_sentence_to_its_end_is_finished(detector: TurnDetector) -> None:
    probability = detector.complete(shared("harvard_4.wav"))
    assert isinstance(probability, float)
    assert 0.5 < probability <= 1


@pytest.mark.parametrize("duration_s", [0.0, 0.02, 1.0, 30.0])
def test_any_length_has_an_answer(detector: TurnDetector, duration_s: float) -> None:
    assert 0 <= detector.complete(Clip(silence(duration_s), HEARING_HZ)) <= 1


def test_the_same_sound_has_the_same_answer(detector: TurnDetector) -> None:
    clip = shared("harvard_2.wav")
    assert detector.complete(clip) == detector.complete(clip)


def test_it_leaves_its_input_alone(detector: TurnDetector) -> None:
    clip = shared("harvard_2.wav")
    before = clip.samples.copy()
    detector.complete(clip)
    assert np.array_equal(clip.samples, before)


def test_close_is_safe_twice_and_load_again_works(detector: TurnDetector) -> None:
    detector.close()
    detector.close()
    detector.load()
    assert detector.complete(shared("harvard_4.wav")) > 0.5
