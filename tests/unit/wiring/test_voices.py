"""Who speaks for whom: the user's choice, the companion's own voice, or the one that is always here."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from app.cancel import Never
from app.conversation.pacing import Pace, Pacing
from app.engines.scripted_voice import ScriptedVoice
from app.home import Home
from app.plan import Plan, make_plan
from app.wiring import voices as module
from app.wiring.voices import CompanionVoices
from tests.kit.speech import weights

pytestmark = pytest.mark.models


class Named(ScriptedVoice):
    """Says which voice it stands for, and how often it was loaded."""

    made: ClassVar[list[str]] = []

    def __init__(self, first: object, second: object) -> None:
        super().__init__()
        self.name = getattr(second, "stem", second)

    def load(self) -> None:
        self.made.append(str(self.name))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The voices that were loaded, in order."""
    Named.made = []
    monkeypatch.setattr(module, "PiperSynthesizer", Named)
    monkeypatch.setattr(module, "KokoroSynthesizer", Named)
    return Named.made


def plan(home: Path, names: str = "") -> Plan:
    (home / "earpiece.toml").write_text(f'[voice]\nnames = "{names}"\n')
    args = argparse.Namespace(companion="samantha", profile="tiny", self_id=None)
    return make_plan(args, Home(home), seed=1)


def test_each_is_loaded_once_and_when_it_speaks(tmp_path: Path, made: list[str]) -> None:
    weights("kokoro-english-voices")
    pacing = Pacing()
    voices = CompanionVoices(plan(tmp_path, "samantha=af_heart, max=bm_george"), pacing)
    voices.load()
    assert made == ["af_heart"]
    assert pacing.pace.is_slow
    assert voices.for_companion("") is voices.for_companion("")
    voices.for_companion("max")
    voices.for_companion("max")
    assert made == ["af_heart", "bm_george"]
    voices.close()


def test_another_choice_speaks_from_the_next_clause_on(tmp_path: Path, made: list[str]) -> None:
    weights("kokoro-english-voices")
    pacing = Pacing()
    voices = CompanionVoices(plan(tmp_path, "samantha=af_heart"), pacing)
    voices.load()
    voices.choose("samantha=joe-low")
    assert made == ["af_heart", "en_US-joe-medium"]
    assert pacing.pace == Pace()
    low = voices.for_companion("")
    voices.choose("")
    assert low.rate_hz < voices.for_companion("").rate_hz
    assert len(made) == 2, "higher and lower are one recording"


def test_a_slow_and_a_quick_one_in_one_conversation(tmp_path: Path, made: list[str]) -> None:
    """What one takes says nothing of the other."""
    weights("kokoro-english-voices")
    pacing = Pacing()
    voices = CompanionVoices(plan(tmp_path, "samantha=af_heart, max=joe-low"), pacing)
    voices.load()
    pacing.note_voice(2.0, 2.0)
    slow = pacing.pace.voice_share
    voices.for_companion("max")
    assert pacing.pace == Pace()
    pacing.note_voice(2.0, 0.2)
    voices.for_companion("")
    assert pacing.pace.voice_share == slow > 0.7
    assert made == ["af_heart", "en_US-joe-medium"]


def test_a_voice_that_is_not_here_is_replaced(
    tmp_path: Path, made: list[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    CompanionVoices(plan(tmp_path, "samantha=nobody"), Pacing()).load()
    assert made == ["en_US-joe-medium"]
    assert "voice nobody is not here" in caplog.text
    caplog.clear()
    voices = CompanionVoices(plan(tmp_path, "samantha=af_heart"), Pacing())
    monkeypatch.setattr(voices._weights, "state", lambda _: "missing")
    voices.load()
    assert made == ["en_US-joe-medium"] * 2


def test_a_slow_voice_rehearses_its_greeting(tmp_path: Path, made: list[str]) -> None:
    weights("kokoro-english-voices")
    begun = plan(tmp_path, "samantha=af_heart")
    begun = replace(begun, persona=replace(begun.persona, greeting="Hello, you. How was your day?"))
    voices = CompanionVoices(begun, Pacing())
    voices.load()
    for clause in voices.greeting():
        voices.rehearse(clause)
    (engine,) = voices._engines.values()
    assert isinstance(engine, Named)
    assert " ".join(engine.said) == "Hello, you. How was your day?"
    list(voices.for_companion("").synthesize(engine.said[0], cancel=Never()))
    assert " ".join(engine.said) == "Hello, you. How was your day?", "the first clause was there"
    quick = CompanionVoices(replace(begun, settings=replace(begun.settings, voice_names="")), Pacing())
    quick.load()
    assert quick.greeting() == []


def test_the_users_speed_is_everybodys(tmp_path: Path, made: list[str]) -> None:
    voices = CompanionVoices(plan(tmp_path), Pacing())
    voices.load()
    voices.speak_at(1.25)
    voice = voices.for_companion("")
    list(voice.synthesize("Hello.", cancel=Never()))
    (engine,) = voices._engines.values()
    assert isinstance(engine, Named)
    assert engine.speed == 1.25
