"""What of a reply was heard, to the word: the part that left the speaker before it was stopped.

Called by reply.py, on the session thread. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.clause import Clause, WordTime
from app.conversation.spoken import speak

_NO_WORDS: Mapping[int, Sequence[WordTime]] = {}
_NO_DURATIONS: Mapping[int, float] = {}


def heard_text(
    clauses: Sequence[Clause],
    heard: Mapping[int, float],
    words: Mapping[int, Sequence[WordTime]] = _NO_WORDS,
    durations_s: Mapping[int, float] = _NO_DURATIONS,
) -> tuple[str, str]:
    """(heard, unheard): the displays joined by single spaces, cut between two words.

    `heard`: {clause: share of its sound that left the speaker, 0 .. 1}; a clause that is not in it was not heard. The
    cut falls in the first clause that was not heard to its end. A word counts as heard when half of it was played.
    `words`: {clause: the times of its display's words}, `durations_s`: {clause: how long it sounds}. Where they are
    missing a word is taken to last as long as its letters when spoken: an estimate.
    """
    before: list[str] = []
    after: list[str] = []
    for n, clause in enumerate(clauses):
        written = clause.display.split(" ")
        share = heard.get(n, 0.0)
        times = words.get(n, ())
        if after:
            count = 0
        elif share < 1.0 and n in durations_s and len(times) == len(written):
            count = _timed(times, share * durations_s[n])
        else:
            count = _estimated(written, share)
        before += written[:count]
        after += written[count:]
    return " ".join(before), " ".join(after)


def _timed(times: Sequence[WordTime], heard_s: float) -> int:
    """How many words had half of themselves played when `heard_s` of the clause were."""
    if heard_s <= 0.0:
        return 0
    halves = ((time.start_s + time.end_s) / 2 for time in times)
    return next((n for n, half_s in enumerate(halves) if half_s > heard_s), len(times))


def _estimated(words: Sequence[str], share: float) -> int:
    """How many of `words` had half of themselves played when `share` (0 .. 1) of the clause was."""
    lengths = [len(speak(word)) + 1 for word in words]
    played = share * sum(lengths)
    start = count = 0
    for length in lengths:
        if start + length / 2 > played:
            break
        start += length
        count += 1
    return count
