"""Whether a file is byte for byte what the catalog names, and how cheaply that is known."""

from __future__ import annotations

import os
import time

import pytest

from app.errors import BadOption, WeightsMissing
from app.weights import weights as module
from app.weights.weights import models_folder
from tests.kit.small_weights import MODEL
from tests.unit.weights.conftest import World


def test_nothing_is_here(world: World) -> None:
    assert world.weights.state("small-lm") == "missing"
    with pytest.raises(WeightsMissing, match=r"small-lm/model\.gguf is missing \(and 1 more\).* pull small-lm`"):
        world.weights.folder("small-lm")


@pytest.mark.parametrize(
    ("content", "state", "problem"),
    [
        (MODEL[:1000], "incomplete", r"truncated \(1,000 of 307,200 bytes\)"),
        (MODEL[::-1], "wrong", r"wrong \(its sha256 is not the catalog's\)"),
        (MODEL + b"x", "wrong", "wrong .307,201 bytes instead of 307,200."),
    ],
)
def test_a_file_that_is_not_right(world: World, content: bytes, state: str, problem: str) -> None:
    world.pull("small-lm")
    (world.root / "small-lm" / "model.gguf").write_bytes(content)
    assert world.weights.state("small-lm") == state
    with pytest.raises(WeightsMissing, match=rf"model\.gguf is {problem}"):
        world.weights.folder("small-lm")
    world.pull("small-lm")
    assert world.weights.state("small-lm") == "ready"


def test_all_folders_of_a_profile_or_one_error(world: World) -> None:
    profile = world.weights.catalog.profiles["light"]
    with pytest.raises(WeightsMissing, match=r"small-ears/model\.bin is missing.* models pull light"):
        world.weights.folders(profile)
    world.pull(*profile.weights)
    folders = world.weights.folders(profile)
    assert folders.voice == world.root / "small-voice"
    assert folders.turn_detector == world.root / "small-turns"


def test_a_file_is_hashed_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.pull("small-lm")
    hashed: list[str] = []
    monkeypatch.setattr(module, "sha256_of", lambda path: hashed.append(path.name) or "")
    world.weights.folder("small-lm")
    assert hashed == []
    assert world.weights.state("small-lm", again=True) == "wrong"
    assert hashed == ["model.gguf", "config.json"]


def test_a_touched_file_is_hashed_again(world: World) -> None:
    world.pull("small-lm")
    path = world.root / "small-lm" / "model.gguf"
    before = path.stat()
    path.write_bytes(MODEL[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert world.weights.state("small-lm") == "wrong"


def test_a_broken_record_only_costs_time(world: World) -> None:
    world.pull("small-lm")
    (world.root / "small-lm" / ".verified.json").write_text("not json")
    assert world.weights.state("small-lm") == "ready"


def test_the_check_costs_milliseconds(world: World) -> None:
    profile = world.weights.catalog.profiles["light"]
    world.pull(*profile.weights)
    started_s = time.perf_counter()
    world.weights.folders(profile)
    assert time.perf_counter() - started_s < 0.2  # a few ms; the rest is for a busy machine


def test_an_unknown_weight(world: World) -> None:
    with pytest.raises(BadOption, match="No weight is called 'nobody'"):
        world.weights.folder("nobody")


def test_where_the_weights_lie(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.delenv("EARPIECE_MODELS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert models_folder() == tmp_path / "earpiece" / "models"
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path / "elsewhere"))
    assert models_folder() == tmp_path / "elsewhere"
