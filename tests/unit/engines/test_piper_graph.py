"""Piper's sessions: the sound in pieces is the sound."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.cancel import Never, Revisions
from app.engines.piper_graph import Drawing, PiperGraph
from tests.kit.speech import weights

pytestmark = pytest.mark.models

VOICE = "en_US-joe-medium"
IDS = [1, *(n for phoneme in range(20, 60) for n in (0, phoneme)), 2]
SCALES = np.array([0.667, 1.0, 0.8], np.float32)


@pytest.fixture(scope="module")
def graph() -> PiperGraph:
    return PiperGraph(weights(VOICE) / f"{VOICE}.onnx", threads=2)


@pytest.fixture(scope="module")
def drawing(graph: PiperGraph) -> Drawing:
    found = graph.draw(IDS, SCALES, Never())
    assert found is not None
    return found


@pytest.mark.parametrize("first_frames", [3, 25, 32])
def test_joined_the_pieces_are_the_whole(graph: PiperGraph, drawing: Drawing, first_frames: int) -> None:
    ((whole, share),) = graph.sound(drawing, 0, Never())
    pieces = list(graph.sound(drawing, first_frames, Never()))
    joined = np.concatenate([samples for samples, _ in pieces])
    assert len(pieces) > 1
    assert len(joined) == len(whole)
    assert np.abs(joined - whole).max() < 1e-4 * np.abs(whole).max(), "80 dB below it"
    made = np.cumsum([len(samples) for samples, _ in pieces])
    assert [share for _, share in pieces] == pytest.approx(made / len(whole))
    assert share == pieces[-1][1] == 1.0


def test_pieces_grow_while_the_one_before_sounds(graph: PiperGraph, drawing: Drawing) -> None:
    lengths = [len(samples) for samples, _ in graph.sound(drawing, 10, Never())]
    assert lengths[1] == 3 * lengths[0]
    assert lengths[-1] >= lengths[-2] / 2, "none is a scrap"


def test_what_is_shorter_than_two_pieces_is_one(graph: PiperGraph, drawing: Drawing) -> None:
    frames = drawing.content.shape[2]
    assert len(list(graph.sound(drawing, round(0.7 * frames), Never()))) == 1


def test_it_is_called_back_between_two_pieces(graph: PiperGraph, drawing: Drawing) -> None:
    revisions = Revisions()
    pieces: Iterator[object] = graph.sound(drawing, 25, revisions.ticket(1))
    next(pieces)
    revisions.drop_below(2)
    assert list(pieces) == []
    assert graph.draw(IDS, SCALES, revisions.ticket(1)) is None


def test_a_model_that_cannot_be_cut_is_one_session(monkeypatch: pytest.MonkeyPatch, drawing: Drawing) -> None:
    monkeypatch.setattr("app.engines.piper_graph.halves", lambda *_: None)
    whole = PiperGraph(weights(VOICE) / f"{VOICE}.onnx", threads=2)
    sound = whole.draw(IDS, SCALES, Never())
    assert sound is not None
    assert sound.durations is not None
    assert drawing.durations is not None
    assert len(sound.durations) == len(drawing.durations) == len(IDS)
    ((samples, share),) = whole.sound(sound, 25, Never())
    assert share == 1.0
    assert len(samples) == 256 * sound.durations.sum()
