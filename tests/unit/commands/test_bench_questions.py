"""The questions of `bench latency`: texts, recordings and how words are compared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import Clip
from app.commands.bench_questions import TEXTS, error_percent, recorded, word_errors
from app.errors import BadOption
from tests.kit.speech import wav_bytes


def test_every_text_is_a_whole_utterance() -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 30
    assert all(text.endswith((".", "?")) and 4 <= len(text.split()) <= 14 for text in TEXTS)


def test_a_folder_of_recordings(tmp_path: Path) -> None:
    for name in ("b.wav", "a.WAV"):
        (tmp_path / name).write_bytes(wav_bytes(Clip(np.zeros(8_000, np.float32), 8_000)))
    (tmp_path / "b.txt").write_text("Good night.\n")
    found = recorded(tmp_path)
    assert [(one.name, one.text) for one in found] == [("a.WAV", ""), ("b.wav", "Good night.")]
    assert found[0].clip.rate_hz == 16_000
    assert found[0].clip.duration_s == pytest.approx(1.0)
    assert len(recorded(tmp_path, 1)) == 1


def test_a_folder_without_recordings_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="no WAV"):
        recorded(tmp_path)


def test_words_are_compared_as_they_are_said() -> None:
    assert word_errors("I paid 42 dollars.", "i paid forty-two dollars") == (0, 5)
    assert word_errors("It's the best part of the week.", "It's the part of a week") == (2, 7)
    assert error_percent([("one two", "one two"), ("three four", "")]) == 50
    assert error_percent([]) == 0
