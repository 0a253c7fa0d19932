"""Which spoken words belong to which word of the display: "3 pm" is heard as "three p m".

Called by the voice for the time of each word that is read, on its thread. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.clause import WordTime
from app.conversation.spoken import speak, trace


def pairs(display: str) -> list[tuple[str, list[str]]]:
    """Each word of the display with the spoken words it stands for, [] for a mark that nobody says ("—").

    Both are split at spaces, and both sides joined again are the whole. Where several words become something else
    together ("22 Nov" -> "the twenty-second of November"), a word takes what its own end adds to the sound.
    """
    written = display.split(" ")
    found: list[tuple[str, list[str]]] = []
    for first, last, said in _groups(display):
        found += [(word, []) for word in written[len(found) : first]]
        found += _divided(written[first : last + 1], said)
    return found + [(word, []) for word in written[len(found) :]]


def display_times(display: str, spoken: Sequence[WordTime]) -> tuple[WordTime, ...]:
    """One time for each word of the display, from its first spoken word's start to its last one's end.

    `spoken`: the times of the spoken words, split at spaces. () when they are not as many as the display says.
    """
    found = pairs(display)
    if sum(len(said) for _, said in found) != len(spoken):
        return ()
    times: list[WordTime] = []
    at = 0
    for _, said in found:
        mine = spoken[at : at + len(said)]
        at += len(said)
        before_s = spoken[at - 1].end_s if at else 0.0
        times.append(WordTime(mine[0].start_s, mine[-1].end_s) if mine else WordTime(before_s, before_s))
    return tuple(times)


def _groups(display: str) -> list[tuple[int, int, list[str]]]:
    """Stretches (first and last word of the display, spoken words) that no spoken word reaches out of, in order."""
    groups: list[tuple[int, int, list[str]]] = []
    for first, last, word in _spoken_words(display):
        said = [word]
        while groups and groups[-1][1] >= first:
            before = groups.pop()
            first, last, said = min(before[0], first), max(before[1], last), before[2] + said
        groups.append((first, last, said))
    return groups


def _spoken_words(display: str) -> list[tuple[int, int, str]]:
    """Each spoken word, and the first and last word of the display it came from."""
    sound = trace(display)
    found: list[tuple[int, int, str]] = []
    at = 0
    for word in sound.text.split():
        at = sound.text.index(word, at)
        origins = sound.origins[at : at + len(word)]
        at += len(word)
        found.append((min(first for first, _ in origins), max(last for _, last in origins), word))
    return found


def _divided(written: Sequence[str], said: list[str]) -> list[tuple[str, list[str]]]:
    """`said`, shared out among the words of one group."""
    shares: list[tuple[str, list[str]]] = []
    at = 0
    for n, word in enumerate(written, start=1):
        end = len(said) if n == len(written) else max(at, min(len(said), len(speak(" ".join(written[:n])).split())))
        shares.append((word, said[at:end]))
        at = end
    return shares
