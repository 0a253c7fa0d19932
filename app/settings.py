"""Every setting, declared once: its key in earpiece.toml, type, unit, range, default and meaning.

A field of `Settings` is the declaration; checking, the file (settings_file.py) and the documentation's table are
derived from it. Read from any thread (frozen); a change makes a new `Settings`.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Value = bool | int | float | str
T = TypeVar("T", bound=Value)


class WrongSetting(ValueError):
    """A key nobody knows, or a value it cannot have. `key` is what was written; the text says why and what instead."""

    def __init__(self, key: str, why: str, fix: str) -> None:
        self.key, self.why, self.fix = key, why, fix
        super().__init__(f"{key}: {why} {fix}")


@dataclass(frozen=True)
class Declaration:
    """One setting. `low` and `high` are included; `choices` empty: anything of the type."""

    field: str
    key: str
    default: Value
    meaning: str
    unit: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]

    def check(self, value: object) -> Value:
        """`value` as this setting's type. Raises WrongSetting."""
        kind = type(self.default)
        kinds = (int, float) if kind is float else (kind,)
        if not isinstance(value, Value) or type(value) not in kinds:  # the type itself: true is an int to Python
            raise self._wrong(f"{_shown(value)} is not {_KINDS[kind]}.")
        if isinstance(value, int | float) and not self._holds(value):
            raise self._wrong(f"{_shown(value)} is not between {_shown(self.low)} and {_shown(self.high)}.")
        if self.choices and value not in self.choices:
            raise self._wrong(f"{_shown(value)} is not one of {', '.join(self.choices)}.")
        return float(value) if kind is float else value

    @property
    def range(self) -> str:
        """What it may be, in words."""
        if self.choices:
            return ", ".join(self.choices)
        if self.low is not None and self.high is not None:
            return f"{_shown(self.low)} to {_shown(self.high)} {self.unit}".strip()
        return _KINDS[type(self.default)]

    def _holds(self, number: float) -> bool:
        return self.low is None or self.high is None or self.low <= number <= self.high

    def _wrong(self, why: str) -> WrongSetting:
        return WrongSetting(self.key, why, f"Correct it, or delete it to get {_shown(self.default)}.")


def _declare(
    key: str,
    default: T,
    meaning: str,
    *,
    unit: str = "",
    within: tuple[T, T] | None = None,
    choices: tuple[str, ...] = (),
) -> T:
    low, high = within or (None, None)
    said = {"key": key, "meaning": meaning, "unit": unit, "low": low, "high": high, "choices": choices}
    return dataclasses.field(default=default, metadata=said | {"default": default})


