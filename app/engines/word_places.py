"""Which phonemes are which word: espeak-ng melts words together ("of the" -> "ʌvðə") and takes others apart.

Called by piper_tts.py on the voice thread. Pure: a clause's words, the phonemes of its sentences in, places out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, groupby

Place = tuple[int, int]
"""First phoneme of a word in its sentence, and the one after its last. (n, n): it makes no sound of its own."""

_BETWEEN = frozenset(" .,;:!?-–—…\"'()[]«»“”")
_UNHEARD = str.maketrans("", "", "ˈˌːʲ")
"""Marks of stress, length and linking: a word by itself has others than in its sentence."""
_VOWELS = frozenset("aeiouyæɐɑɒɔəɚɛɜɪʊʌᵻ")
_GAP = 0.7


def word_places(
    sentences: Sequence[Sequence[str]], words: Sequence[str], alone: Callable[[str], str]
) -> list[list[Place]]:
    """For each sentence (a list of phonemes) the places of its words, in the order of `words`, none left out.

    `alone`: the phonemes of one word by itself, asked for only when espeak-ng has made more or fewer words than there
    are: then both are aligned phoneme by phoneme.
    """
    found = [_stretches(sentence) for sentence in sentences]
    if sum(map(len, found)) == len(words):
        return found
    inked = [(n, at) for n, stretches in enumerate(found) for first, end in stretches for at in range(first, end)]
    places: list[list[Place]] = [[] for _ in sentences]
    if not inked:
        return places
    ends = _ends([alone(word) for word in words], [sentences[n][at] for n, at in inked])
    for start, end in zip([0, *ends], ends, strict=False):
        n, first = inked[min(start, len(inked) - 1)]
        last = max((at + 1 for other, at in inked[start:end] if other == n), default=first)
        places[n].append((first, last))
    return places


def _stretches(sentence: Sequence[str]) -> list[Place]:
    """Phonemes with nothing between them."""
    runs = groupby(range(len(sentence)), key=lambda at: sentence[at] in _BETWEEN)
    stretches = [list(run) for is_between, run in runs if not is_between]
    return [(run[0], run[-1] + 1) for run in stretches]


def _ends(alone: Sequence[str], said: Sequence[str]) -> list[int]:
    """How many of the phonemes `said` are over when each word is. The cheapest alignment, as edit distances go."""
    sounds = [word.translate(_UNHEARD) for word in alone]
    written = "".join(sounds)
    costs = _costs(written, said)
    borders = set(accumulate(map(len, sounds)))
    ends: dict[int, int] = {}
    row, column = len(written), len(said)
    while row or column:
        if row in borders:
            ends.setdefault(row, column)
        here = costs[row][column]
        if row and column and here == costs[row - 1][column - 1] + _cost(written[row - 1], said[column - 1]):
            row, column = row - 1, column - 1
        elif column and here == costs[row][column - 1] + _insertion(said[column - 1]):
            column -= 1
        else:
            row -= 1
    return [ends.get(border, 0) for border in accumulate(map(len, sounds))]


def _costs(written: str, said: Sequence[str]) -> list[list[float]]:
    rows = [list(accumulate((_insertion(sound) for sound in said), initial=0.0))]
    for sound in written:
        above = rows[-1]
        row = [above[0] + _GAP]
        for column, other in enumerate(said):
            change = above[column] + _cost(sound, other)
            row.append(min(change, above[column + 1] + _GAP, row[column] + _insertion(other)))
        rows.append(row)
    return rows


def _cost(one: str, other: str) -> float:
    """Of hearing one phoneme for the other: vowels are blurred where no stress is."""
    if one == other:
        return 0.0
    return 0.4 if one in _VOWELS and other in _VOWELS else 1.0


def _insertion(sound: str) -> float:
    return 0.01 if not sound.translate(_UNHEARD) else _GAP
