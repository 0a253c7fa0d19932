"""Piper itself: what can be wrong with its weights, and what only a real model can show."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.cancel import Never
from app.engines.piper_tts import PiperSynthesizer
from app.errors import EngineFailed, WeightsMissing
from tests.kit.speech import weights

VOICE = "en_US-joe-medium"


def folder_with(tmp_path: Path, model: bytes | None, config: str | None) -> Path:
    if model is not None:
        (tmp_path / f"{VOICE}.onnx").write_bytes(model)
    if config is not None:
        (tmp_path / f"{VOICE}.onnx.json").write_text(config, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("model", "config"),
    [(None, None), (b"", None), (None, "{}"), (b"", "{}"), (b"x", "{"), (b"x", "[]"), (b"\x08\x09", "null")],
)
def test_missing_or_damaged_weights_are_named_with_the_fix(
    tmp_path: Path, model: bytes | None, config: str | None
) -> None:
    voice = PiperSynthesizer(folder_with(tmp_path, model, config))
    with pytest.raises(WeightsMissing, match=f"voice {VOICE}.*models pull {VOICE}"):
        voice.load()


@pytest.mark.models
def test_a_truncated_model_is_damaged(tmp_path: Path) -> None:
    source = weights(VOICE)
    shutil.copy(source / f"{VOICE}.onnx.json", tmp_path)
    with (source / f"{VOICE}.onnx").open("rb") as file:
        (tmp_path / f"{VOICE}.onnx").write_bytes(file.read(1_000_000))
    with pytest.raises(WeightsMissing, match="damaged"):
        PiperSynthesizer(tmp_path).load()


@pytest.fixture(scope="module")
def voice() -> Iterator[PiperSynthesizer]:
    voice = PiperSynthesizer(weights(VOICE))
    voice.load()
    yield voice
    voice.close()


class Once:
    """Goes stale a moment after the model began to run: that is when somebody asks to be told."""

    def __init__(self) -> None:
        self.is_stale = False
        self.told = threading.Event()

    @contextmanager
    def when_stale(self, act: Callable[[], None]) -> Iterator[None]:
        def cancel() -> None:
            self.is_stale = True
            act()
            self.told.set()

        timer = threading.Timer(0.02, cancel)
        timer.start()
        yield
        assert self.told.wait(10)


@pytest.mark.models
def test_a_long_sentence_is_called_back_in_its_middle(voice: PiperSynthesizer) -> None:
    cancel = Once()
    assert list(voice.synthesize("and on " * 60, cancel=cancel)) == []
    assert cancel.is_stale


@pytest.mark.models
def test_the_same_clauses_sound_the_same_in_every_run(voice: PiperSynthesizer) -> None:
    def run() -> list[Any]:
        fresh = PiperSynthesizer(weights(VOICE))
        fresh.load()
        return [
            spoken.clip.samples
            for text in ("Hello there.", "How are you?")
            for spoken in fresh.synthesize(text, cancel=Never())
        ]

    for first, second in zip(run(), run(), strict=True):
        np.testing.assert_array_equal(first, second)


@pytest.mark.models
def test_a_faster_voice_takes_less_time() -> None:
    fast = PiperSynthesizer(weights(VOICE), speed=1.5)
    fast.load()
    slow = PiperSynthesizer(weights(VOICE), speed=0.75)
    slow.load()
    text = "It was a long and winding road that led us here."
    (short,), (long,) = (list(voice.synthesize(text, cancel=Never())) for voice in (fast, slow))
    assert 1.4 < long.clip.duration_s / short.clip.duration_s < 2.4
    assert 1.4 < long.words[-1].end_s / short.words[-1].end_s < 2.4
    fast.speak_at(0.75)
    (again,) = fast.synthesize(text, cancel=Never())
    assert again.clip.duration_s == pytest.approx(long.clip.duration_s, rel=0.1)


@pytest.mark.models
def test_a_model_that_fails_says_so(voice: PiperSynthesizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice._voice, "phonemes_to_ids", lambda _: [10**6])
    with pytest.raises(EngineFailed, match="could not speak"):
        list(voice.synthesize("Hello.", cancel=Never()))


@pytest.mark.models
def test_a_model_that_does_not_tell_has_no_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engines.piper_graph.durations_output", lambda _: b"")
    silent = PiperSynthesizer(weights(VOICE))
    silent.load()
    (spoken,) = silent.synthesize("Hello there.", cancel=Never())
    assert spoken.words == ()


@pytest.mark.models
def test_a_sound_that_the_model_does_not_know_has_no_place(voice: PiperSynthesizer) -> None:
    frames = np.ones(9, np.float32)  # ^ _ h _ i _ $ and two more
    assert voice._starts(["h", "\u2603", "i"], frames) == pytest.approx([2 / 9, 4 / 9, 4 / 9, 6 / 9])


@pytest.mark.models
def test_closed_twice_is_closed(voice: PiperSynthesizer) -> None:
    other = PiperSynthesizer(weights(VOICE))
    other.load()
    assert other.rate_hz == 22_050
    other.close()
    other.close()
    assert other.rate_hz == 0
