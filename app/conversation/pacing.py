"""How long the next clause may be, so that its sound is ready before the voice runs dry.

The first clause is short, because the user waits for it; while it sounds, the second is written and spoken, and so on.
`Pacing` learns from turn to turn how fast this machine writes and speaks: the responder and the voice tell it, on their
threads. `Pace` is what the cutter of one reply is given. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SOUND_S_PER_CHAR = 0.063
"""Of a clause's display, with its breath: the mean over 20 clauses of ten replies, Piper's joe (0.055 to 0.084)."""
AMID_S_PER_CHAR = 0.047
"""The same without a breath, and nothing drawn out at its end: eight beginnings of 10 to 16 characters (0.041 to
0.057)."""
NEXT_CHARS = 30
"""The least that the sound of a clause should bridge: some five words."""
_FIRST_PIECE_PER_SHARE = 2.5
"""The rest of a first clause takes 0.7 times the voice's share of a second (1.15 s of sound, of which a third of the
work is done before the first piece): the first piece sounds 3.6 times as long. Where six programs shared two cores and
nothing was learnt, 1 of 96 came late; with 2.0 and eight programs 20."""
_FIRST_PIECE_S = (0.3, 0.5)
"""A shorter one would tell too little of how loud the clause is; a longer one gains next to nothing."""
_LEARNT = 0.3
"""Weight of what was measured last."""
_CHARS_PER_S = (10.0, 200.0)
_VOICE_SHARE = (0.02, 0.8)
_FIRST_CHARS = (10.0, 24.0)
_SLOW_SHARE = 0.35
"""From here on a first clause cannot be made quickly: its length is what the user waits for. Kokoro: 0.45 to 1.1, Piper
0.07 to 0.25, on two cores, alone or shared with others."""
_SLOW_CHARS, _SLOW_WORDS = 12.0, 5
"""Five words are 1.3 s of sound. What follows is made while they sound, and grows with what is in hand."""


@dataclass(frozen=True)
class Pace:
    """`chars_per_s`: what the model writes, 4.2 characters a token. `voice_share`: seconds that making one second of
    sound takes. The defaults are between a quiet machine (28 tokens/s, 0.1) and a busy one (8.5, 0.2)."""

    chars_per_s: float = 60.0
    voice_share: float = 0.15

    def sound_s(self, chars: int, *, goes_on: bool = False) -> float:
        """How long a clause sounds. `goes_on`: the next one is said in the same breath."""
        return chars * (AMID_S_PER_CHAR if goes_on else SOUND_S_PER_CHAR)

    def making_s(self, chars: int) -> float:
        """How long it takes to write it and to make its sound, one after the other."""
        return chars / self.chars_per_s + self.voice_share * self.sound_s(chars)

    def reach_chars(self, in_hand_s: float) -> float:
        """How long a clause may be that is made while `in_hand_s` of sound are left."""
        return in_hand_s / self.making_s(1)

    @property
    def first_chars(self) -> float:
        """The least a first clause should have: it bridges the making of a short second one."""
        if self.is_slow:
            return _SLOW_CHARS
        return min(max(self.making_s(NEXT_CHARS) / SOUND_S_PER_CHAR, _FIRST_CHARS[0]), _FIRST_CHARS[1])

    @property
    def is_slow(self) -> bool:
        """The voice takes so long that the first clause is cut by what it costs, not by what it bridges."""
        return self.voice_share >= _SLOW_SHARE

    @property
    def first_words(self) -> int | None:
        """The most a first clause may have; None: no limit."""
        return _SLOW_WORDS if self.is_slow else None

    @property
    def first_piece_s(self) -> float:
        """How much sound of a first clause may leave while the rest is made; 0 on a machine too slow for that."""
        wanted_s = _FIRST_PIECE_PER_SHARE * self.voice_share
        return max(wanted_s, _FIRST_PIECE_S[0]) if wanted_s <= _FIRST_PIECE_S[1] else 0.0


class Pacing:
    """What this machine does, as a moving average.

    `now_s`: the session's clock, for those who measure. With a sound file at full speed it stands still while they
    work, and nothing is learnt: the same input gives the same clauses.
    """

    def __init__(self, now_s: Callable[[], float] = lambda: 0.0) -> None:
        self.now_s = now_s
        self.pace = Pace()

    def expect_voice(self, share: float | None) -> None:
        """Another voice speaks from now on, which is said to take so much; None: as much as usual."""
        self.pace = Pace(self.pace.chars_per_s, Pace.voice_share if share is None else share)

    def note_writing(self, chars: int, took_s: float) -> None:
        """The model wrote `chars` in `took_s`, waits left out."""
        if took_s > 0.0 and chars:
            self.pace = Pace(_towards(self.pace.chars_per_s, chars / took_s, _CHARS_PER_S), self.pace.voice_share)

    def note_voice(self, sound_s: float, took_s: float) -> None:
        """The voice made `sound_s` in `took_s`, waits left out."""
        if took_s > 0.0 and sound_s > 0.0:
            self.pace = Pace(self.pace.chars_per_s, _towards(self.pace.voice_share, took_s / sound_s, _VOICE_SHARE))


def _towards(before: float, measured: float, limits: tuple[float, float]) -> float:
    return before + _LEARNT * (min(max(measured, limits[0]), limits[1]) - before)
