"""Whoever speaks."""

from __future__ import annotations

from collections.abc import Callable

from app import effects
from app.audio.clip import Clip
from app.audio.loudness import Loudness
from app.audio.resample import resampled
from app.facts import VoiceTuned
from app.house import House
from app.runtime.token import Urgency
from app.runtime.voice import Voice
from app.runtime.worker import Worker
from app.wiring.voices import CompanionVoices


class Leaning:
    """What the user wants of the voice, and how it leans beside that. On the voice thread."""

    def __init__(self, voices: CompanionVoices, loudness: Loudness, speed: float, loudness_db: float) -> None:
        self._voices, self._loudness = voices, loudness
        self._speed, self._db = speed, loudness_db
        self._lean = effects.LeanVoice()

    def speak_at(self, speed: float) -> None:
        self._speed = speed
        self.lean(self._lean)

    def set_loudness(self, db: float) -> None:
        self._db = db
        self.lean(self._lean)

    def lean(self, order: effects.LeanVoice) -> None:
        self._lean = order
        self._voices.speak_at(self._speed * order.pace)
        self._loudness.set(self._db + order.loudness_db)


def add_voice(house: House, rate_hz: Callable[[], int]) -> None:
    """Synthesis. `rate_hz`: of the sink, asked when the first clause is ready."""

    def to_speaker(clip: Clip) -> Clip:
        return loudness.apply(resampled(clip, rate_hz()))

    ahead: list[str] | None = None

    def rehearse() -> bool:
        """The next clause of the greeting. -> whether there are more."""
        nonlocal ahead
        ahead = voices.greeting() if ahead is None else ahead
        if ahead:
            with house.token.held(Urgency.BACKGROUND):
                voices.rehearse(ahead.pop(0))
        return bool(ahead)

    settings = house.plan.settings
    loudness = Loudness(settings.voice_loudness_db)
    house.at_start(lambda: house.session.post(VoiceTuned(settings.voice_speed, settings.voice_loudness_db)))
    voices = CompanionVoices(house.plan, house.pacing)
    voice = Voice(voices.for_companion, house.session.post, house.token, house.revisions, to_speaker, house.pacing)
    worker = Worker("voice", voice.job, house.session.post, house.work).with_load(voices.load)
    house.add(worker, effects.Synthesize)
    house.at_warm(worker, rehearse)
    leaning = Leaning(voices, loudness, settings.voice_speed, settings.voice_loudness_db)
    house.desks[effects.TuneVoice] = house.tune
    house.desks[effects.LeanVoice] = lambda order: worker.ask(lambda: leaning.lean(order))
    house.follow |= {
        "voice.speed": lambda speed: worker.ask(lambda: leaning.speak_at(speed)),
        "voice.names": lambda line: worker.ask(lambda: voices.choose(line)),
        "voice.loudness_db": lambda db: worker.ask(lambda: leaning.set_loudness(db)),
    }
    house.at_close(voices.close, worker)
