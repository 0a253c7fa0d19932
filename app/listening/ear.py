"""The ear: sound in, "somebody began to speak" and "this is what they said" out.

Ties together the level gate, the detector, the smoother and the utterance. Called by runtime/listener.py for every
block, on the listener thread. Pure: time is what the blocks say.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.engines.protocols import VoiceActivityDetector
from app.facts import SpeechCut, SpeechStarted, SpeechStopped
from app.listening.level import LevelGate, level_db
from app.listening.smoother import Smoother
from app.listening.utterance import Block, Utterance
from app.listening.voiced import VoicedMeter

Heard = SpeechStarted | SpeechCut | SpeechStopped

_BLOCK_S = FRAME_SAMPLES / HEARING_HZ
_PREROLL_BLOCKS = 16
"""512 ms before the first voiced block: a soft first consonant is in it."""
_REPLAY_BLOCKS = 16
"""What the detector hears again when the gate opens: what was too soft for the gate may be clear enough for it."""


class Ear:
    """Listens to one stream of blocks of 512 samples at 16 kHz."""

    def __init__(
        self,
        vad: VoiceActivityDetector,
        hangover_s: float = 0.64,
        max_utterance_s: float = 25.0,
        gate: LevelGate | None = None,
    ) -> None:
        """hangover_s: so much silence ends an utterance. max_utterance_s: a longer one is cut at its longest pause."""
        self._vad = vad
        self._max_utterance_s = max_utterance_s
        self._gate = gate or LevelGate()
        self._smoother = Smoother(hangover_s)
        self._meter = VoicedMeter()
        self._recent: deque[Block] = deque(maxlen=_PREROLL_BLOCKS + _REPLAY_BLOCKS + 8)
        self._unheard = 0
        self._utterance: Utterance | None = None

    def hear(self, block: Samples, t_s: float) -> list[Heard]:
        """block: float32 (512,), 16 kHz (shorter only at the end of a stream); t_s: session time of its first sample.

        What became clear with this block, in order.
        """
        self._meter.hear(block, t_s)
        if len(block) < FRAME_SAMPLES:
            block = np.pad(block, (0, FRAME_SAMPLES - len(block)))
        self._recent.append(Block(block, t_s, level_db(block)))
        is_loud = self._gate.passes(self._recent[-1].level_db)
        self._unheard += 1
        if not is_loud and self._utterance is None:
            return []
        return self._catch_up()

    def flush(self, t_s: float) -> list[Heard]:
        """The input is over at `t_s`: end the utterance that is under way."""
        facts = [] if self._utterance is None else [self._stop(self._utterance, t_s)]
        self.forget()
        return list(facts)

    def forget(self) -> None:
        """Erase pre-roll and the half-heard utterance; the next block is the first of a new stream."""
        self._utterance = None
        self._unheard = 0
        self._recent.clear()
        self._gate.forget()
        self._smoother.forget()
        self._meter.forget()
        self._vad.reset()

    def _catch_up(self) -> list[Heard]:
        """Give the detector what it has not heard: this block, and the last half second when it was asleep."""
        blocks = list(self._recent)[-min(self._unheard, _REPLAY_BLOCKS) :]
        if self._unheard > 1:
            self._vad.reset()
            self._smoother.forget()
        self._unheard = 0
        return [fact for block in blocks for fact in self._listen(block)]

    def _listen(self, block: Block) -> list[Heard]:
        change = self._smoother.step(self._vad.probability(block.samples), block.level_db)
        if change == "started":
            return [self._start(block)]
        if self._utterance is None:
            return []
        facts: list[Heard] = []
        piece = self._utterance.append(block, self._smoother.quiet_s == 0)
        if piece is not None:
            facts.append(SpeechCut(piece))
        if change == "stopped":
            facts.append(self._stop(self._utterance, block.t_s + _BLOCK_S))
        return facts

    def _start(self, block: Block) -> SpeechStarted:
        until = [earlier for earlier in self._recent if earlier.t_s <= block.t_s]
        onset = len(until) - 1 - self._smoother.onset_blocks_ago
        self._utterance = Utterance(self._max_utterance_s)
        for n, earlier in enumerate(until[max(0, onset - _PREROLL_BLOCKS) :], max(0, onset - _PREROLL_BLOCKS)):
            self._utterance.append(earlier, n >= onset)
        return SpeechStarted(until[onset].t_s)

    def _stop(self, utterance: Utterance, t_s: float) -> SpeechStopped:
        quiet_s = self._smoother.quiet_s
        last_t_s = self._meter.last_voiced_t_s(utterance.start_t_s, quiet_s)
        self._utterance = None
        self._recent = deque((b for b in self._recent if b.t_s >= t_s - quiet_s), self._recent.maxlen)  # no word twice
        return SpeechStopped(
            t_s, utterance.clip(), self._smoother.voiced_s, t_s - quiet_s if last_t_s is None else last_t_s
        )
