"""What of a cached token sequence a new prompt can use. Pure; called by llama_cpp_lm.py.

Two cases save a turn seconds of prefill: the new prompt begins like the old one (every turn), and the new prompt is the
old one with one block taken out (the oldest third of the history was dropped).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Tokens = npt.NDArray[np.int32]
"""int32, shape (n,)."""

WORTH_SHIFTING_TOKENS = 32
"""A shorter run is evaluated anew: a match of a few tokens is chance, and one slice is cheap."""


@dataclass(frozen=True)
class Reuse:
    """Keep tokens [0, keep) of the old sequence, then [resume, resume + run) moved up to `keep`."""

    keep: int
    resume: int
    run: int

    @property
    def tokens(self) -> int:
        """How many tokens of the new prompt need no evaluation."""
        return self.keep + self.run


def reuse(old: Sequence[int], new: Sequence[int], *, fixed_tokens: int) -> Reuse:
    """`fixed_tokens`: the stable beginning of `new`. A block is only cut out after it: what was read under another
    persona is not kept."""
    was, will = np.array(old, np.int32), np.array(new, np.int32)
    keep = _common(was, will)
    best = Reuse(keep, keep, 0)
    if keep < fixed_tokens or len(will) - keep < WORTH_SHIFTING_TOKENS:
        return best
    for offset in keep + np.nonzero(was[keep:] == will[keep])[0]:
        run = _common(was[offset:], will[keep:])
        if run >= WORTH_SHIFTING_TOKENS and run > best.run:
            best = Reuse(keep, int(offset), run)
    return best


def common_tokens(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    return _common(np.array(one, np.int32), np.array(other, np.int32))


def _common(one: Tokens, other: Tokens) -> int:
    """How many tokens both begin with."""
    shorter = min(len(one), len(other))
    differ = np.nonzero(one[:shorter] != other[:shorter])[0]
    return int(differ[0]) if len(differ) else shorter
