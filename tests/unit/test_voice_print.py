"""The voice print's file: private, whole, and gone when it is deleted."""

from __future__ import annotations

import stat
from pathlib import Path

import numpy as np
import pytest

from app.errors import BadHome, CannotStart, WeightsMissing
from app.home import Home
from app.settings import Settings
from app.voice_print import delete_voice_print, keep_voice_print, my_voice, read_voice_print

PRINT = np.full(256, 1 / 16, np.float32)


def test_it_is_kept_for_its_user_alone_and_deleted(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert read_voice_print(home) is None
    assert not delete_voice_print(home)
    keep_voice_print(home, PRINT)
    assert stat.S_IMODE(home.voice_print_path.stat().st_mode) == 0o600
    np.testing.assert_allclose(read_voice_print(home), PRINT)
    assert delete_voice_print(home)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[1]", '{"model": "another", "print": [1]}', '{"model": "resemblyzer-ge2e", "print": [1, 2]}',
     '{"model": "resemblyzer-ge2e", "print": "x"}'],
)  # fmt: skip
def test_a_file_that_is_something_else_is_said(tmp_path: Path, content: str) -> None:
    home = Home(tmp_path)
    home.voice_print_path.write_text(content)
    with pytest.raises(BadHome, match="voice enrol"):
        read_voice_print(home)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.voice_print_path.mkdir()
    with pytest.raises(BadHome):
        read_voice_print(home)
    with pytest.raises(BadHome):
        delete_voice_print(home)
    with pytest.raises(BadHome):
        keep_voice_print(home, PRINT)


def test_whose_voice_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, on = Home(tmp_path), Settings(only_my_voice=True)
    assert my_voice(home, Settings()) is None
    with pytest.raises(CannotStart, match="voice enrol"):
        my_voice(home, on)
    keep_voice_print(home, PRINT)
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path / "models"))
    with pytest.raises(WeightsMissing, match="models pull resemblyzer-ge2e"):
        my_voice(home, on)
