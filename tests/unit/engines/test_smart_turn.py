"""Smart Turn's own side: what it hears, and what it says when its weights are not right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.engines.smart_turn import SmartTurn
from app.errors import EngineFailed, WeightsMissing
from tests.kit.speech import say, shared, silence, weights

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def turns() -> SmartTurn:
    engine = SmartTurn(weights("smart-turn-v3.2-cpu"))
    engine.load()
    return engine


def and_silence(samples: np.ndarray, quiet_s: float = 0.2) -> Clip:
    return Clip(np.concatenate([samples, silence(quiet_s)]), HEARING_HZ)


def test_a_voice_that_looks_for_words_goes_on(turns: SmartTurn) -> None:
    assert turns.complete(and_silence(say("What is the capital of Australia?").samples)) > 0.9
    assert turns.complete(and_silence(say("I would like to book a table for, um").samples)) < 0.1


def test_only_the_last_eight_seconds_count(turns: SmartTurn) -> None:
    end = np.concatenate([silence(6.0), shared("harvard_4.wav").samples])[-8 * HEARING_HZ :]
    before = say("This was long ago, and it does not matter any more.").samples
    longer = Clip(np.concatenate([before, end]), HEARING_HZ)
    assert turns.complete(longer) == turns.complete(Clip(end, HEARING_HZ))


def test_loudness_does_not_matter(turns: SmartTurn) -> None:
    clip = and_silence(shared("harvard_4.wav").samples)
    softer = Clip(clip.samples * 0.1, HEARING_HZ)
    assert turns.complete(softer) == pytest.approx(turns.complete(clip), abs=0.02)


def test_weights_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"smart-turn-v3\.2-cpu/.* models pull smart-turn-v3\.2-cpu"):
        SmartTurn(tmp_path / "smart-turn-v3.2-cpu").load()


def test_weights_that_are_no_weights(tmp_path: Path) -> None:
    (tmp_path / "smart-turn-v3.2-cpu.onnx").write_bytes(b"no network")
    with pytest.raises(WeightsMissing, match="cannot be read"):
        SmartTurn(tmp_path).load()


def test_before_it_is_loaded() -> None:
    with pytest.raises(EngineFailed, match="not loaded"):
        SmartTurn(Path("nowhere")).complete(Clip(silence(1.0), HEARING_HZ))
