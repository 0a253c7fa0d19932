"""Asleep until the wake word is said, and then only for the voice that was enrolled: on a virtual sound card."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.audio.clip import Clip
from app.engines.ge2e_speaker import WEIGHT, Ge2eSpeaker
from app.home import Home
from app.listening.only_me import enrolled
from app.voice_print import keep_voice_print
from tests.kit.live import LiveTalk
from tests.kit.speech import JOE, say, silence, weights
from tests.kit.virtual_audio import VirtualAudio, sound_card
from tests.kit.wer import words

pytestmark = pytest.mark.models
__all__ = ["sound_card"]

SETTINGS = '[conversation]\nmode = "wake"\nwake_phrase = "okay nabu"\n[microphone]\nonly_my_voice = true\n'
MINE = ("The old lighthouse keeper climbed the stairs.", "Mix it in the evening.", "The museum is closed on Mondays.")


def enrol(folder: Path) -> None:
    home = Home(folder)
    home.prepare()
    home.settings_path.write_text(SETTINGS)
    network = Ge2eSpeaker(weights(WEIGHT))
    network.load()
    mine = enrolled(network, [say(text, JOE).samples for text in MINE])
    assert mine is not None
    keep_voice_print(home, mine)


def test_the_wake_word_wakes_it_for_me(sound_card: VirtualAudio, tmp_path: Path) -> None:
    enrol(tmp_path / "home")

    def speak(text: str, voice: str = JOE) -> None:
        sound_card.play(say(text, voice))
        sound_card.play(Clip(silence(2.5), 16_000))

    with LiveTalk(sound_card, tmp_path) as live:
        live.until_warm()
        speak("What do you think about rainy days?")
        assert not live.of("FinalTranscript"), "asleep"
        speak("Okay, Nabu, what do you think about rainy days?")
        live.until(lambda: live.of("FinalTranscript"), "what I asked")
        live.until(lambda: live.of("TurnTimings"), "the end of the turn")
        live.until(lambda: live.status()["state"] == "listening", "listening again")
        speak("Please tell me something about the weather in London.", "en-us+f3")
        assert len(live.of("FinalTranscript")) == 1, "somebody else"
        speak("And what do you think about snow and ice?")
        live.until(lambda: len(live.of("FinalTranscript")) == 2, "what I asked next")
    assert live.process.returncode == 0, live.stderr
    asked, next_ = ([*words(event["text"])] for event in live.of("FinalTranscript"))
    assert asked[-3:] == words("about rainy days")
    assert len(asked) <= 8, "without the call, but for a syllable of it"
    assert next_[-3:] == words("snow and ice")
