"""A turn: what the user said, and when everything about it happened. Owned by the machine, on the session thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.events import TurnTimings

Reason = Literal["silence", "semantic", "key", "timeout"]
Mark = Literal["soft_end", "commit", "first_token", "first_clause", "first_audio", "response_gap"]


@dataclass(eq=False)
class Turn:
    """`asked_t_s`: the moment the user is waiting from, the end of the last voiced sample (typed: when it was sent).

    A turn is *open* while the user may go on, *committed* once they seem to have finished, and *settled* once that can
    no longer be taken back, because the answer is being heard. Each attempt at answering it is a `revision`.
    """

    number: int
    reason: Reason
    aloud: bool
    started_t_s: float
    asked_t_s: float = 0.0
    text: str = ""
    revision: int = 0
    attempts: int = 0
    """How many revisions went on from the transcript to a reply."""
    committed_t_s: float | None = None
    is_settled: bool = False
    is_hushed: bool = False
    """The user wants no answer to what was said so far."""
    stt_ms: float | None = None
    _texts: dict[int, str] = field(default_factory=dict)
    _marks: dict[Mark, float] = field(default_factory=dict)

    @property
    def is_committed(self) -> bool:
        return self.committed_t_s is not None

    def begin_revision(self, revision: int) -> None:
        """Another attempt: what was measured of the one before does not count."""
        self.revision = revision
        self.committed_t_s = None
        self.is_hushed = False
        self._marks.clear()

    def hear(self, piece: int, text: str, took_ms: float) -> None:
        """The words of one piece, the latest attempt counts. `stt_ms` is the last one's: earlier ones cost no time."""
        self._texts[piece] = text.strip()
        self.stt_ms = took_ms
        self.text = " ".join(self._texts[n] for n in sorted(self._texts) if self._texts[n])

    def text_before(self, piece: int) -> str | None:
        """The words of every piece before number `piece`; None: some are not known yet."""
        return " ".join(self._texts[n] for n in range(piece)).strip() if self.has_words_of(piece) else None

    def has_words_of(self, pieces: int) -> bool:
        """Every piece before number `pieces` has its words."""
        return all(n in self._texts for n in range(pieces))

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
