"""The user's voice print: one small file in the home, and what is needed to compare voices with it.

A voice print tells people apart by their bodies, so the law calls it biometric: it is made only by `earpiece voice
enrol`, stays in the home, is the user's alone (0600), and goes with `earpiece voice delete` or `wipe`. No sound is
kept.
Read by plan.py before a start, written by commands/voice.py; on the main thread.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app import private_file
from app.engines.ge2e_speaker import WEIGHT
from app.errors import BadHome, CannotStart
from app.home import Home
from app.settings import Settings
from app.weights.catalog_file import load_catalog
from app.weights.weights import Weights, models_folder

_LENGTH = 256
_FIX = "Say three sentences to it: earpiece voice enrol."

VoicePrint = npt.NDArray[np.float32]
"""float32 (256,), of length 1."""


@dataclass(frozen=True, eq=False)
class MyVoice:
    """`folder`: the verified weights of the network that made `print_`."""

    folder: Path
    print_: VoicePrint


def my_voice(home: Home, settings: Settings) -> MyVoice | None:
    """None: everybody is answered. Raises CannotStart when only the user is to be, and nobody can tell who that is."""
    if not settings.only_my_voice:
        return None
    found = read_voice_print(home)
    if found is None:
        raise CannotStart("only_my_voice is on, but your voice is not enrolled.", _FIX)
    return MyVoice(voice_weights(), found)


def voice_weights() -> Path:
    """The folder of the network that compares voices. Raises WeightsMissing, which names the pull."""
    return Weights(load_catalog(), models_folder()).folder(WEIGHT)


def read_voice_print(home: Home) -> VoicePrint | None:
    """None: not enrolled. Raises BadHome for a file that cannot be used."""
    path = home.voice_print_path
    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        if kept["model"] != WEIGHT:
            raise ValueError(kept["model"])
        found = np.array(kept["print"], np.float32)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadHome(f"The voice print {path} cannot be used.", _FIX) from error
    if found.shape != (_LENGTH,) or not 0.9 < float(np.linalg.norm(found)) < 1.1:
        raise BadHome(f"The voice print {path} cannot be used.", _FIX)
    return found


def keep_voice_print(home: Home, found: VoicePrint) -> None:
    """Whole or not at all, for its user only. Raises DiskFull, BadHome."""
    kept = {"model": WEIGHT, "print": [round(float(x), 6) for x in found]}
    try:
        private_file.replace(home.voice_print_path, json.dumps(kept) + "\n")
    except OSError as error:
        raise home.trouble(error) from error


def delete_voice_print(home: Home) -> bool:
    """False: there was none. Raises BadHome."""
    try:
        home.voice_print_path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise home.trouble(error) from error
    return True
