"""One stretch of the user's speech while it grows, and the place to cut it when it grows too long.

An hour without a pause must not fill the memory, and the recogniser takes 30 s at most. So a long utterance is handed
out in pieces, each cut where the speaker drew breath. Called by ear.py on the listener thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Clip, Samples

_BLOCK_S = FRAME_SAMPLES / HEARING_HZ
_EDGE_BLOCKS = 8
"""No cut within the last quarter second: the next piece needs a little room before its first word."""
_SMOOTH_BLOCKS = 5
"""Without any pause the quietest 160 ms is where a cut does least harm."""


@dataclass(frozen=True, eq=False)
class Block:
    """`samples`: float32 (512,), 16 kHz; `t_s`: session time of the first one; `level_db`: its loudness; `ceiling`: how
    much of a voice it can be at most."""

    samples: Samples
    t_s: float
    level_db: float
    ceiling: float = 1.0


@dataclass(eq=False)
class Utterance:
    """Blocks in order, each with whether it was voice."""

    max_s: float = 25.0
    min_piece_s: float = 8.0
    _blocks: list[Block] = field(default_factory=list)
    _is_voiced: list[bool] = field(default_factory=list)
    _resumed_at: int = 0
    _paused_at: int = 0
    _before_pause: Clip | None = None

    @property
    def start_t_s(self) -> float:
        """Session time of the first sample that is still held."""
        return self._blocks[0].t_s

    @property
    def voiced_levels_db(self) -> list[float]:
        """The loudness of its voice, block by block."""
        return [block.level_db for block, voiced in zip(self._blocks, self._is_voiced, strict=True) if voiced]

    def pause(self) -> Clip:
        """A pause begins with the latest block: everything that was said before it."""
        self._paused_at = len(self._blocks)
        self._before_pause = self.clip()
        return self._before_pause

    def resume(self, blocks_ago: int) -> None:
        """The voice goes on after a pause; it began so many blocks before the one that comes next."""
        self._resumed_at = max(0, len(self._blocks) - blocks_ago)

    def take_before_pause(self, preroll_blocks: int) -> Clip | None:
        """When enough was said before the pause that ends now: that, as `pause` gave it, and it is let go. What stays
        begins at most `preroll_blocks` before the voice, and never before the pause."""
        piece = self._before_pause
        if piece is None or piece.duration_s < self.min_piece_s:
            return None
        self._let_go(max(self._paused_at, self._resumed_at - preroll_blocks))
        return piece

    def forget_before_pause(self, preroll_blocks: int) -> None:
        """Let go of everything before the last pause; `preroll_blocks` of the pause stay."""
        self._let_go(max(0, self._resumed_at - preroll_blocks))

    def append(self, block: Block, is_voiced: bool, *, is_kept: bool = True) -> Clip | None:
        """Keep one more block (or not: a long silence). When that makes it too long: the piece up to its longest pause,
        which is let go. Only a voice makes it too long: what was said before a pause is being read as a whole already,
        and a piece cut out of it then would belong to nobody."""
        if not is_kept:
            return None
        self._blocks.append(block)
        self._is_voiced.append(is_voiced)
        if not is_voiced or (len(self._blocks) + 1) * _BLOCK_S <= self.max_s:
            return None
        cut = self._cut_block()
        piece = _clip(self._blocks[:cut])
        self._let_go(cut)
        return piece

    def clip(self) -> Clip:
        """What is held, as one clip."""
        return _clip(self._blocks)

    def _let_go(self, blocks: int) -> None:
        del self._blocks[:blocks], self._is_voiced[:blocks]
        self._resumed_at = max(0, self._resumed_at - blocks)
        self._before_pause = None

    def _cut_block(self) -> int:
        first = min(round(self.min_piece_s / _BLOCK_S), len(self._blocks) // 2)
        last = max(first + 1, len(self._blocks) - _EDGE_BLOCKS)
        pause = _longest_pause(self._is_voiced[first:last])
        return first + (_quietest([b.level_db for b in self._blocks[first:last]]) if pause is None else pause)


def _longest_pause(is_voiced: list[bool]) -> int | None:
    """The middle of the longest unvoiced run, the later of two equal ones; None when there is none."""
    best, middle, at = 0, None, 0
    for voiced, run in groupby(is_voiced):
        length = len(list(run))
        if not voiced and length >= best:
            best, middle = length, at + length // 2
        at += length
    return middle


def _quietest(levels_db: list[float]) -> int:
    """The middle of the quietest few blocks."""
    power = 10 ** (np.array(levels_db) / 10)
    width = min(_SMOOTH_BLOCKS, len(power))
    return int(np.argmin(np.convolve(power, np.ones(width), "valid"))) + width // 2


def _clip(blocks: list[Block]) -> Clip:
    return Clip(np.concatenate([block.samples for block in blocks]), HEARING_HZ)
