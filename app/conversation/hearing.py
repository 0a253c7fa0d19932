"""The user's side of a turn: voice, pieces of an utterance, their words. Owned by the machine."""

from __future__ import annotations

from app.conversation.reply import Out
from app.conversation.turn import Reason, Turn
from app.effects import Transcribe, WakeSpeaker
from app.events import VoiceStarted, VoiceStopped
from app.facts import SpeechCut, SpeechStarted, SpeechStopped, Transcribed

GHOST_S = 0.25
"""Less voice than this is a click or a cough, not a turn (field notes: ghost turns). Silero gives a cut-off vowel at
most 0.16 s and "Yes." 0.38 s and more."""


class Hearing:
    """Numbers the turns and gathers their words; hands a turn over once every piece of it is transcribed."""

    def __init__(self) -> None:
        self._last_turn = 0
        self._voice_on = False
        self._since_s = 0.0
        self._open: Turn | None = None
        """The turn that is being spoken, once a piece of it has been cut."""
        self._transcribing: dict[int, Turn] = {}

    @property
    def has_voice(self) -> bool:
        return self._voice_on

    @property
    def is_transcribing(self) -> bool:
        return bool(self._transcribing)

    def new_turn(self, reason: Reason, *, aloud: bool, started_t_s: float) -> Turn:
        """The next turn in the order in which the user began."""
        self._last_turn += 1
        return Turn(self._last_turn, reason, aloud, started_t_s)

    def start(self, fact: SpeechStarted) -> Out:
        """A voice. The speaker may get ready: somebody will want an answer."""
        self._voice_on = True
        self._since_s = fact.t_s
        return [VoiceStarted(fact.t_s), WakeSpeaker()]

    def cut(self, fact: SpeechCut) -> Out:
        """A piece of a long utterance: its words can be found while the user goes on."""
        if not self._voice_on:
            return []
        turn = self._opened()
        return [Transcribe(turn.number, turn.next_piece(), fact.clip)]

    def stop(self, fact: SpeechStopped, now_s: float) -> Out:
        """The utterance is over."""
        if not self._voice_on:
            return []
        self._voice_on = False
        out: Out = [VoiceStopped(fact.t_s)]
        if fact.voiced_s < GHOST_S and self._open is None:
            return out
        turn = self._opened()
        self._open = None
        turn.is_spoken_out = True
        turn.asked_t_s = fact.last_voiced_t_s
        turn.mark("soft_end", fact.t_s)
        turn.mark("commit", max(fact.t_s, now_s))
        return [*out, Transcribe(turn.number, turn.next_piece(), fact.clip)]

    def transcribed(self, fact: Transcribed) -> Turn | None:
        """The turn, once its last piece has words; None before that, and for silence that only sounded like speech."""
        turn = self._transcribing.get(fact.turn)
        if turn is None:
            return None
        turn.hear(fact.piece, fact.text, fact.took_ms)
        if not turn.is_transcribed:
            return None
        del self._transcribing[turn.number]
        return turn if turn.text else None

    def fail(self, turn: int) -> Turn | None:
        """The words of `turn` will never come."""
        return self._transcribing.pop(turn, None)

    def forget(self, now_s: float) -> Out:
        """Drop what is half heard: the microphone was closed."""
        out: Out = [VoiceStopped(now_s)] if self._voice_on else []
        self._voice_on = False
        if self._open is not None:
            del self._transcribing[self._open.number]
            self._open = None
        return out

    def _opened(self) -> Turn:
        if self._open is None:
            self._open = self.new_turn("silence", aloud=True, started_t_s=self._since_s)
            self._transcribing[self._open.number] = self._open
        return self._open
