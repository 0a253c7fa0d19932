"""`doctor` on the push-to-talk key."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.commands.checks import Answer, Case
from app.commands.checks_key import key
from app.home import Home

X11 = {"DISPLAY": ":0"}


def told(folder: Path, chord: str, environ: dict[str, str]) -> Answer:
    home = Home(folder)
    home.prepare()
    home.settings_path.write_text(f'[key]\nchord = "{chord}"\n')
    return key(Case(home, None, None, environ))


@pytest.mark.parametrize(
    ("chord", "environ", "state", "words"),
    [
        ("F9", X11, "ok", "F9, on X11"),
        ("", X11, "ok", "none is set"),
        ("banana", X11, "note", "'banana' is not a key"),
        ("F9", X11 | {"WAYLAND_DISPLAY": "wayland-0"}, "note", "not yet tried"),
        ("F9", {}, "note", "no desktop"),
    ],
)
def test_which_key_by_which_way(tmp_path: Path, chord: str, environ: dict[str, str], state: str, words: str) -> None:
    answer = told(tmp_path, chord, environ)
    assert answer.state == state
    assert words in answer.what


def test_where_no_machine_was_tried_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert "not yet tried" in told(tmp_path, "F9", {}).what
