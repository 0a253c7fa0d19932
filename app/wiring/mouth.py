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


def add_voice(house: House, rate_hz: Callable[[], int]) -> None:
    """Synthesis. `rate_hz`: of the sink, asked when the first clause is ready."""

    def to_speaker(clip: Clip) -> Clip:
        return loudness.apply(resampled(clip, rate_hz()))

    def rehearse() -> None:
        for clause in voices.greeting():
            with house.token.held(Urgency.BACKGROUND):
                voices.rehearse(clause)

    settings = house.plan.settings
    loudness = Loudness(settings.voice_loudness_db)
    house.at_start(lambda: house.session.post(VoiceTuned(settings.voice_speed, settings.voice_loudness_db)))
    voices = CompanionVoices(house.plan, house.pacing)
    voice = Voice(voices.for_companion, house.session.post, house.token, house.revisions, to_speaker, house.pacing)
    worker = Worker("voice", voice.job, house.session.post, house.work).with_load(voices.load)
    house.add(worker, effects.Synthesize)
    house.at_warm(lambda: worker.ask(rehearse))
    house.desks[effects.TuneVoice] = house.tune
    house.follow |= {
        "voice.speed": lambda speed: worker.ask(lambda: voices.speak_at(speed)),
        "voice.names": lambda line: worker.ask(lambda: voices.choose(line)),
        "voice.loudness_db": lambda db: worker.ask(lambda: loudness.set(db)),
    }
    house.at_close(voices.close, worker)