@dataclass(frozen=True)
class Settings:
    """What the user has chosen; every field has a default."""

    companion: str = _declare("conversation.companion", "samantha", "who answers")
    pace: float = _declare(
        "conversation.pace", 0.0, "how soon it answers: -1 gives you time, 1 is quick", within=(-1.0, 1.0)
    )
    mode: str = _declare(
        "conversation.mode",
        "open",
        "when it listens: always, after the wake phrase, or while the key is down",
        choices=("open", "wake", "key"),
    )
    wake_phrase: str = _declare(
        "conversation.wake_phrase",
        "",
        "what wakes it; empty: hey and the companion's name. `doctor` says how it is found",
    )
    replies: str = _declare(
        "conversation.replies", "usual", "how much it says at a time", choices=("short", "usual", "long")
    )
    hears_others: str = _declare(
        "companions.hears_others",
        "all",
        "who, called by name in the middle of a conversation, is told its last two turns: all, none, or their names",
    )
    your_name: str = _declare("conversation.your_name", "", "what it calls you")
    first_run: str = _declare(
        "conversation.first_run",
        "new",
        "the scene of the first start: on a new home, again at the next start, or done",
        choices=("new", "again", "done"),
    )
    soft_sound: bool = _declare(
        "conversation.soft_sound", False, "a soft sound when you have finished, unless the answer is there already"
    )
    filler: bool = _declare("conversation.filler", False, 'a short "Hmm." when the answers have come late')
    nods: bool = _declare("conversation.nods", False, 'a short "uh huh" in a long pause of yours, seldom')
    microphone: str = _declare("audio.microphone", "", "the microphone's name; empty: the system's default")
    speaker: str = _declare("audio.speaker", "", "the loudspeaker's name; empty: the system's default")
    voice_speed: float = _declare("voice.speed", 1.0, "how fast it speaks; 1.0 is the voice's own", within=(0.5, 2.0))
    voice_loudness_db: float = _declare(
        "voice.loudness_db", 0.0, "how much louder or quieter than its own loudness it speaks", unit="dB",
        within=(-18.0, 6.0),
    )  # fmt: skip
    voice_names: str = _declare(
        "voice.names", "", "whose voice is whose: samantha=af_heart, max=joe-low; who is not named has its own"
    )
    tune_pace: bool = _declare("tune.pace", True, "it speaks slower or faster with you, by a tenth at the most")
    tune_length: bool = _declare("tune.length", True, "who says little is answered briefly")
    laughs: bool = _declare(
        "voice.laughs", False, "a laugh or a sigh between two sentences is heard, as breath; otherwise it is left out"
    )
    tune_formality: bool = _declare("tune.formality", True, 'it says "I am" or "I\'m" as you do')
    tune_mood: bool = _declare("tune.mood", True, "the window shows what your mood seems to be; it is kept nowhere")
    tune_whisper: bool = _declare("tune.whisper", True, "who whispers is answered briefly, in a low voice")
    voice_muted: bool = _declare("voice.muted", False, "it answers in captions only")
    microphone_muted: bool = _declare("microphone.muted", False, "the microphone stays closed, also after a restart")
    keep_microphone_ready: bool = _declare(
        "microphone.keep_ready", False, "in the mode key: open all the time, so that no first syllable is lost"
    )
    only_my_voice: bool = _declare(
        "microphone.only_my_voice", False, "other voices are not answered; `earpiece voice enrol` comes first"
    )
    quiet_from: str = _declare("quiet.from", "", "from this time of day (22:00) it never starts talking by itself")
    quiet_until: str = _declare("quiet.until", "", "until this time of day (07:00)")
    paused_until: str = _declare(
        "quiet.paused_until", "", 'the menu\'s "Quiet until …": asleep until this moment (2026-03-01T08:00:00+01:00)'
    )
    allowance_min: int = _declare(
        "boundaries.allowance_min", 0, "how long a day you want to talk; 0: as long as you like", unit="min",
        within=(0, 24 * 60),
    )  # fmt: skip
    talk_by_itself: str = _declare(
        "proactive.talk",
        "off",
        "whether it begins to talk when you come back, with something you left open: never, once or three times a day",
        choices=("off", "rarely", "sometimes"),
    )
    asks_doubts: bool = _declare(
        "memory.asks", True,
        "in a calm talk it asks you, once, which is right of two things you said that cannot both be",
    )
    reads_by_model: bool = _declare(
        "memory.reads", True,
        "when nobody talks, the language model looks for facts in what you said (from the standard profile up)",
    )
    country: str = _declare(
        "boundaries.country", "", "whose helplines it names in a crisis, two letters (US); empty: where the clock is"
    )
    keep_moments: bool = _declare(
        "boundaries.keep_log", False, "a log of moments in which somebody may have been in danger: times, never words"
    )
    keyring: bool = _declare(
        "memory.keyring", True,
        "what is said in the usual folder is locked with the desktop's keyring, where it has one; false: what is not "
        "locked yet stays as it is, and `earpiece key open` unlocks the rest",
    )  # fmt: skip
    key: str = _declare("key.chord", "ctrl+alt+space", 'the push-to-talk key: "F9", "right ctrl"; empty for none')
    key_style: str = _declare(
        "key.style", "hold", "talk while it is down, or from one press to the next", choices=("hold", "toggle")
    )
    window_language: str = _declare(
        "window.language", "desktop", "the language of the window; the companion's own is English",
        choices=("desktop", "en", "de"),
    )  # fmt: skip
    ring_shown: bool = _declare("ring.shown", False, "a little ring on top of everything shows what it does")
    ring_place: str = _declare("ring.place", "", "where the ring was left on the screen")
    model_threads: int = _declare(
        "model.threads", 0, "threads of the language model; 0: chosen by measuring", within=(0, 64)
    )
    language: str = _declare("model.language", "en", "the language it listens and speaks in", choices=("en",))

    def lets_hear(self, companion: str) -> bool:
        """Whether `companion`, called by name, is told what was just said to another."""
        told = {name.strip().casefold() for name in self.hears_others.split(",")}
        return "all" in told or companion in told

    def wake_phrase_for(self, name: str) -> str:
        """What one says to wake the companion `name`."""
        return self.wake_phrase or f"hey {name}"


DECLARED = {
    str(field.metadata["key"]): Declaration(field=field.name, **field.metadata)
    for field in dataclasses.fields(Settings)
}
"""Every setting by its key, in the order of the documentation."""


def settings_from(values: Mapping[str, object]) -> Settings:
    """`values`: {key: value as read}; what is absent has its default. Raises WrongSetting."""
    return Settings(**{declared(key).field: declared(key).check(value) for key, value in values.items()})  # type: ignore[arg-type]  # check() gave each the type of its default


def declared(key: str) -> Declaration:
    """Raises WrongSetting with the nearest known key."""
    if key in DECLARED:
        return DECLARED[key]
    near = difflib.get_close_matches(key, DECLARED, n=1, cutoff=0.5)
    fix = f"Did you mean {near[0]}?" if near else f"The settings are {', '.join(DECLARED)}."
    raise WrongSetting(key, "there is no such setting.", fix)


def table() -> str:
    """The settings as a Markdown table, for the documentation and for a test that keeps it true."""
    rows = ["| key | default | may be | meaning |", "|---|---|---|---|"]
    rows += [f"| `{d.key}` | `{_shown(d.default)}` | {d.range} | {d.meaning} |" for d in DECLARED.values()]
    return "\n".join(rows) + "\n"


_KINDS: dict[type, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


def _shown(value: object) -> str:
    """As one writes it in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
