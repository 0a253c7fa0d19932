"""What the companion says to itself in the tests of the echo: sentences of the project's voice, with pauses."""

from __future__ import annotations

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from tests.kit.room import at_db
from tests.kit.sentences import SENTENCES
from tests.kit.speech import say

VOICE_DB = -21.0
"""How loud the app's voice is."""


def own_speech(duration_s: float, seed: int = 5) -> Samples:
    """float32, 16 kHz: every sentence in turn, in an order of its own each round; now and then a silence of 3 s."""
    rng = np.random.default_rng(seed)
    pieces: list[Samples] = []
    missing = round(duration_s * HEARING_HZ)
    while missing > 0:
        for n in rng.permutation(len(SENTENCES)):
            pause_s = float(rng.choice([0.2, 0.4, 3.0], p=[0.6, 0.3, 0.1]))
            pieces += [at_db(say(SENTENCES[n]).samples, VOICE_DB), np.zeros(round(pause_s * HEARING_HZ), np.float32)]
            missing -= len(pieces[-1]) + len(pieces[-2])
            if missing <= 0:
                break
    return np.concatenate(pieces)[: round(duration_s * HEARING_HZ)]
