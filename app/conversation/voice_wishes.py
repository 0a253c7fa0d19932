"""What the user wants of the voice itself: say that again, slower, faster, louder, quieter, as usual.

A wish is a wish only when nothing else is said: "say that again was hard" is something to answer. Called on the session
thread when a turn has ended. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.conversation.heard_words import Phrase, is_made_of, names_of, phrases, plain_words
from app.effects import TuneVoice
from app.facts import VoiceTuned

Tune = Literal["slower", "faster", "louder", "quieter", "usual"]
Wish = Literal["again"] | Tune

SPEEDS = (0.5, 2.0)
"""As the setting voice.speed."""
LOUDNESSES_DB = (-18.0, 6.0)
"""As the setting voice.loudness_db."""
SPEED_STEP = 1.15
LOUDNESS_STEP_DB = 3.0
"""Steps that one surely notices, and that three of do not spoil."""

_WISHES: dict[Wish, frozenset[Phrase]] = {
    "again": phrases(
        "say that again", "say it again", "say this again", "say again", "say that once more", "say it once more",
        "say that one more time", "say it one more time", "tell me that again", "tell me again", "repeat",
        "repeat that", "repeat it", "repeat what you said", "repeat yourself", "repeat that for me", "what did you say",
        "what did you just say", "what did you say again", "come again", "pardon", "pardon me", "i beg your pardon",
        "i didnt catch that", "i did not catch that", "i didnt hear that", "i did not hear that", "i didnt hear you",
        "i missed that", "i couldnt hear that",
    ),
    "slower": phrases(
        "slower", "more slowly", "slow down", "speak slower", "speak more slowly", "speak slowly", "talk slower",
        "talk more slowly", "talk slowly", "say it slower", "go slower", "too fast", "not so fast", "not that fast",
        "dont speak so fast", "dont talk so fast", "less fast",
    ),
    "faster": phrases(
        "faster", "more quickly", "quicker", "speed up", "speak faster", "speak more quickly", "talk faster",
        "talk more quickly", "say it faster", "go faster", "too slow", "too slowly", "not so slow", "not so slowly",
        "dont speak so slowly", "dont talk so slowly", "less slowly",
    ),
    "louder": phrases(
        "louder", "more loudly", "speak louder", "speak up", "talk louder", "say it louder", "too quiet",
        "not so quiet", "i cant hear you", "i can hardly hear you", "i can barely hear you", "turn it up",
        "turn up the volume", "turn the volume up", "volume up", "raise your voice", "turn your voice up",
        "turn up your voice",
    ),
    "quieter": phrases(
        "quieter", "more quietly", "softer", "more softly", "speak quieter", "speak more quietly", "speak softer",
        "speak more softly", "speak quietly", "talk quieter", "talk more quietly", "talk softer", "less loud",
        "too loud", "not so loud", "turn it down", "turn down the volume", "turn the volume down", "volume down",
        "lower your voice", "keep your voice down", "turn your voice down", "turn down your voice",
    ),
    "usual": phrases(
        "speak normally", "talk normally", "speak normally again", "talk normally again", "normal speed",
        "at normal speed", "at your normal speed", "at the normal speed", "speak as usual", "talk as usual",
        "your usual voice", "your normal voice", "the usual voice",
    ),
}  # fmt: skip
_AROUND = phrases(
    "oh", "ok", "okay", "hey", "please", "no", "yes", "yeah", "well", "so", "um", "uh", "ah", "hm", "now", "then",
    "sorry", "im sorry", "just", "thanks", "thank you", "but", "can you", "could you", "would you", "will you",
    "can you please", "you can", "a bit", "a little", "a little bit", "a tad", "a lot", "much", "even", "still",
    "for me", "than that", "speak", "talk", "say it", "thats", "that was", "that is", "its", "youre", "you are",
    "youre speaking", "you speak", "youre talking", "you talk", "i said", "way", "far", "wait", "what",
    "go back to", "back to",
)  # fmt: skip
_SAID: dict[Tune, str] = {
    "slower": "A bit slower.", "faster": "A bit faster.", "louder": "A bit louder.", "quieter": "A bit quieter.",
    "usual": "As usual.",
}  # fmt: skip


def wish_in(text: str, *, name: str = "") -> Wish | None:
    """A wish and nothing else; `name`: the companion's, which may stand before or after it."""
    words = plain_words(text)
    around = _AROUND | names_of(name)
    return next((wish for wish, core in _WISHES.items() if is_made_of(words, core, around)), None)


@dataclass(frozen=True)
class Granted:
    """`order`: None when the voice is at its limit. `words`: what is said of it."""

    order: TuneVoice | None
    words: str


class VoiceTuning:
    """How the voice speaks now: its pace and its loudness, beside the voice's own."""

    def __init__(self) -> None:
        self._now = TuneVoice(1.0, 0.0)

    def follow(self, fact: VoiceTuned) -> None:
        """The settings say so."""
        speed = self._now.speed if fact.speed is None else fact.speed
        loudness_db = self._now.loudness_db if fact.loudness_db is None else fact.loudness_db
        self._now = TuneVoice(speed, loudness_db)

    def grant(self, wish: Tune) -> Granted:
        """One step, as far as it goes."""
        tuned = self._stepped(wish)
        if tuned == self._now and wish != "usual":
            return Granted(None, f"I can't speak any {wish}.")
        self._now = tuned
        return Granted(tuned, _SAID[wish])

    def _stepped(self, wish: Tune) -> TuneVoice:
        speed, loudness_db = self._now.speed, self._now.loudness_db
        match wish:
            case "slower" | "faster":
                speed *= SPEED_STEP if wish == "faster" else 1 / SPEED_STEP
            case "louder" | "quieter":
                loudness_db += LOUDNESS_STEP_DB if wish == "louder" else -LOUDNESS_STEP_DB
            case "usual":
                speed, loudness_db = 1.0, 0.0
        return TuneVoice(round(_within(speed, SPEEDS), 2), round(_within(loudness_db, LOUDNESSES_DB), 1))


def _within(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])
