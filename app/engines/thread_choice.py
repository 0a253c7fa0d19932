"""How many threads the language model should use right now: all of its cores, or one.

Threads that compute together wait for each other after every layer. On an idle machine two are faster than one; when
another program holds a core, every wait costs a time slice of the scheduler, and one thread alone is many times faster
(measured: a token of a 135 M model took 15 ms quiet and over a second with both cores taken). The desktop changes its
mind all the time, so this is chosen by what each step costs, not once. Pure; used on the responder's thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

SLOW = 2.2
"""So many times slower than ever seen, and the other choice is worth a try. On an idle machine one thread takes 1.8
times as long as two: less than that says nothing."""
GAIN = 0.85
"""The other choice must be this much cheaper, so that noise does not make it swing."""
DWELL_STEPS = 2
RETRY_STEPS = 16
MOST_RETRY_STEPS = 256
"""Each try in vain doubles the time until the next: two threads on a busy machine can cost sixty times as much."""
_RECENT_STEPS = 3
"""One slow step says nothing: the sentence reader computes beside the first slice of every reply. Two of three do."""


class ThreadChoice:
    """`threads` is what the next step should use; `note` tells what the last one cost."""

    def __init__(self, most: int) -> None:
        self._choices = (most, 1) if most > 1 else (1,)
        self._now = 0
        self._best_s: dict[int, float] = {}
        """Shortest time so far of a step of so many tokens: a small slice costs more per token than a large one."""
        self._recent: dict[int, deque[float]] = {}
        """What the last steps of each choice cost, as multiples of the cheapest."""
        self._steps = 0
        self._retry_steps = RETRY_STEPS

    @property
    def threads(self) -> int:
        return self._choices[self._now]

    def note(self, tokens: int, took_s: float) -> None:
        """One step of `tokens` took `took_s`."""
        self._best_s[tokens] = min(took_s, self._best_s.get(tokens, took_s))
        recent = self._recent.setdefault(self._now, deque(maxlen=_RECENT_STEPS))
        recent.append(took_s / max(self._best_s[tokens], 1e-6))
        self._steps += 1
        if len(self._choices) > 1 and self._steps >= DWELL_STEPS:
            self._reconsider()

    def _reconsider(self) -> None:
        other = 1 - self._now
        mine, its = _middle(self._recent[self._now]), _middle(self._recent.get(other, ()))
        assert mine is not None  # a step was just noted
        is_in_vain = self._now == 0 and its is not None and its < mine * GAIN
        if (mine > SLOW and its is None) or is_in_vain or (self._now == 1 and self._steps >= self._retry_steps):
            self._retry_steps = min(2 * self._retry_steps, MOST_RETRY_STEPS) if is_in_vain else self._retry_steps
            self._go_over_to(other)
        elif self._now == 0 and self._steps > RETRY_STEPS:
            self._recent.pop(1, None)  # what one thread cost is long ago
            self._retry_steps = RETRY_STEPS

    def _go_over_to(self, other: int) -> None:
        self._now = other
        self._recent.pop(other, None)
        self._steps = 0


def _middle(costs: Collection[float]) -> float | None:
    """The median; the lower one of two; None of none."""
    return sorted(costs)[(len(costs) - 1) // 2] if costs else None
