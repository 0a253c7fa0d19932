"""The catalog that ships is whole, and a broken one is refused by naming the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import resources
from app.errors import CannotStart
from app.weights.catalog import PackageSource
from app.weights.catalog_file import load_catalog
from tests.kit.small_weights import catalog_text, make_wheels


def test_the_profiles_that_ship() -> None:
    catalog = load_catalog()
    assert list(catalog.profiles) == ["tiny", "light", "standard"]
    assert catalog.profiles_of("qwen2.5-coder-0.5b-instruct-q4_k_m") == ("light",)
    assert catalog.profiles_of("en_US-joe-medium") == ("tiny", "light", "standard")


def test_every_weight_that_ships_can_come_from_packages() -> None:
    for weight in load_catalog().weights.values():
        packages = [source for source in weight.sources if isinstance(source, PackageSource)]
        assert packages, weight.name
        files = frozenset(file.name for file in weight.files)
        assert packages[0].needed_for(files) == packages[0].packages, "a package that nothing is taken from"


def test_the_voice_says_where_it_comes_from() -> None:
    voice = load_catalog().weights["en_US-joe-medium"]
    assert "Blizzard" in voice.licence
    assert "lessac" in voice.provenance


def test_the_voices_that_ship() -> None:
    """Both engines, women and men; the quickest one is first, and needs nothing that a profile does not need."""
    catalog = load_catalog()
    assert {voice.engine for voice in catalog.voices.values()} == {"piper", "kokoro"}
    first = next(iter(catalog.voices.values()))
    assert first.name == "en_US-joe-medium"
    assert set(first.weights) <= set(catalog.profiles["light"].weights)
    slow = [voice for voice in catalog.voices.values() if voice.engine == "kokoro"]
    assert {voice.about.split(",")[0] for voice in slow} == {"female", "male"}
    styles = {file.name for file in catalog.weights["kokoro-english-voices"].files}
    assert {f"{voice.name}.bin" for voice in slow} == styles
    assert all(not set(voice.weights) & set(profile.weights) for voice in slow for profile in catalog.profiles.values())


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('engine = "piper"', 'engine = "gramophone"', "voices.joe-high: engine must be one of piper, kokoro"),
        ('weights = ["en_US-joe-medium"]', 'weights = ["whisper-base"]', "voices.joe-high: weights names no voice"),
        ("pitch = 1.15", "pitch = 11", "voices.joe-high: pitch must be a number"),
    ],
)
def test_a_broken_voice(tmp_path: Path, old: str, new: str, place: str) -> None:
    before, head, after = resources.catalog_path().read_text().partition('[voices."joe-high"]')
    broken = tmp_path / "catalog.toml"
    broken.write_text(before + head + after.replace(old, new, 1))
    with pytest.raises(CannotStart, match=place):
        load_catalog(broken)


def test_the_big_model_is_joined_in_order() -> None:
    source = load_catalog().weights["qwen2.5-coder-1.5b-instruct-q4_k_m"].sources[-1]
    assert isinstance(source, PackageSource)
    assert [part.member[-10:] for part in source.parts] == [f"part{n:02}.bin" for n in range(1, 23)]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("format = 1", "format = 2", "format must be 1"),
        ('role = "voice"', 'role = "cook"', "weights.small-voice: role must be one of"),
        ('name = "voice.onnx"', 'name = "../voice.onnx"', "no plain file name"),
        ('recognizer = "small-ears"', 'recognizer = "small-voice"', "profiles.light: recognizer names no recognizer"),
        ('kind = "hub"', 'kind = "ftp"', "nobody knows the kind ftp"),
        ('sha256 = "', 'sha256 = "xyz', "sha256 must be 64 hex digits"),
        ("bytes = ", "bytes = -", "bytes must be a positive number"),
        ('file = "voice.onnx"', 'file = "other.onnx"', "must offer exactly voice.onnx"),
        ('package = "small-ears"', 'package = "other"', "a part names a package that is not listed"),
        ('licence = "MIT"', "", "weights.small-lm: licence must be a text"),
        ("[weights.small-lm]", "[weights.small-lm", "small"),
    ],
)
def test_a_broken_catalog(tmp_path: Path, old: str, new: str, place: str) -> None:
    make_wheels(tmp_path / "wheels")
    broken = tmp_path / "catalog.toml"
    text = catalog_text(tmp_path / "wheels")
    assert old in text
    broken.write_text(text.replace(old, new))
    with pytest.raises(CannotStart) as caught:
        load_catalog(broken)
    assert place in str(caught.value) or old.startswith("[")
    assert "catalog.toml" in str(caught.value)


def test_no_catalog(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be used"):
        load_catalog(tmp_path / "none.toml")


def test_content_is_found_in_a_checkout_and_in_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resources.catalog_path().is_file()
    assert resources.asset("personas").is_dir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "assets").mkdir()
    assert resources.catalog_path() == tmp_path / "models" / "catalog.toml"
    assert resources.asset("icons", "a.svg") == tmp_path / "assets" / "icons" / "a.svg"


def test_every_profile_has_a_turn_detector_that_comes_as_one_member_of_one_package() -> None:
    catalog = load_catalog()
    names = {profile.turn_detector for profile in catalog.profiles.values()}
    assert names == {"smart-turn-v3.2-cpu"}
    (source,) = catalog.weights["smart-turn-v3.2-cpu"].sources
    assert isinstance(source, PackageSource)
    assert [str(package) for package in source.packages] == ["pipecat-ai 1.14.0"]
    assert len(source.parts) == 1
