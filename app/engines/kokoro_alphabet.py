"""How Kokoro writes sounds: espeak-ng's phonemes in its alphabet, as the numbers that its model takes.

Called by kokoro_tts.py on the voice thread. Pure. Kokoro writes a diphthong with one capital letter, an unstressed
vowel before l and n as a small schwa, and American vowels without a mark of length; British ones keep it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_BOTH = {
    "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "tʃ": "ʧ", "dʒ": "ʤ", "r": "ɹ", "x": "k", "ɬ": "l", "ɐ": "ə", "ʔ": "t",
    "ʲ": "", "ʲo": "jo", "n\u0329": "ᵊn", "l\u0329": "ᵊl", "c\u0327": "k",
}  # fmt: skip
_AMERICAN = _BOTH | {"oʊ": "O", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɚ": "əɹ", "ɝ": "ɜɹ", "ː": ""}
_BRITISH = _BOTH | {"əʊ": "Q", "oʊ": "Q", "eə": "ɛː", "iə": "ɪə"}
_LITTLE = r"əl(?=z?(?:[^\w]|$))"
"""The end of "little"."""
LONGEST = 500
"""Numbers that the model takes at a time; its voices have 510 styles, one for each length."""


@dataclass(frozen=True)
class Numbers:
    """`ids`: what the model takes. `places`: of each of them the phoneme it comes from."""

    ids: list[int]
    places: list[int]


class Alphabet:
    """`vocabulary`: letter -> number. `is_british`: of the voice."""

    def __init__(self, vocabulary: Mapping[str, int], *, is_british: bool) -> None:
        self._vocabulary = vocabulary
        self._letters = _BRITISH if is_british else _AMERICAN
        longest_first = sorted(self._letters, key=len, reverse=True)
        self._sounds = re.compile("|".join([_LITTLE, *map(re.escape, longest_first), "."]), re.DOTALL)

    def numbers(self, phonemes: Sequence[str]) -> Numbers:
        """phonemes: as espeak-ng gives them, one character each. What the model has no number for is left out."""
        ids: list[int] = []
        places: list[int] = []
        for sound in self._sounds.finditer("".join(phonemes)):
            for letter in self._written(sound[0]):
                if letter in self._vocabulary:
                    ids.append(self._vocabulary[letter])
                    places.append(sound.start())
        return Numbers(ids, places)

    def _written(self, sound: str) -> str:
        return "ᵊl" if sound == "əl" else self._letters.get(sound, sound)


def portions(phonemes: Sequence[str], most: int = LONGEST) -> list[tuple[int, int]]:
    """Where to cut what is too long for the model: behind the last mark, else the last gap, that fits."""
    cuts: list[tuple[int, int]] = []
    begin = 0
    while len(phonemes) - begin > most:
        within = range(begin + most - 1, begin + most // 3, -1)
        gaps = [at for at in within if phonemes[at] == " "]
        marks = (at for at in gaps if phonemes[at - 1] in ",;:.!?")
        end = next(marks, gaps[0] if gaps else begin + most - 1) + 1
        cuts.append((begin, end))
        begin = end
    return [*cuts, (begin, len(phonemes))]
