"""Two pulls into one folder take turns."""

from __future__ import annotations

import threading

import pytest

from app import home_lock
from app.weights import pull as module
from tests.unit.weights.conftest import World


def test_the_second_waits_and_then_finds_it_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOCK_POLL_S", 0.01)
    world.root.mkdir()
    with (world.root / ".lock").open("a") as lock:
        assert home_lock.take(lock)
        second = threading.Thread(target=world.pull, args=("small-voice",))
        second.start()
        while "Waiting for another pull" not in world.said.getvalue():
            assert second.is_alive()
        assert world.downloads == []
        home_lock.release(lock)
        second.join(30)
    assert world.weights.state("small-voice") == "ready"
