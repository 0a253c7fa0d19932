"""`bench latency` in short: two recordings through the whole loop and through the usual pipeline, with real models."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.kit.speech import shared, wav_bytes
from tests.kit.talk import earpiece

pytestmark = pytest.mark.models

RECORDED = {"harvard_3.wav": "At that high level the air is pure.", "harvard_6.wav": "The pencils have all been used."}


def test_the_contracts_figures(tmp_path: Path) -> None:
    for name, text in RECORDED.items():
        (tmp_path / name).write_bytes(wav_bytes(shared(name)))
        (tmp_path / name).with_suffix(".txt").write_text(text)
    picture = tmp_path / "turn.svg"
    options = ("--wav-dir", tmp_path, "--hear", "0.8", "--picture", picture, "--profile", "light", "--json")
    done = earpiece("bench", "latency", *options, home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["profile"] == "light"
    assert "whisper-base" in report["models"]
    assert report["utterances"] == report["answered"] == 2
    assert report["wer_percent"] == 0
    assert 100 < report["commit_median_ms"] < report["p95_ms"]
    assert report["median_ms"] <= report["p95_ms"]
    assert report["usual_median_ms"] > 640 + 500
    assert report["ratio"] == pytest.approx(report["median_ms"] / report["usual_median_ms"])
    assert 0 <= report["thrown_away_percent"] < 100
    assert report["stages"]["response_gap"]["median_ms"] == pytest.approx(report["median_ms"], abs=30)
    assert set(report["usual_stages"]) == {"silence", "stt", "sentence", "voice"}
    assert ET.fromstring(picture.read_text()).tag.endswith("svg")
    assert not (tmp_path / "home").exists()  # the user's own life is not touched
