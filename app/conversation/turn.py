"""A turn: what the user said, and when everything about it happened. Owned by the machine, on the session thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.events import TurnTimings

Reason = Literal["silence", "semantic", "key", "timeout"]
Mark = Literal["soft_end", "commit", "first_token", "first_clause", "first_audio", "response_gap"]


@dataclass
class Turn:
    """`asked_t_s`: the moment the user is waiting from, the end of the last voiced sample (typed: when it was sent)."""

    number: int
    reason: Reason
    aloud: bool
    started_t_s: float
    asked_t_s: float = 0.0
    text: str = ""
    pieces_made: int = 0
    is_spoken_out: bool = False
    """No further piece will come."""
    stt_ms: float | None = None
    _texts: dict[int, str] = field(default_factory=dict)
    _marks: dict[Mark, float] = field(default_factory=dict)

    def next_piece(self) -> int:
        """The number of a new piece of this utterance, from 0."""
        self.pieces_made += 1
        return self.pieces_made - 1

    def hear(self, piece: int, text: str, took_ms: float) -> None:
        """The words of one piece. `stt_ms` is the last piece's: the earlier ones cost nobody any time."""
        self._texts[piece] = text.strip()
        self.stt_ms = took_ms
        self.text = " ".join(self._texts[n] for n in sorted(self._texts) if self._texts[n])

    @property
    def is_transcribed(self) -> bool:
        return self.is_spoken_out and len(self._texts) == self.pieces_made

    def mark(self, what: Mark, t_s: float) -> None:
        """Note when something happened first."""
        self._marks.setdefault(what, t_s)

    def timings(self, t_s: float) -> TurnTimings:
        """The contract's TurnTimings, as of `t_s`."""

        def ms(what: Mark) -> float | None:
            at = self._marks.get(what)
            return None if at is None else round((at - self.asked_t_s) * 1000, 1)

        return TurnTimings(
            t=t_s,
            turn=self.number,
            soft_end_ms=ms("soft_end"),
            commit_ms=ms("commit"),
            first_token_ms=ms("first_token"),
            first_clause_ms=ms("first_clause"),
            first_audio_ms=ms("first_audio"),
            response_gap_ms=ms("response_gap"),
            stt_ms=None if self.stt_ms is None else round(self.stt_ms, 1),
            recall_ms=None,
        )
