"""The models of this machine for the window: what there is, what is used, and downloads one can watch and stop.

Asked on the main thread; looked up on the household's thread, downloaded on a thread of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor

from app.household.problem import problem_of
from app.ui.household import Arrival, ModelCard, Models, ProfileCard, Stop, VoiceCard, Voices
from app.weights.catalog import Profile, VoiceEntry
from app.weights.catalog_file import load_catalog
from app.weights.profiles import Profiles
from app.weights.weights import Weights, models_folder


class LocalModels:
    """`running`: the profile of this run. `speaker`: its companion, and the voice that has of its own."""

    def __init__(self, running: str, pool: Executor, speaker: tuple[str, str] = ("", "")) -> None:
        self._running = running
        self._companion, self._own_voice = speaker
        self._pool = pool

    def look(self, answer: Callable[[Models], None]) -> None:
        self._pool.submit(lambda: answer(self._models()))

    def choose(self, profile: str, answer: Callable[[str], None]) -> None:
        self._pool.submit(lambda: answer(problem_of(lambda: Profiles(load_catalog(), models_folder()).use(profile))))

    def bring(self, weights: tuple[str, ...], tell: Callable[[Arrival], None]) -> Stop:
        from app.household.pulling import Pulling  # the sources: half a second that a start does not need

        arrival = Pulling(weights, tell)
        threading.Thread(target=arrival.run, name="download", daemon=True).start()
        return arrival.stop

    def _models(self) -> Models:
        weights = Weights(load_catalog(), models_folder())
        profiles = Profiles(weights.catalog, weights.root)
        chosen = profiles.chosen(None)
        used = weights.catalog.profiles[self._running].weights
        return Models(
            tuple(self._profile(each, chosen, weights) for each in weights.catalog.profiles.values()),
            tuple(
                ModelCard(
                    each.name, each.role, each.about, each.licence, each.size_bytes, weights.state(each.name),
                    each.name in used, each.speed,
                )
                for each in weights.catalog.weights.values()
            ),
            profiles.why,
            str(weights.root),
            Voices(
                tuple(_voice(each, weights) for each in weights.catalog.voices.values()), self._companion,
                self._own_voice,
            ),
        )  # fmt: skip

    def _profile(self, profile: Profile, chosen: Profile, weights: Weights) -> ProfileCard:
        missing = tuple(name for name in profile.weights if weights.state(name) != "ready")
        return ProfileCard(
            profile.name,
            profile.about,
            sum(weights.weight(name).size_bytes for name in profile.weights),
            missing,
            sum(weights.weight(name).size_bytes for name in missing),
            profile.name == self._running,
            profile.name == chosen.name,
            profile.speed,
        )


def _voice(voice: VoiceEntry, weights: Weights) -> VoiceCard:
    missing = tuple(name for name in voice.weights if weights.state(name) != "ready")
    size_bytes = sum(weights.weight(name).size_bytes for name in missing)
    return VoiceCard(
        voice.name, voice.title, voice.about, weights.weight(voice.weights[0]).licence, missing, size_bytes
    )
