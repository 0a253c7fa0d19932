"""The keeper when another self begins to talk, or something is brought into memory."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from app.effects import KeepEpisode
from app.facts import EpisodesRestored, PastChanged
from app.runtime.clock import FileClock
from app.runtime.keeper import Keeper, Owner
from app.runtime.remembering import NoMemory
from tests.unit.runtime.test_jobs import Shelf, Wall


def test_another_self_begins_with_its_own_conversation_and_what_is_brought_in_is_a_past() -> None:
    posted: list[Any] = []
    shelf, selves = Shelf(), ["se_ada", "se_fork"]
    clock = FileClock(is_realtime=False)
    whose: Any = lambda *_: Owner("ada", selves[0], "co_1")  # noqa: E731
    keeper = Keeper(shelf, posted.append, clock, Wall(), whose, lambda _: "ep_9", NoMemory())  # type: ignore[arg-type]
    keeper.load()
    del selves[0]
    keeper.begin_anew()
    keeper.job(KeepEpisode(1, "user", "Who are you?", "", 0.0, 1.0))
    assert posted[:2] == [EpisodesRestored(()), EpisodesRestored(())]
    assert [kept.self_id for kept in shelf.kept] == ["se_fork"]
    keeper.look_back()
    assert isinstance(posted[-1], PastChanged)


def test_half_an_hour_later_another_conversation_begins() -> None:
    shelf, clock, conversations = Shelf(), FileClock(is_realtime=False), ["co_1", "co_2", "co_3"]
    now = [datetime.fromisoformat("2026-03-01T09:00:00+01:00")]
    wall: Any = SimpleNamespace(now=lambda: now[0])
    whose: Any = lambda *_: Owner("ada", "se_ada", conversations.pop(0))  # noqa: E731
    keeper = Keeper(shelf, lambda _: None, clock, wall, whose, lambda _: "ep_9", NoMemory())  # type: ignore[arg-type]
    for minutes in (0, 10, 45):
        now[0] += timedelta(minutes=minutes)
        keeper.job(KeepEpisode(1, "user", "Good morning.", "", 0.0, 1.0))
    assert [kept.conversation for kept in shelf.kept] == ["co_1", "co_1", "co_2"]
