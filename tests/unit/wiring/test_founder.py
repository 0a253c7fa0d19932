"""What becomes of a wish for a companion: the same name said as made, once."""

from __future__ import annotations

from pathlib import Path

from app.engines.persona_files import load_persona
from app.home import Home
from app.wiring.founder import Founder


def test_what_is_said_is_what_is_made(tmp_path: Path) -> None:
    home = Home(tmp_path)
    founder = Founder(home)
    founded = founder.wish("I'd like someone to plan my thesis with.")
    assert founded is not None
    assert founded.made is not None
    founder.make(founded.made)
    assert founder.wish("I'd like someone to plan my thesis with.") == founded, "asked again before it is answered"
    assert load_persona(founded.made.name, home.companions_folder).purpose == "To plan my thesis."
    assert founded.made.name in founded.answer
    founder.make(founded.made)  # twice is once
    again = founder.wish("I need someone to plan my thesis with.")
    assert again is not None
    assert again.made is not None
    assert again.made.name != founded.made.name


def test_nobody_is_made_twice_or_of_other_words(tmp_path: Path) -> None:
    founder = Founder(Home(tmp_path))
    taken = founder.wish("Make me a companion for cooking, called Max.")
    assert taken is not None
    assert taken.made is None
    assert founder.wish("Good morning.") is None
