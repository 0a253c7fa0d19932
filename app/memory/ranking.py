"""Which of the episodes that were found come first: words, meaning, and what makes a turn worth remembering.

Pure. Called by recall.py. Scores are added, not ranks: reciprocal-rank fusion lost four points (memory.md, decision 4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

from app.memory.question import Question, Speaker

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """What each sign is worth beside the best match in words, which is 1."""

    cosine: float
    """Of the meaning, per unit of cosine."""
    length: float
    """A turn that says more answers more: per e-fold of its characters."""
    speaker: float
    """Said by whom the question asks about."""
    question: float
    """Taken off a turn that only asks."""
    conversation: float
    """Of the best turn of the same conversation: what was talked about there counts for all of it."""
    moment: float
    """Said at the time that the question names, or in the week behind it."""
    words: float = 1.0
    """Of the best match in words: another unit for all the others."""
    matter: float = 0.0
    """Tells of the matter that is asked for (matters.py)."""


WITH_MEANING = Weights(cosine=1.5, length=0.2, speaker=0.3, question=0.05, conversation=0.3, moment=0.1)
WORDS_ONLY = Weights(cosine=0.0, length=0.1, speaker=0.4, question=0.1, conversation=0.25, moment=0.1)
OF_THE_USER = Weights(
    cosine=1.8, length=0.2, speaker=0.3, question=0.3, conversation=0.05, moment=0.1, words=0.15, matter=2.2
)
"""What the user asks about themselves, while it is known which matters a question asks for and a line tells of."""
_TOLD_WITHIN_US = 7 * 86_400 * 1_000_000
"""What happened is told later: of 37 times in questions, 24 were when it was said, 5 more within a week before."""
PROVENANCE = (
    "chosen by coordinate ascent on three conversations of LoCoMo (conv-26, conv-30, conv-41), checked by leaving each "
    "out in turn"
)


@dataclass(frozen=True)
class Candidate:
    """One episode that was found by its words or by its meaning."""

    number: int
    id: str
    conversation: str
    speaker: Speaker
    text: str
    start_at: str
    start_us: int
    words: float
    """0: not by its words."""
    cosine: float | None
    """None: it has no vector yet."""
    matter: float = 0.0
    """Whether it tells of what is asked for, 0 .. 1 (matters.py); only where the user asks about themselves."""
    news: float = 0.0
    """How likely it says that something has changed, 0 .. 1; there too."""


def ranked(
    found: Sequence[Candidate], question: Question, weights: Weights, span_us: tuple[int, int] | None
) -> list[tuple[Candidate, float]]:
    """Best first; of equals the newer. `span_us`: a time that the question names, but may not be when it was said."""
    if not found:
        return []
    words = np.array([one.words for one in found])
    scores = weights.words * words / max(words.max(), 1e-9) + weights.cosine * _cosines(found)
    scores += weights.matter * np.array([one.matter for one in found])
    scores += weights.length * np.log([max(len(one.text), 1) for one in found])
    scores -= weights.question * np.array([one.text.rstrip().endswith("?") for one in found])
    scores += weights.speaker * np.array([one.speaker == question.speaker for one in found])
    if span_us:
        told = [span_us[0] <= one.start_us < span_us[1] + _TOLD_WITHIN_US for one in found]
        scores += weights.moment * np.array(told)
    scores += weights.conversation * _best_around(found, scores)
    order = np.lexsort([[-one.start_us for one in found], -scores.round(4)])
    return [(found[place], float(scores[place])) for place in order]


def without_doubles(ranking: Sequence[tuple[Candidate, float]], limit: int) -> list[tuple[Candidate, float]]:
    """The first `limit`, of near-duplicates (nine words of ten alike, by the same speaker) only the best."""
    kept: list[tuple[Candidate, float]] = []
    seen: list[tuple[str, frozenset[str]]] = []
    for one, score in ranking:
        words = frozenset(re.findall(r"\w+", one.text.lower()))
        if not any(speaker == one.speaker and _alike(words, others) for speaker, others in seen):
            kept.append((one, score))
            seen.append((one.speaker, words))
        if len(kept) == limit:
            break
    return kept


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) >= 0.9 * max(len(some | others), 1)


def _cosines(found: Sequence[Candidate]) -> Scores:
    """A turn without a vector yet counts as the middle of the others."""
    known = [one.cosine for one in found if one.cosine is not None]
    middle = median(known) if known else 0.0  # numpy's imports 0.15 s of masked arrays, in the first turn
    return np.array([middle if one.cosine is None else one.cosine for one in found])


def _best_around(found: Sequence[Candidate], scores: Scores) -> Scores:
    best: dict[str, Any] = {}
    for one, score in zip(found, scores, strict=True):
        best[one.conversation] = max(best.get(one.conversation, -np.inf), score)
    return np.array([best[one.conversation] for one in found])
