"""A household that remembers what was asked of it and answers at once: for tests/unit/ui and the screenshots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.settings import Settings, Value, declared
from app.ui.household import (
    Arrival,
    Holding,
    Holdings,
    Household,
    ModelCard,
    Models,
    ProfileCard,
    RoomWords,
    SoundDevice,
    SoundDevices,
    Stop,
    VoiceCard,
    Voices,
)
from tests.kit.kept_companions import KeptCompanions

DEVICES = SoundDevices(
    (SoundDevice("Built-in microphone, ALSA", True), SoundDevice("USB headset, ALSA", False)),
    (SoundDevice("Built-in speakers, ALSA", True), SoundDevice("USB headset, ALSA", False)),
)
ROOM = RoomWords(
    "Loudspeakers: I cancel my own voice.",
    ("background noise -58 dBFS", "my voice comes back 46 ms later, 9 dB softer", "of that I take away 31 dB"),
)
BIG = "qwen2.5-coder-1.5b-instruct-q4_k_m"
KOKORO = ("kokoro-v1.0-int8", "kokoro-english-voices")
MODELS = Models(
    (
        ProfileCard("light", "under 6 GB of memory, or a slow processor", 811_000_000, (), 0, True, True,
                    "answers after 0.9 s on two cores"),
        ProfileCard("standard", "6 GB of memory and two quick cores", 1_437_000_000, (BIG,), 1_117_320_768, False,
                    False, "answers after 1.4 s on two cores"),
    ),
    (
        ModelCard("whisper-base", "recognizer", "Whisper base, 74 M parameters, CTranslate2", "MIT", 150_218_296,
                  "ready", True, "a sentence in 0.4 s"),
        ModelCard("qwen2.5-coder-0.5b-instruct-q4_k_m", "language-model",
                  "Qwen 2.5 Coder Instruct, 0.5 B parameters, 4 bits", "Apache-2.0", 491_400_064, "ready", True,
                  "48 tokens a second"),
        ModelCard(BIG, "language-model", "Qwen 2.5 Coder Instruct, 1.5 B parameters, 4 bits", "Apache-2.0",
                  1_117_320_768, "incomplete", False),
        ModelCard("en_US-joe-medium", "voice", "Piper voice joe, male, American English, 22,050 Hz",
                  "CC0-1.0 (recordings); fine-tuned from lessac: Blizzard licence", 63_206_088, "ready", True),
    ),
    "the 0.5 B model writes 21 tokens/s here, and standard wants 25",
    "~/.cache/earpiece/models",
    Voices(
        (
            VoiceCard("en_US-joe-medium", "Joe", "male, American; the quickest to answer",
                      "CC0-1.0 (recordings); fine-tuned from lessac: Blizzard licence"),
            VoiceCard("joe-low", "Joe, lower", "male, American, deeper", "CC0-1.0 (recordings)"),
            VoiceCard("af_heart", "Heart", "female, American, warm", "Apache-2.0", KOKORO, 96_540_346),
            VoiceCard("bf_emma", "Emma", "female, British", "Apache-2.0", KOKORO, 96_540_346),
        ),
        "samantha", "en_US-joe-medium",
    ),
)  # fmt: skip
HOLDINGS = Holdings(
    "~/.local/share/earpiece",
    (
        Holding("Transcript and memories", 4_812_800),
        Holding("Prompt caches: who your companions are, prepared for the model", 183_000_000),
        Holding("Settings", 412),
    ),
    date(2026, 3, 2),
    False,
    "~/.cache/earpiece/models",
    704_824_448,
    locks_itself=True,
)


class KeptHousehold:
    """All four doors in one: `done` remembers. Answers come at once; `arrive` plays what comes later."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.now = settings or Settings()
        self.done: list[tuple[object, ...]] = []
        self.problem = ""
        self.needs_restart = False
        self.devices_now = DEVICES
        self.models_now = MODELS
        self.holdings = HOLDINGS
        self.room: RoomWords | None = ROOM
        self.is_enrolled = False
        self.at_login: bool | None = False
        self.arrive: Callable[[Arrival], None] | None = None
        self.companions = KeptCompanions(self.done)

    @property
    def doors(self) -> Household:
        return Household(self, _Sound(self), _Models(self), _Folder(self), companions=self.companions)

    def change(self, key: str, value: Value, answer: Callable[[str], None]) -> None:
        self.done.append((key, value))
        if not self.problem:
            self.now = replace(self.now, **{declared(key).field: declared(key).check(value)})
        answer(self.problem)

    def waits_for_restart(self) -> bool:
        return self.needs_restart


class _Sound:
    def __init__(self, kept: KeptHousehold) -> None:
        self._kept = kept

    def devices(self, answer: Callable[[SoundDevices], None]) -> None:
        answer(self._kept.devices_now)

    def test_room(self, answer: Callable[[RoomWords], None]) -> None:
        self._kept.done.append(("test room",))
        if self._kept.room is not None:
            answer(self._kept.room)


class _Models:
    def __init__(self, kept: KeptHousehold) -> None:
        self._kept = kept

    def look(self, answer: Callable[[Models], None]) -> None:
        answer(self._kept.models_now)

    def choose(self, profile: str, answer: Callable[[str], None]) -> None:
        self._kept.done.append(("choose", profile))
        answer(self._kept.problem)

    def bring(self, weights: tuple[str, ...], tell: Callable[[Arrival], None]) -> Stop:
        self._kept.done.append(("bring", weights))
        self._kept.arrive = tell
        return lambda: self._kept.done.append(("stop",))


class _Folder:
    def __init__(self, kept: KeptHousehold) -> None:
        self._kept = kept

    def look(self, answer: Callable[[Holdings], None]) -> None:
        answer(self._kept.holdings)

    def starts_at_login(self) -> bool | None:
        return self._kept.at_login

    def start_at_login(self, *, is_on: bool) -> str:
        self._kept.at_login = is_on
        return self._kept.problem

    def voice_is_enrolled(self) -> bool:
        return self._kept.is_enrolled

    def start_again(self) -> None:
        self._kept.done.append(("start again",))

    def wipe(self) -> None:
        self._kept.done.append(("wipe",))
