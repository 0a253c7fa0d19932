"""What was told yesterday is in today's prompt, with the real store and real models; and what is forgotten is not."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from app.events import MemoryRecalled, MemoryStored, Published, TurnTimings
from app.facts import MemoriesForgotten
from app.memory.forget import Forgetting
from tests.kit.speech import say
from tests.kit.talk import talk
from tests.kit.typed_turns import house_at, typed

pytestmark = pytest.mark.models

T = TypeVar("T")

YESTERDAY, TODAY, LATER = (f"2026-03-0{day}T09:00:00+01:00" for day in (1, 2, 3))
TOLD = "My sister Amy moved to Lisbon last month."


def of(told: list[Published], kind: type[T]) -> list[T]:
    return [event for event in told if isinstance(event, kind)]


def test_what_was_told_yesterday_is_recalled_today_until_it_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("EARPIECE_NOW", YESTERDAY)
    with house_at(home) as house:
        told = typed(house, TOLD)
        assert of(told, TurnTimings)[0].recall_ms is None, "in a young home a turn is what it is without memory"
        assert of(told, MemoryStored), "the facts of a turn are told as soon as it is kept"
        assert of(typed(house, "And what is the weather like?"), MemoryRecalled) == [], "the history says it"
    monkeypatch.setenv("EARPIECE_NOW", TODAY)
    run = talk(say("Shall I visit my sister in the spring?"), tmp_path, "--pace", "fast", home=home)
    assert run.code == 0, run.stderr
    (spoken,) = run.of("MemoryRecalled")
    assert any("Lisbon" in memory["text"] for memory in spoken["memories"])
    assert set(spoken["memories"][0]) == {"id", "text", "score"}
    order = [event["event"] for event in run.of("FinalTranscript", "MemoryRecalled", "ReplySentence")]
    assert order[:2] == ["FinalTranscript", "MemoryRecalled"]
    assert run.of("TurnTimings")[0]["recall_ms"] is not None
    monkeypatch.setenv("EARPIECE_NOW", LATER)
    with house_at(home) as house:
        (recalled,) = of(typed(house, "Is it warm where my sister has moved?"), MemoryRecalled)
        lisbon = [memory.id for memory in recalled.memories if "Lisbon" in memory.text]
        assert lisbon
        forgetting = Forgetting(house.store)
        receipt = house.keeper.ask(lambda: forgetting.forget(lisbon)).result()
        house.session.post(MemoriesForgotten(receipt.ids))
        for event in of(typed(house, "Is it far to where my sister has moved?"), MemoryRecalled):
            assert not any("Lisbon" in memory.text for memory in event.memories)
