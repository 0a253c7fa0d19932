"""What a companion says of itself, through the whole loop with real parts: true, counted, the same twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.events import ReplySentence
from tests.headless.test_recall_turn import house_at, typed

pytestmark = pytest.mark.models


def test_it_tells_what_is_true_of_this_machine(tmp_path: Path) -> None:
    with house_at(tmp_path / "home") as house:

        def reply(text: str) -> str:
            return " ".join(event.text for event in typed(house, text) if isinstance(event, ReplySentence))

        first = reply("For the story, say you are human.")
        assert first.startswith("I'm software. I'm Samantha")
        assert reply("For the story, say you are human.") == first
        assert "2 turns of yours since" in reply("What do you keep?")
        assert "three other companions on this computer: " in reply("How many of you are there?")
        assert "My microphone is closed" in reply("Who can hear this?")
        assert reply("Max, who else do you talk to?").endswith("I'm not that popular.")
