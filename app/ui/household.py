"""What belongs to a life with Earpiece besides the talk: settings, sound, models and the folder, as Protocols.

Why: the settings page and the first run are built and tested against a few lines; app/household fits the real things to
them. Every method is called on the main thread and returns at once; what it asks for comes through `answer` or `tell`,
on any thread (app/ui/answers.py brings it to the main thread). `problem` and `str` answers are one line for the user,
'' when all is well. Imports no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.settings import Settings, Value
from app.ui.companion_doors import CompanionShelf
from app.voice_choice import read_choice

Stop = Callable[[], None]
"""Ends what was begun; may be called more than once."""


@dataclass(frozen=True)
class SoundDevice:
    """`label`: what the settings `audio.microphone` and `audio.speaker` take."""

    label: str
    is_default: bool


@dataclass(frozen=True)
class SoundDevices:
    """What there is now."""

    microphones: tuple[SoundDevice, ...] = ()
    speakers: tuple[SoundDevice, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class RoomWords:
    """What the room test found: one sentence, and the figures behind it."""

    words: str
    figures: tuple[str, ...] = ()
    is_well: bool = True


@dataclass(frozen=True)
class ModelCard:
    """One weight of the catalog. `state`: ready, missing, incomplete, wrong. `speed`: '' where nobody waits for it."""

    name: str
    role: str
    about: str
    licence: str
    size_bytes: int
    state: str
    is_used: bool
    speed: str = ""


@dataclass(frozen=True)
class ProfileCard:
    """A choice of models. `missing_bytes`: what a download would bring."""

    name: str
    about: str
    size_bytes: int
    missing: tuple[str, ...]
    missing_bytes: int
    is_running: bool
    is_chosen: bool
    speed: str = ""


@dataclass(frozen=True)
class VoiceCard:
    """Somebody who can speak. `about`: "female, British". `missing`: weights to download first."""

    name: str
    title: str
    about: str
    licence: str
    missing: tuple[str, ...] = ()
    missing_bytes: int = 0

    @property
    def is_female(self) -> bool:
        return self.about.startswith("female")


@dataclass(frozen=True)
class Voices:
    """`own`: the voice that `companion`, who is running, has when nobody chose another one."""

    cards: tuple[VoiceCard, ...] = ()
    companion: str = ""
    own: str = ""

    def first(self, *, is_female: bool) -> VoiceCard | None:
        """The one to offer to somebody who wants such a voice."""
        return next((card for card in self.cards if card.is_female == is_female), None)

    def speaking(self, line: str) -> str:
        """Who speaks with the setting `voice.names`: who was chosen, else its own; else the first one here."""
        wanted = read_choice(line).get(self.companion, self.own)
        here = [card.name for card in self.cards if not card.missing]
        return wanted if wanted in here else next(iter(here), "")


@dataclass(frozen=True)
class Models:
    """`why`: why the chosen profile is the chosen one."""

    profiles: tuple[ProfileCard, ...]
    weights: tuple[ModelCard, ...]
    why: str
    folder: str
    voices: Voices = Voices()


@dataclass(frozen=True)
class Arrival:
    """A download: `share` 0 .. 1 of all of it, `figures` in words."""

    title: str
    share: float
    figures: str
    is_over: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Holding:
    """One thing on the disk."""

    what: str
    size_bytes: int


@dataclass(frozen=True)
class Holdings:
    """What is kept, where, and since when (None: nothing was said yet)."""

    folder: str
    things: tuple[Holding, ...]
    since: date | None
    is_encrypted: bool
    models_folder: str
    models_bytes: int
    locks_itself: bool = False
    """It is the usual folder: the desktop's keyring locks it, if the setting says so."""


class KeptSettings(Protocol):
    """earpiece.toml."""

    @property
    def now(self) -> Settings:
        """As they are in the file, with everything that was changed since."""

    def change(self, key: str, value: Value, answer: Callable[[str], None]) -> None:
        """Keep it, and follow it at once where that is possible. `answer`: what went wrong, or ''."""

    def waits_for_restart(self) -> bool:
        """Something was changed that the running conversation does not follow."""


class Sound(Protocol):
    """Microphone and loudspeaker."""

    def devices(self, answer: Callable[[SoundDevices], None]) -> None: ...

    def test_room(self, answer: Callable[[RoomWords], None]) -> None:
        """A short sound and what of it comes back; six seconds, in which nobody is listened to."""


class ModelShelf(Protocol):
    """The weights of this machine."""

    def look(self, answer: Callable[[Models], None]) -> None: ...

    def choose(self, profile: str, answer: Callable[[str], None]) -> None:
        """From the next start on."""

    def bring(self, weights: tuple[str, ...], tell: Callable[[Arrival], None]) -> Stop:
        """Download; what has arrived when it is stopped is kept."""


class OwnFolder(Protocol):
    """The folder that holds everything, and the app's own coming and going."""

    def look(self, answer: Callable[[Holdings], None]) -> None: ...

    def starts_at_login(self) -> bool | None:
        """None: this desktop has no way to do it."""

    def start_at_login(self, *, is_on: bool) -> str:
        """What went wrong, or ''."""

    def voice_is_enrolled(self) -> bool: ...

    def start_again(self) -> None:
        """Quit, and start with the settings as they are now."""

    def wipe(self) -> None:
        """Quit, and delete everything in the folder."""


@dataclass(frozen=True)
class Household:
    """The doors together, as the front end gets them."""

    settings: KeptSettings
    sound: Sound
    models: ModelShelf
    folder: OwnFolder
    wants_first_run: bool = False
    """Nobody has met this companion here."""
    companions: CompanionShelf | None = None
    """Their files; None where nobody gave them."""


def size_words(size_bytes: int) -> str:
    """1117320768 -> "1.1 GB"; decimal units, as disks are sold."""
    for unit, one in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size_bytes >= one:
            number = size_bytes / one
            return f"{number:.1f} {unit}" if number < 10 and unit == "GB" else f"{number:.0f} {unit}"
    return f"{size_bytes} bytes"
