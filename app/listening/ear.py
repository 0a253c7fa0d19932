"""The ear: sound in, "somebody began to speak" and "this is what they said" out.

Ties together the level gate, the detector, the smoother and the utterance. Called by runtime/listener.py for every
block, on the listener thread. Pure: time is what the blocks say.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.engines.protocols import VoiceActivityDetector
from app.facts import SoftEnded, SpeechCut, SpeechGrew, SpeechResumed, SpeechStarted, SpeechStopped, StillQuiet
from app.listening.level import SILENCE_DB, LevelGate, level_db
from app.listening.smoother import Smoother
from app.listening.utterance import Block, Utterance
from app.listening.voiced import VoicedMeter

Heard = SpeechStarted | SpeechGrew | SoftEnded | StillQuiet | SpeechResumed | SpeechCut | SpeechStopped

_BLOCK_S = FRAME_SAMPLES / HEARING_HZ
_PREROLL_BLOCKS = 16
"""512 ms before the first voiced block: a soft first consonant is in it."""
_REPLAY_BLOCKS = 16
"""What the detector hears again when the gate opens: what was too soft for the gate may be clear enough for it."""
_GROWTH_BLOCKS = 5
"""How often the growing utterance is told of: every 160 ms of voice."""
_FADING_DB = 20.0
"""So far below the loudest of the last second the voice fades, and may have said its last word: whoever reads on from
there is still at it when all of it is to be read (0.07 s later, in a third of the turns)."""
_PIECE_PAUSE_S = 0.4
"""A pause as long as that ends a piece, when the piece is long enough: its words are read once, and the end of a long
speech is read as soon as that of a sentence. No word reaches across it."""
_KEPT_SILENCE_S = 1.0
"""A longer pause is kept only so far: silence tells the recogniser nothing and costs it time."""


class Ear:
    """Listens to one stream of blocks of 512 samples at 16 kHz."""

    def __init__(
        self,
        vad: VoiceActivityDetector,
        smoother: Smoother | None = None,
        max_utterance_s: float = 25.0,
        gate: LevelGate | None = None,
    ) -> None:
        """max_utterance_s: a longer one is cut at its longest pause."""
        self._vad = vad
        self._max_utterance_s = max_utterance_s
        self._gate = gate or LevelGate()
        self._smoother = smoother or Smoother()
        self._meter = VoicedMeter()
        self._recent: deque[Block] = deque(maxlen=_PREROLL_BLOCKS + _REPLAY_BLOCKS + 8)
        self._unheard = 0
        self._grown_blocks = 0
        self._quiet_s = 0.0
        """How long it had been quiet by the block before."""
        self._utterance: Utterance | None = None
        self.level_db = SILENCE_DB
        """Of the newest block, for those who look at it from another thread."""

    def hear(self, block: Samples, t_s: float, *, ceiling: float = 1.0) -> list[Heard]:
        """block: float32 (512,), 16 kHz (shorter only at the end of a stream); t_s: session time of its first sample;
        ceiling: the block cannot be more of a voice than that (our own echo may be in it).

        What became clear with this block, in order.
        """
        self._meter.hear(block, t_s)
        if len(block) < FRAME_SAMPLES:
            block = np.pad(block, (0, FRAME_SAMPLES - len(block)))
        self._recent.append(Block(block, t_s, level_db(block), ceiling))
        self.level_db = self._recent[-1].level_db
        is_loud = self._gate.passes(self.level_db)
        self._unheard += 1
        if not is_loud and self._utterance is None:
            return []
        return self._catch_up()

    def flush(self, t_s: float) -> list[Heard]:
        """The input is over at `t_s`: a voice that is heard has paused, and the utterance is closed."""
        facts: list[Heard] = []
        if self._utterance is not None:
            facts += [] if self._smoother.is_paused else [self._pause(self._utterance, t_s)]
            facts.append(SpeechStopped(t_s))
        self.forget()
        return facts

    def close(self) -> list[Heard]:
        """The utterance has been dealt with: whatever voice comes next is a new one.

        A voice that goes on at this moment stays, without what was said before its pause.
        """
        if self._utterance is None:
            return []
        if not self._smoother.is_paused:
            self._utterance.forget_before_pause(_PREROLL_BLOCKS)
            return []
        self._smoother.end()
        return [self._stop()]

    def forget(self) -> None:
        """Erase pre-roll and the half-heard utterance; the next block is the first of a new stream."""
        self._utterance = None
        self._unheard = 0
        self.level_db = SILENCE_DB
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
        heard = self._gate.credible(min(block.ceiling, self._vad.probability(block.samples)), block.level_db)
        change = self._smoother.step(heard, block.level_db)
        if change == "started":
            return [self._start(block)]
        if self._utterance is None:
            return []
        facts: list[Heard] = [self._resume(self._utterance, block)] if change == "resumed" else []
        self._quiet_s = self._smoother.quiet_s
        facts += self._grow(self._utterance, block)
        end_t_s = block.t_s + _BLOCK_S
        match change:
            case "paused":
                facts.append(self._pause(self._utterance, end_t_s))
            case "stopped":
                facts.append(self._stop())
            case _ if self._smoother.is_still:
                facts.append(StillQuiet(end_t_s, self._smoother.quiet_s))
        return facts

    def _grow(self, utterance: Utterance, block: Block) -> list[Heard]:
        """Keep one more block; tell of a piece that is complete, and now and then of how far it has come."""
        is_voiced = self._smoother.quiet_s == 0
        piece = utterance.append(block, is_voiced, is_kept=self._smoother.quiet_s <= _KEPT_SILENCE_S)
        facts: list[Heard] = [] if piece is None else [SpeechCut(piece)]
        self._grown_blocks += is_voiced
        if is_voiced and self._grown_blocks >= _GROWTH_BLOCKS and not self._fades(block):
            self._grown_blocks = 0
            facts.append(SpeechGrew(block.t_s + _BLOCK_S, utterance.clip(), self._smoother.voiced_s))
        return facts

    def _fades(self, block: Block) -> bool:
        return block.level_db < max(earlier.level_db for earlier in self._recent) - _FADING_DB

    def _resume(self, utterance: Utterance, block: Block) -> SpeechResumed:
        ago = self._smoother.onset_blocks_ago
        utterance.resume(ago)
        is_clear = self._quiet_s - ago * _BLOCK_S >= _PIECE_PAUSE_S
        piece = utterance.take_before_pause(_PREROLL_BLOCKS) if is_clear else None
        return SpeechResumed(block.t_s - ago * _BLOCK_S, piece)

    def _start(self, block: Block) -> SpeechStarted:
        until = [earlier for earlier in self._recent if earlier.t_s <= block.t_s]
        onset = len(until) - 1 - self._smoother.onset_blocks_ago
        self._utterance = Utterance(self._max_utterance_s)
        self._grown_blocks = 0
        for n, earlier in enumerate(until[max(0, onset - _PREROLL_BLOCKS) :], max(0, onset - _PREROLL_BLOCKS)):
            self._utterance.append(earlier, n >= onset)
        return SpeechStarted(until[onset].t_s)

    def _pause(self, utterance: Utterance, t_s: float) -> SoftEnded:
        quiet_s = self._smoother.quiet_s
        last_t_s = self._meter.last_voiced_t_s(utterance.start_t_s, quiet_s)
        return SoftEnded(
            t_s,
            utterance.pause(),
            self._smoother.voiced_s if self._gate.stands_out(utterance.voiced_levels_db) else 0.0,
            t_s - quiet_s if last_t_s is None else last_t_s,
        )

    def _stop(self) -> SpeechStopped:
        """No word twice: the next pre-roll begins after this voice."""
        self._utterance = None
        t_s = self._recent[-1].t_s + _BLOCK_S
        self._recent = deque((b for b in self._recent if b.t_s >= t_s - self._smoother.quiet_s), self._recent.maxlen)
        return SpeechStopped(t_s)
