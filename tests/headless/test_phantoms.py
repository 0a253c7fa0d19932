"""Nobody speaks, and no turn begins; somebody speaks over many others, and is understood. The short `bars phantom`.

The real ear, detector and recogniser, as fast as they go.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from tests.kit.noises import SHORT, lasting, quiet
from tests.kit.rooms import Listening, lines_to_say, spoken_in
from tests.kit.speech import weights

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def listening() -> Iterator[Listening]:
    recognizer = FasterWhisperRecognizer(weights("whisper-base"), threads=2)
    yield Listening(recognizer)
    recognizer.close()


@pytest.mark.parametrize(("noise", "level_db"), [
    ("quiet", -70.0), ("fan", -20.0), ("tones", -20.0), ("babble", -40.0), ("babble", -20.0),
])  # fmt: skip
def test_a_noise_is_no_turn(listening: Listening, noise: str, level_db: float) -> None:
    found = listening.overhear(lasting(noise, 20, level_db))
    assert [listening.words(turn) for turn in found.ended if listening.words(turn)] == []


def test_people_who_begin_to_talk_in_a_quiet_room_are_no_turn(listening: Listening) -> None:
    found = listening.overhear(np.concatenate([quiet(4), lasting("babble", 20, -25, seed=2)]))
    assert found.starts >= 1  # nobody can know in the first seconds
    assert [listening.words(turn) for turn in found.ended if listening.words(turn)] == []


def test_coughs_clicks_keys_and_doors_are_no_turn(listening: Listening) -> None:
    names = ("cough", "throat", "click", "door", "keyboard")
    found = listening.overhear(np.concatenate([piece for name in names for piece in (quiet(1.5), SHORT[name](4))]))
    assert [listening.words(turn) for turn in found.ended if listening.words(turn)] == []


def test_somebody_near_is_answered_over_six_who_talk(listening: Listening) -> None:
    heard = listening.answered(*spoken_in("babble", -30, 10, lines_to_say(9)[5:]))
    assert heard.answered >= 3  # of four; scripts/bars phantom asks for 95 of 100
    assert heard.phantoms == 0
    assert heard.wer_percent <= 35
