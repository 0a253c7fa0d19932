"""Around the conversation: the voice leans and the reply shortens with what was just heard, and only if it may."""

from __future__ import annotations

from typing import Any

import numpy as np

from app.audio.clip import Clip
from app.companion.in_tune import InTune, Tune
from app.companion.mirror import WHISPER_DB, WHISPER_WORDS
from app.effects import LeanVoice, Respond
from app.events import FinalTranscript, MoodSensed, TurnEnded
from app.facts import SoftEnded, SpeechStarted
from app.wishes import Type

HZ = 16_000
SLOW = "My boss moved the deadline to Friday and I am cross."
NOISE = np.random.default_rng(1).normal(0, 1, 2 * HZ).astype(np.float32)
VOICE = np.sign(np.sin(2 * np.pi * 140 * np.arange(2 * HZ) / HZ)).astype(np.float32)


class Inner:
    """Answers each soft end, and ends the turn at once; what is typed too."""

    is_at_rest = True

    def __init__(self) -> None:
        self.words = SLOW

    def handle(self, message: Any, now_s: float) -> list[Any]:
        if not isinstance(message, SoftEnded | Type):
            return []
        return [Respond(1, 1, self.words, ()), FinalTranscript(0, 1, self.words), TurnEnded(0, 1, "silence")]


class Talk:
    def __init__(self, tune: Tune | None = None) -> None:
        self.inner = Inner()
        self.tune = tune or Tune()
        self.layer = InTune(self.inner, lambda: self.tune)

    def say(self, sound: np.ndarray = VOICE, gain: float = 0.2, voiced_s: float = 6.0, words: str = SLOW) -> list[Any]:
        self.inner.words = words
        self.layer.handle(SpeechStarted(0.0), 0.0)
        return self.layer.handle(SoftEnded(2.0, Clip(sound * np.float32(gain), HZ), voiced_s, 1.9), 2.0)


def leans(made: list[Any]) -> list[LeanVoice]:
    return [one for one in made if isinstance(one, LeanVoice)]


def most_words(made: list[Any]) -> int:
    return next(one.most_words for one in made if isinstance(one, Respond))


def test_a_slow_talker_gets_a_slower_voice_once_it_is_known_and_told_once() -> None:
    talk = Talk()
    assert [leans(talk.say()) for _ in range(4)] == [[], [], [LeanVoice(0.9)], []]
    talk.tune = Tune(pace=False)
    assert leans(talk.say()) == [LeanVoice()]
    assert talk.layer.is_at_rest


def test_who_whispers_is_answered_briefly_in_a_low_voice_and_then_as_before() -> None:
    talk = Talk(Tune(pace=False))
    talk.say()
    talk.say()
    whispered = talk.say(NOISE, 0.005)
    assert leans(whispered) == [LeanVoice(1.0, WHISPER_DB)]
    assert most_words(whispered) == WHISPER_WORDS
    assert leans(talk.say()) == [LeanVoice()]
    talk.tune = Tune(pace=False, whisper=False)
    assert leans(talk.say(NOISE, 0.005)) == []


def test_brief_words_get_a_brief_reply_unless_they_are_typed_or_it_is_switched_off() -> None:
    talk = Talk()
    for _ in range(3):
        made = talk.say(words="And then?")
    assert most_words(made) == 20
    assert most_words(talk.layer.handle(Type("And then?"), 3.0)) == 0
    talk.tune = Tune(length=False)
    assert most_words(talk.say(words="And then?")) == 0


def test_the_mood_is_told_when_it_changes_and_never_when_it_is_switched_off() -> None:
    def moods(made: list[Any]) -> list[str]:
        return [one.mood for one in made if isinstance(one, MoodSensed)]

    talk = Talk()
    assert moods(talk.say(words="I am so tired today.")) == ["tired"]
    assert moods(talk.say(words="I am really tired, you know.")) == []
    assert moods(talk.say(words="We went to the shop.")) == [""]
    assert moods(talk.say(gain=0.9, voiced_s=0.6, words="We went to the shop.")) == ["lively"]
    talk.inner.words = "I'm so happy."
    assert moods(talk.layer.handle(Type("I'm so happy."), 9.0)) == ["glad"]
    talk.tune = Tune(mood=False)
    assert moods(talk.say(words="I am so tired today.")) == [""]
    assert moods(talk.say(words="I am so sad today.")) == []


def test_the_reply_is_as_formal_as_the_user() -> None:
    def formality(made: list[Any]) -> int:
        return next(one.formality for one in made if isinstance(one, Respond))

    talk = Talk(Tune(length=False, pace=False))
    told = [formality(talk.say(words="I do not know, and I cannot say.")) for _ in range(3)]
    assert told == [0, 0, 1]
    talk.tune = Tune(length=False, pace=False, formality=False)
    assert formality(talk.say()) == 0
