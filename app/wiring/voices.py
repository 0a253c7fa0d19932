"""Who speaks for whom: each companion's voice, by the catalog's entry, loaded when it is first needed.

Made by mouth.py. Everything but the constructor runs on the voice thread. A voice that is not on this computer is
replaced by the first one of the catalog, which every profile has: a missing download never makes anybody mute.
"""

from __future__ import annotations

import logging

from app.conversation.pacing import Pacing
from app.conversation.speech import ClauseCutter
from app.engines.kokoro_tts import KokoroModel, KokoroSynthesizer
from app.engines.piper_tts import PiperSynthesizer
from app.engines.protocols import Synthesizer
from app.engines.tuned_voice import TunedVoice
from app.plan import Plan
from app.voice_choice import read_choice
from app.weights.catalog import VoiceEntry
from app.weights.catalog_file import load_catalog
from app.weights.weights import Weights, models_folder

log = logging.getLogger(__name__)

_KOKORO_SHARE = 0.7
"""Seconds that a second of Kokoro's sound takes before anything is measured: two cores that others use now and then."""


class CompanionVoices:
    """The voices of a run. `pacing` is told when a slower or quicker one begins to speak."""

    def __init__(self, plan: Plan, pacing: Pacing) -> None:
        self._plan = plan
        self._pacing = pacing
        self._speed = plan.settings.voice_speed
        self._chosen = read_choice(plan.settings.voice_names)
        self._weights = Weights(load_catalog(), models_folder())
        self._engines: dict[str, Synthesizer] = {}
        """Loaded, by the voice; pitch variants share one."""
        self._voices: dict[str, TunedVoice] = {}
        """By companion."""
        self._kokoro: KokoroModel | None = None
        self._speaker: str | None = None
        self._shares: dict[str, float | None] = {}
        """What each companion's voice took when it spoke last, seconds a second of sound."""

    def load(self) -> None:
        """The voice of the run's own companion. Raises WeightsMissing."""
        self.for_companion("")

    def for_companion(self, companion: str) -> Synthesizer:
        """'' is the run's own. Loads it when it speaks for the first time. Raises WeightsMissing."""
        if companion not in self._voices:
            self._voices[companion] = self._made(companion)
        voice = self._voices[companion]
        voice.speak_at(self._speed)
        if companion != self._speaker:
            if self._speaker in self._shares:
                self._shares[self._speaker] = self._pacing.pace.voice_share
            self._pacing.expect_voice(self._shares[companion])
            self._speaker = companion
        return voice

    def greeting(self) -> list[str]:
        """What the run's own companion says first, in clauses, where its voice is too slow."""
        pace, persona = self._pacing.pace, self._plan.persona
        cutter = ClauseCutter(persona.name, pace)
        clauses = cutter.feed(persona.greeting) + cutter.finish() if pace.is_slow else []
        return [clause.spoken for clause in clauses]

    def rehearse(self, clause: str) -> None:
        """By the run's own companion."""
        self.for_companion("")
        self._voices[""].rehearse(clause)

    def speak_at(self, speed: float) -> None:
        """Everybody, from the next clause on; their own paces stay apart."""
        self._speed = speed

    def choose(self, line: str) -> None:
        """The setting `voice.names` has changed: from the next clause on."""
        self._chosen = read_choice(line)
        self._voices.clear()
        self._shares.clear()
        self._speaker = None
        self.for_companion("")

    def close(self) -> None:
        for engine in self._engines.values():
            engine.close()
        self._engines.clear()
        self._voices.clear()

    def _made(self, companion: str) -> TunedVoice:
        persona = self._plan.others.get(companion, self._plan.persona)
        entry = self._entry(self._chosen.get(companion or self._plan.companion, persona.voice))
        self._shares[companion] = _KOKORO_SHARE if entry.engine == "kokoro" else None
        return TunedVoice(
            self._engine(entry), pitch=entry.pitch, pace=persona.pace, loudness_db=persona.loudness_db
        )

    def _entry(self, voice: str) -> VoiceEntry:
        """The catalog's entry, or the first one when that voice is unknown or not here."""
        voices = self._weights.catalog.voices
        entry = voices.get(voice)
        if entry is not None and all(self._weights.state(weight) == "ready" for weight in entry.weights):
            return entry
        first = next(iter(voices.values()))
        log.warning("voice %s is not here: %s speaks", voice, first.name)
        return first

    def _engine(self, entry: VoiceEntry) -> Synthesizer:
        key = entry.weights[0] if entry.engine == "piper" else entry.name
        if key not in self._engines:
            engine = self._new(entry)
            engine.load()
            self._engines[key] = engine
        return self._engines[key]

    def _new(self, entry: VoiceEntry) -> Synthesizer:
        if entry.engine == "piper":
            return PiperSynthesizer(self._weights.folder(entry.weights[0]), entry.weights[0])
        model, styles = (self._weights.folder(weight) for weight in entry.weights)
        self._kokoro = self._kokoro or KokoroModel(model)
        return KokoroSynthesizer(self._kokoro, styles / f"{entry.name}.bin")
