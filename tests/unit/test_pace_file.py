"""The pace from day to day: kept privately, and never worth an error."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app import pace_file, private_file
from app.errors import DiskFull
from app.home import Home
from app.pace_file import keep_pace_s, read_pace_s


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.prepare()
    return made


def test_nothing_is_kept_at_first(home: Home) -> None:
    assert read_pace_s(home) is None


def test_what_was_kept_is_read_again_and_is_the_users_alone(home: Home) -> None:
    keep_pace_s(home, 0.6180339)
    keep_pace_s(home, 0.8)
    assert read_pace_s(home) == 0.8
    (file,) = home.cache_folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.cache_folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"fast", b"nan", b"inf", b"-1", b"0", b"\xff\xfe", b"0.5 0.6", b"1e999"])
def test_garbage_is_nothing(home: Home, content: bytes) -> None:
    keep_pace_s(home, 0.8)
    next(home.cache_folder.iterdir()).write_bytes(content)
    assert read_pace_s(home) is None
    keep_pace_s(home, 0.7)
    assert read_pace_s(home) == 0.7


def test_a_folder_in_its_place(home: Home) -> None:
    (home.cache_folder / "pace").mkdir(parents=True)
    assert read_pace_s(home) is None
    keep_pace_s(home, 0.7)
    assert read_pace_s(home) is None


def test_a_file_where_the_folder_belongs(home: Home) -> None:
    home.cache_folder.write_text("in the way")
    keep_pace_s(home, 0.7)
    assert read_pace_s(home) is None


def test_a_full_disk(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(private_file, "replace", full)
    keep_pace_s(home, 0.7)
    assert pace_file.read_pace_s(home) is None
