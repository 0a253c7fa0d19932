"""How many threads the language model should use right now: all of its cores, or one.

Threads that compute together wait for each other after every layer. On an idle machine two are faster than one; when
another program holds a core, every wait costs a time slice of the scheduler, and one thread alone is many times faster
(measured: a token of a 135 M model took 15 ms quiet and over a second with both cores taken). The desktop changes its
mind all the time, so this is chosen by what each step costs, not once. Pure; used on the responder's thread.
"""

from __future__ import annotations

SLOW = 1.6
"""So many times slower than ever seen, and the other choice is worth a try."""
GAIN = 0.85
"""The other choice must be this much cheaper, so that noise does not make it swing."""
DWELL_STEPS = 4
RETRY_STEPS = 48
_NEW = 0.5
"""Weight of the newest step."""


class ThreadChoice:
    """`threads` is what the next step should use; `note` tells what the last one cost."""

    def __init__(self, most: int) -> None:
        self._choices = (most, 1) if most > 1 else (1,)
        self._now = 0
        self._best_s: dict[int, float] = {}
        """Shortest time so far of a step of so many tokens: a small slice costs more per token than a large one."""
        self._cost: dict[int, float] = {}
        """Running cost of each choice, as a multiple of the cheapest."""
        self._steps = 0

    @property
    def threads(self) -> int:
        return self._choices[self._now]

    def note(self, tokens: int, took_s: float) -> None:
        """One step of `tokens` took `took_s`."""
        self._best_s[tokens] = min(took_s, self._best_s.get(tokens, took_s))
        cost = took_s / max(self._best_s[tokens], 1e-6)
        self._cost[self._now] = (1 - _NEW) * self._cost.get(self._now, cost) + _NEW * cost
        self._steps += 1
        if len(self._choices) > 1 and self._steps >= DWELL_STEPS:
            self._reconsider()

    def _reconsider(self) -> None:
        other = 1 - self._now
        mine, its = self._cost[self._now], self._cost.get(other)
        is_slow = mine > SLOW and (its is None or its < mine * GAIN)
        is_due = self._steps >= RETRY_STEPS and (self._now == 1 or mine > SLOW)
        if is_slow or is_due:
            self._now = other
            self._cost.pop(other, None)  # what it cost is long ago
            self._steps = 0
