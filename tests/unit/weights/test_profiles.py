"""The profile: asked for, set, or chosen once with a reason."""

from __future__ import annotations

import pytest

from app.errors import BadOption, CannotStart
from app.weights import profiles as module
from app.weights.catalog_file import load_catalog
from app.weights.profiles import Profiles, chosen_profile, memory_bytes

GB = 10**9


@pytest.fixture
def profiles(tmp_path) -> Profiles:
    return Profiles(load_catalog(), tmp_path / "models")


def never() -> float:
    raise AssertionError("nothing is timed here")


def test_little_memory_is_light_and_nothing_is_timed(profiles: Profiles) -> None:
    assert profiles.choose(int(5.9 * GB), never).name == "light"
    assert profiles.why == "5.9 GB of memory, and standard wants 6"


@pytest.mark.parametrize(("tokens_per_s", "name"), [(24.9, "light"), (25.0, "standard"), (60.0, "standard")])
@pytest.mark.parametrize("memory", [6 * GB, None])
def test_enough_memory_asks_the_clock(profiles: Profiles, memory: int | None, tokens_per_s: float, name: str) -> None:
    assert not profiles.is_settled
    assert profiles.choose(memory, lambda: tokens_per_s).name == name
    assert profiles.is_settled
    assert "tokens/s" in profiles.why
    assert profiles.chosen(None).name == name


def test_who_beats_whom(profiles: Profiles) -> None:
    assert profiles.chosen(None).name == "light"
    profiles.choose(8 * GB, lambda: 50.0)
    assert profiles.chosen(None).name == "standard"
    profiles.use("light")
    assert profiles.chosen(None).name == "light"
    assert profiles.why == "set by `earpiece models use`"
    assert profiles.chosen("tiny").name == "tiny"


def test_option_environment_and_stored_choice(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path))
    monkeypatch.delenv("EARPIECE_PROFILE", raising=False)
    Profiles(load_catalog(), tmp_path).use("standard")
    assert chosen_profile(None).name == "standard"
    monkeypatch.setenv("EARPIECE_PROFILE", "tiny")
    assert chosen_profile(None).name == "tiny"
    assert chosen_profile("light").name == "light"


@pytest.mark.parametrize("act", [Profiles.chosen, Profiles.use, Profiles.named])
def test_an_unknown_profile_names_the_three(profiles: Profiles, act) -> None:
    with pytest.raises(BadOption, match=r"'huge'\. Choose one of tiny, light, standard"):
        act(profiles, "huge")


def test_a_broken_note_is_no_choice(profiles: Profiles, tmp_path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "profile.json").write_text("{")
    assert not profiles.is_settled
    assert profiles.chosen(None).name == "light"


def test_a_choice_that_cannot_be_kept(profiles: Profiles, tmp_path) -> None:
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(CannotStart, match="EARPIECE_MODELS"):
        profiles.use("light")


def test_memory_is_known_here_and_may_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (memory_bytes() or 0) > GB
    monkeypatch.delattr(module.os, "sysconf")
    assert memory_bytes() is None
