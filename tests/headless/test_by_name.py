"""Two companions in one conversation, with real models and a real store: whose memory is whose."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.events import MemoryRecalled, Published, ReplySentence, SpeakerChanged
from app.house import House
from app.memory.protocol import Episode
from tests.kit.talk import earpiece
from tests.kit.typed_turns import house_at, typed

pytestmark = pytest.mark.models


def said(told: list[Published]) -> str:
    return " ".join(event.text for event in told if isinstance(event, ReplySentence))


def recalled(told: list[Published]) -> str:
    return " ".join(one.text for event in told if isinstance(event, MemoryRecalled) for one in event.memories)


def kept(house: House) -> list[Episode]:
    return house.keeper.ask(lambda: list(house.store.all())).result()


def test_what_one_was_told_the_other_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "earpiece.toml").write_text('[companions]\nhears_others = "none"\n')
    monkeypatch.setenv("EARPIECE_NOW", "2026-03-01T09:00:00+01:00")
    with house_at(tmp_path) as house:
        typed(house, "My sister Amy moved to Lisbon last month.")
        typed(house, "Max, my brother Tom moved to Oslo.")
        still_max = typed(house, "Where has my sister moved?")
        lines = kept(house)
    assert "Lisbon" not in said(still_max) + recalled(still_max)
    whose = [(line.companion, line.self_id) for line in lines if line.speaker == "user"]
    assert whose == [("samantha", "se_samantha"), ("max", "se_max"), ("max", "se_max")]
    monkeypatch.setenv("EARPIECE_NOW", "2026-03-02T09:00:00+01:00")
    with house_at(tmp_path) as house:
        asked = [
            typed(house, text)
            for text in (
                "Max, where has my sister moved?",
                "Where has my brother moved?",
                "Samantha again. Where has my brother moved?",
                "Where has my sister moved?",
            )
        ]
    known = [said(told) + recalled(told) for told in asked]
    assert "Lisbon" not in known[0]
    assert "Oslo" in known[1]
    assert "Oslo" not in known[2]
    assert "Lisbon" in known[3]
    assert [event.name for event in asked[2] if isinstance(event, SpeakerChanged)] == ["Samantha"]


def test_the_command_line_calls_by_name_too_and_keeps_it_apart(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert earpiece("--profile", "tiny", "ask", "Max, my bicycle is green.", home=home).returncode == 0
    for companion, has_it in (("max", True), ("samantha", False)):
        found = earpiece("--companion", companion, "transcript", "search", "bicycle", home=home)
        assert ("bicycle" in found.stdout) is has_it
