"""Whisper with the real weights: nobody's words over noise, and the default's words in less time."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.cancel import Never
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.errors import EngineFailed, WeightsMissing
from tests.kit.recognition import compare, recordings, spoken, summed_up
from tests.kit.sentences import SHORT
from tests.kit.speech import hiss, say, shared, silence, weights
from tests.kit.wer import wer

pytestmark = pytest.mark.models
MODEL = "whisper-base"


@pytest.fixture(scope="module")
def whisper() -> Iterator[FasterWhisperRecognizer]:
    recognizer = FasterWhisperRecognizer(weights(MODEL), threads=2)
    recognizer.load()
    yield recognizer
    recognizer.close()


def hum() -> Samples:
    t = np.arange(3 * HEARING_HZ) / HEARING_HZ
    return (0.04 * np.sin(2 * np.pi * 50 * t) + 0.012 * np.sin(2 * np.pi * 150 * t)).astype(np.float32)


def knocks() -> Samples:
    n = np.arange(4000)
    knock = (0.6 * np.exp(-n / 500) * np.sin(0.06 * n)).astype(np.float32)
    return np.concatenate([silence(0.5), knock, knock, knock, silence(0.6)])


def breath() -> Samples:
    air = hiss(1.2, -44)
    return np.concatenate([silence(0.5), air * np.hanning(len(air)).astype(np.float32), silence(0.6)])


NOISES = {"hiss": hiss(3.0, -45), "rain": hiss(2.0, -20), "hum": hum(), "knocks": knocks(), "breath": breath()}


@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
def test_nobody_spoke(whisper: FasterWhisperRecognizer, noise: Samples) -> None:
    transcript = whisper.transcribe(Clip(noise, HEARING_HZ), hint="", cancel=Never())
    assert transcript.text == ""
    assert transcript.dropped in {"no-speech", "noise"}


def test_a_babbling_room_is_not_a_sentence(whisper: FasterWhisperRecognizer) -> None:
    assert whisper.transcribe(shared("noise_babble.wav"), hint="", cancel=Never()).text == ""


@pytest.mark.parametrize("text", ["Thank you.", "Yes.", "Bye bye.", "No, no, no, no, no, no."])
def test_short_words_that_were_really_said_are_believed(whisper: FasterWhisperRecognizer, text: str) -> None:
    assert wer([(text, whisper.transcribe(say(text), hint="", cancel=Never()).text)]) <= 0.5


def test_the_words_of_the_default_and_not_more_errors() -> None:
    """One recording and eight sentences, names and numbers among them. One word of grace: half are espeak-ng's."""
    total = summed_up(compare([*recordings()[4:5], *spoken(SHORT)], weights(MODEL)))
    assert total.wer_ours_percent <= total.wer_default_percent + 1.5


def test_a_long_clip_is_heard_to_its_end(whisper: FasterWhisperRecognizer) -> None:
    speech = shared("jfk.wav").samples
    transcript = whisper.transcribe(
        Clip(np.concatenate([speech, silence(0.5), speech]), HEARING_HZ), hint="", cancel=Never()
    )
    assert 24 <= transcript.window_s <= 30
    assert transcript.text.lower().count("your country") == 4


class StaleAfter:
    """A `Cancel` that goes stale after it was asked `looks` times."""

    def __init__(self, looks: int) -> None:
        self._looks = looks

    @property
    def is_stale(self) -> bool:
        self._looks -= 1
        return self._looks < 0

    when_stale = Never.when_stale


@pytest.mark.parametrize("is_partial", [False, True])
def test_whoever_is_called_away_stops_between_encoder_and_decoder(
    whisper: FasterWhisperRecognizer, monkeypatch: pytest.MonkeyPatch, is_partial: bool
) -> None:
    class Decoder:
        def generate(self, *_: object, **__: object) -> None:
            pytest.fail("nobody waits for the words any more")

    monkeypatch.setattr(whisper._whisper, "model", _Through(whisper._whisper.model, Decoder()))
    found = whisper.transcribe(shared("harvard_5.wav"), hint="", cancel=StaleAfter(1), is_partial=is_partial)
    assert found.dropped == "stale"


class _Through:
    """The real encoder, another decoder."""

    def __init__(self, real: object, decoder: object) -> None:
        self.encode = real.encode  # type: ignore[attr-defined]
        self.generate = decoder.generate  # type: ignore[attr-defined]
        self.device = "cpu"


def test_nothing_that_was_said_is_logged(whisper: FasterWhisperRecognizer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        whisper.transcribe(shared("harvard_5.wav"), hint="", cancel=Never())
    assert "unday" not in caplog.text


def test_missing_weights_name_the_file_and_the_fix(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"model\.bin.*models pull"):
        FasterWhisperRecognizer(tmp_path, threads=1).load()


def test_cut_off_weights(tmp_path: Path) -> None:
    source, broken = weights(MODEL), tmp_path / MODEL
    broken.mkdir()
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        shutil.copy(source / name, broken / name)
    (broken / "model.bin").write_bytes((source / "model.bin").read_bytes()[:100_000])
    with pytest.raises(WeightsMissing, match="models pull"):
        FasterWhisperRecognizer(broken, threads=1).load()


def test_an_unknown_language() -> None:
    with pytest.raises(EngineFailed, match="klingon"):
        FasterWhisperRecognizer(weights(MODEL), threads=2, language="klingon").load()


def test_not_loaded() -> None:
    with pytest.raises(EngineFailed):
        FasterWhisperRecognizer(Path(), threads=1).transcribe(Clip(silence(1), HEARING_HZ), hint="", cancel=Never())


def test_importing_the_adapter_loads_no_engine() -> None:
    code = "import sys, app.engines.faster_whisper_stt; assert not {'ctranslate2', 'faster_whisper'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
