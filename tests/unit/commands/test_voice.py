"""`earpiece voice`: three sentences in, a private file out; and it can be deleted."""

from __future__ import annotations

import argparse
import io
import json
import queue
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.commands import voice
from app.engines.silero_vad import SileroVad
from app.errors import BadAudioFile, BadOption, Failed, WeightsMissing
from app.home import Home
from app.runtime.listener import Block
from app.voice_print import read_voice_print
from tests.kit.speech import JOE, hiss, say, silence, wav_bytes, weights

TEXTS = (
    "The old lighthouse keeper climbed the stairs.",
    "Bread needs flour, water and salt.",
    "Mix it in the evening and leave it in the kitchen.",
)


def run(folder: Path, *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    voice.add_arguments(parser)
    out = io.StringIO()
    return voice.run(parser.parse_args(words), Home(folder), out, io.StringIO()), out.getvalue()


def files(folder: Path, *clips: Clip) -> list[str]:
    paths = [folder / f"{n}.wav" for n in range(len(clips))]
    for path, clip in zip(paths, clips, strict=True):
        path.write_bytes(wav_bytes(clip))
    return [str(path) for path in paths]


@pytest.mark.models
def test_enrol_show_and_delete(tmp_path: Path) -> None:
    weights("resemblyzer-ge2e")
    home = tmp_path / "home"
    assert "No voice is enrolled." in run(home, "show")[1]
    code, told = run(home, "enrol", "--wav", *files(tmp_path, *(say(text, JOE) for text in TEXTS)))
    assert (code, "enrolled" in told) == (0, True)
    assert [path.name for path in home.iterdir()] == ["voice.json"], "no sound is kept"
    assert read_voice_print(Home(home)) is not None
    assert json.loads(run(home, "show", "--json")[1])["enrolled"]
    assert run(home, "delete")[1] == "The voice print is deleted.\n"
    assert run(home, "delete")[1] == "No voice is enrolled.\n"


@pytest.mark.models
def test_what_cannot_be_enrolled(tmp_path: Path) -> None:
    weights("resemblyzer-ge2e")
    with pytest.raises(BadOption, match="3 recordings"):
        run(tmp_path / "home", "enrol", "--wav", *files(tmp_path, say(TEXTS[0])))
    with pytest.raises(BadAudioFile, match="less than a second"):
        run(tmp_path / "home", "enrol", "--wav", *files(tmp_path, *[Clip(silence(2.0), HEARING_HZ)] * 3))
    two = (say(TEXTS[0], JOE), say(TEXTS[1], JOE), say(TEXTS[0], "en-us+f3"))
    with pytest.raises(Failed, match="one voice"):
        run(tmp_path / "home", "enrol", "--wav", *files(tmp_path, *two))
    assert not Home(tmp_path / "home").voice_print_path.exists()


def test_without_the_weights_the_pull_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path / "models"))
    with pytest.raises(WeightsMissing, match="models pull resemblyzer-ge2e"):
        run(tmp_path / "home", "enrol", "--wav", "a.wav")


def microphone(*sounds: np.ndarray) -> queue.Queue[Block]:
    sound, blocks = np.concatenate(sounds), queue.Queue[Block]()
    for at in range(0, len(sound), 512):
        blocks.put(Block(sound[at : at + 512], at / HEARING_HZ, HEARING_HZ))
    return blocks


def test_a_sentence_is_over_when_it_is_quiet_again() -> None:
    vad = SileroVad()
    vad.load()
    room = hiss(2.0, -65)
    found = voice._sentence("Read.", microphone(room, say(TEXTS[0]).samples, room), vad, io.StringIO())
    assert 1.5 * HEARING_HZ < len(found) < 5 * HEARING_HZ
    with pytest.raises(Failed, match="did not hear"):
        voice._sentence("Read.", microphone(hiss(16.0, -65)), vad, io.StringIO())


def test_a_microphone_without_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "_PATIENCE_S", 0.01)
    vad = SileroVad()
    vad.load()
    with pytest.raises(Failed, match="no sound"):
        voice._sentence("Read.", queue.Queue(), vad, io.StringIO())
