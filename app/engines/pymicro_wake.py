"""Wake words by pymicro-wakeword: small networks that hear one phrase each, whoever says it.

Used by the listener on its own thread, and only in the mode `wake` when the wake phrase is one of `WORDS` and the
package is installed; any other phrase is found in the transcript (conversation/wake.py). Other words that come with the
package are trademarks. A young package, hence behind a Protocol. It runs a few ten thousand multiplications each 30 ms:
0.4 % of a core. Its publisher's threshold is kept: it finds 24 of 30 calls (none of one voice) and takes 5 to 8 of 50
sentences chosen to sound like "okay nabu" for it, but a higher one loses calls (scripts/bars.d/wake.py).
"""

from __future__ import annotations

import importlib.util
import re
from typing import Any

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from app.errors import EngineFailed, WeightsMissing

WORDS = {"okay nabu": "okay_nabu", "hey mycroft": "hey_mycroft"}
"""{what to say: the package's name for it}"""

REFRACTORY_S = 2.0
"""Said once is heard once: the network stays sure for some tenths of a second."""
NEEDED = "Install it: pip install pymicro-wakeword==2.5.0."


def word_of(wake_phrase: str) -> str:
    """The key of WORDS that the user's wake phrase is, however it is written; '' when it is none."""
    plain = " ".join("okay" if word == "ok" else word for word in re.findall(r"[a-z]+", wake_phrase.lower()))
    return plain if plain in WORDS else ""


def is_installed() -> bool:
    """Nothing is imported."""
    return importlib.util.find_spec("pymicro_wakeword") is not None


def detector_for(wake_phrase: str) -> MicroWakeWordDetector | None:
    """None: only the transcript can tell whether this phrase was said."""
    word = word_of(wake_phrase)
    return MicroWakeWordDetector(word) if word and is_installed() else None


class MicroWakeWordDetector:
    """A WakeWordDetector. `phrase`: a key of WORDS."""

    def __init__(self, phrase: str) -> None:
        self._phrase = phrase
        self._network: Any = None
        self._features: Any = None
        self._deaf_samples = 0

    @property
    def phrase(self) -> str:
        return self._phrase

    def load(self) -> None:
        if self._phrase not in WORDS:
            raise EngineFailed(f'There is no wake word "{self._phrase}".', f"It can be {' or '.join(WORDS)}.")
        try:
            from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

            self._network = MicroWakeWord.from_builtin(Model(WORDS[self._phrase]))
        except ImportError as error:
            raise WeightsMissing("The wake word detector is not installed.", NEEDED) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise WeightsMissing(f"The wake word detector cannot be read: {error}.", NEEDED) from error
        self._features = MicroWakeWordFeatures()
        self.reset()

    def close(self) -> None:
        if self._network is not None:
            self._network.close()
        self._network = self._features = None

    def heard(self, frame: Samples) -> bool:
        if self._network is None:
            raise EngineFailed("The wake word detector is not loaded.")
        self._deaf_samples = max(0, self._deaf_samples - len(frame))
        is_said = False
        for features in self._features.process_streaming(_pcm(frame)):
            is_said = bool(self._network.process_streaming(features)) or is_said
        if not is_said or self._deaf_samples:
            return False
        self._deaf_samples = round(REFRACTORY_S * HEARING_HZ)
        return True

    def reset(self) -> None:
        self._deaf_samples = 0
        if self._network is not None:
            self._network.reset()
            self._features.reset()


def _pcm(frame: Samples) -> bytes:
    """16-bit little-endian, which is what the network's front end was made for."""
    return (np.clip(frame, -1.0, 1.0) * 32_767).astype("<i2").tobytes()


