"""The window's doors on a real store: the last minutes are gone, and the conversation is told."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.commands.window_doors import HouseConversation
from app.facts import MemoriesForgotten
from app.memory.protocol import Episode
from app.memory.store import SqliteTranscriptStore

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Keeper:
    """Does at once what it is asked."""

    def ask(self, question: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        answer.set_result(question())
        return answer


def test_the_last_minutes_are_forgotten_and_the_conversation_is_told(tmp_path: Path) -> None:
    store = SqliteTranscriptStore(tmp_path / "memory.db")
    store.open()
    self_id = store.ensure_self("samantha")
    for n, minutes in enumerate((10, 2)):
        at = NOON - timedelta(minutes=minutes)
        store.keep(Episode(f"ep_{n}", "samantha", self_id, "co", n + 1, "user", f"Word {n}.", "", at, at))
    max_ = store.ensure_self("max")
    at = NOON - timedelta(minutes=1)
    store.keep(Episode("ep_max", "max", max_, "co", 3, "user", "Max, a word.", "", at, at))
    posted: list[object] = []
    wall = SimpleNamespace(now=lambda: NOON)
    plan = SimpleNamespace(settings=None, companion="samantha", wall=wall)
    session = SimpleNamespace(post=posted.append)
    house = SimpleNamespace(selves={"": self_id}, store=store, plan=plan, keeper=Keeper(), session=session)
    doors = HouseConversation(house, None, None, ExitStack())  # type: ignore[arg-type]
    doors.forget_last(5)
    assert posted == [MemoriesForgotten(("ep_1", "ep_max"))]
    assert store.of_day("2026-03-02", max_) == [], "who was called by name forgets them too"
    assert [episode.text for episode in store.of_day("2026-03-02", self_id)] == ["Word 0."]
    store.close()
