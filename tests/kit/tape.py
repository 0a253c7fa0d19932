"""A device for Playout that is only a timeline: pulls blocks, keeps what came. For tests without a sound card."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.audio.clip import Samples
from app.audio.playout import Playout
from app.facts import ClauseStarted, PlayoutDrained

RATE_HZ = 1_000
BLOCK = 10


class Tape:
    """Pulls blocks on its own timeline, as a device does, and keeps what came."""

    def __init__(self) -> None:
        self.reports: list[ClauseStarted | PlayoutDrained] = []
        self.playout = Playout(RATE_HZ, lambda fact: self.reports.append(replace(fact, t_s=round(fact.t_s, 6))))
        self.samples = np.zeros(0, np.float32)

    def run(self, blocks: int) -> Samples:
        before = len(self.samples)
        for _ in range(blocks):
            out = np.full(BLOCK, np.nan, np.float32)
            self.playout.pull(out, len(self.samples) / RATE_HZ)
            self.samples = np.concatenate([self.samples, out])
        return self.samples[before:]


def clause(samples: int, level: float = 0.5) -> Samples:
    return np.full(samples, level, np.float32)
