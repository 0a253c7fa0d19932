"""Turn-taking without the rest of the app: sound in, pauses with their verdicts out, and when each would be committed.

The real ear, turn detector, recogniser and sentence reader, one after the other, so that figures do not depend on how
busy the machine is. Used by scripts/bars.d/endpoint.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Clip, join
from app.cancel import Never
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.engines.sentence_reader import LlamaSentenceReader
from app.engines.silero_vad import SileroVad
from app.engines.smart_turn import SmartTurn
from app.facts import SoftEnded, SpeechResumed, StillQuiet
from app.listening.ear import Ear
from app.listening.endpoint import Endpoint
from tests.kit.speech import weights

FIRST_SOUND_S = 0.8
"""A reply's first sample is not there sooner, counted from the last voiced frame."""
PLAY_S = 0.05
"""From the commit to the first sample."""
JUDGED_QUIET_S = 0.1
"""Put behind the clip of the soft end: the turn detector was trained with 0.2 s of silence."""


@dataclass(eq=False)
class Pause:
    """One soft end: what is known at it, and the silence that followed."""

    last_voiced_s: float
    probability: float
    text: str
    ends: float | None
    quiet: list[tuple[float, float]] = field(default_factory=list)
    """(session time, silence as the ear counts it) of every StillQuiet."""
    resumed_s: float | None = None

    def committed_s(self, endpoint: Endpoint) -> float | None:
        """When, counted from the last voiced frame; None: the user goes on before."""
        wait_s = endpoint.wait_s(self.probability, self.text, self.ends)
        return next((t_s - self.last_voiced_s for t_s, quiet_s in self.quiet if quiet_s >= wait_s), None)

    def is_talked_over(self, endpoint: Endpoint) -> bool:
        """Whether a reply would sound before the user's voice is noticed again."""
        committed_s = self.committed_s(endpoint)
        if committed_s is None or self.resumed_s is None:
            return False
        return max(FIRST_SOUND_S, committed_s + PLAY_S) < self.resumed_s - self.last_voiced_s


class Ears:
    """All witnesses, loaded. `sentence_reader`: the name of a weight; '' for none."""

    def __init__(self, sentence_reader: str) -> None:
        self._vad = SileroVad()
        self._turns = SmartTurn(weights("smart-turn-v3.2-cpu"))
        self._recognizer = FasterWhisperRecognizer(weights("whisper-base"), threads=2)
        for engine in (self._vad, self._turns, self._recognizer):
            engine.load()
        self._reader: LlamaSentenceReader | None = None
        if sentence_reader:
            self._reader = LlamaSentenceReader(next(weights(sentence_reader).glob("*.gguf")), threads=2)
            self._reader.load()
        self._known: dict[bytes, tuple[float, str]] = {}
        self._before = ""
        """Words of the pieces before the one that grows."""

    def pauses(self, clip: Clip) -> list[Pause]:
        """Every pause of the clip, the last of which is its end."""
        ear = Ear(self._vad)
        ear.forget()
        found: list[Pause] = []
        self._before = ""
        for at in range(0, len(clip.samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
            for fact in ear.hear(clip.samples[at : at + FRAME_SAMPLES], at / HEARING_HZ):
                match fact:
                    case SoftEnded():
                        found.append(self._judged(fact))
                    case StillQuiet() if found:
                        found[-1].quiet.append((fact.t_s, fact.quiet_s))
                    case SpeechResumed() if found:
                        found[-1].resumed_s = (at + FRAME_SAMPLES) / HEARING_HZ
                        self._before = self._before if fact.before is None else found[-1].text
        return found

    def _judged(self, soft_end: SoftEnded) -> Pause:
        key = soft_end.clip.samples.tobytes()
        if key not in self._known:
            words = self._recognizer.transcribe(soft_end.clip, hint=self._before, cancel=Never()).text
            text = f"{self._before} {words}".strip()
            clip = join([soft_end.clip, Clip.silence(JUDGED_QUIET_S, HEARING_HZ)])
            self._known[key] = (self._turns.complete(clip), text)
        probability, text = self._known[key]
        ends = self._reader.ends(text) if self._reader and text else None
        return Pause(soft_end.last_voiced_t_s, probability, text, ends)
