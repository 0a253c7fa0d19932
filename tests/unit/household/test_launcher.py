"""The desktop knows the program, and forgets it with `wipe`."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import pytest

from app.commands import tray, wipe
from app.home import Home
from app.household.autostart import of_this_user
from app.household.launcher import Launcher


def test_the_entry_is_written_once_and_follows_the_checkout(tmp_path: Path) -> None:
    launcher = Launcher({"XDG_DATA_HOME": str(tmp_path)}, "linux", '"/a b/earpiece"')
    assert launcher.install()
    assert launcher.path == tmp_path / "applications" / "org.earpiece.Earpiece.desktop"
    text = launcher.path.read_text()
    assert 'Exec="/a b/earpiece"\n' in text
    icon = next(line.removeprefix("Icon=") for line in text.splitlines() if line.startswith("Icon="))
    assert Path(icon).is_file()
    written = launcher.path.stat().st_mtime_ns
    assert launcher.install()
    assert launcher.path.stat().st_mtime_ns == written
    assert Launcher({"XDG_DATA_HOME": str(tmp_path)}, "linux", "/moved/earpiece").install()
    assert "Exec=/moved/earpiece\n" in launcher.path.read_text()


def test_where_it_cannot_be_written_nothing_else_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not Launcher({"XDG_DATA_HOME": str(tmp_path / "file")}, "linux", "x").install()
    assert not Launcher({"XDG_DATA_HOME": str(tmp_path)}, "win32", "x").install()


@pytest.mark.parametrize("is_usual", [True, False])
def test_only_the_usual_home_is_known_and_wipe_removes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_usual: bool
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("EARPIECE_MODELS", str(tmp_path / "models"))
    home = Home.resolve(None if is_usual else str(tmp_path / "another"), {})
    home.prepare()
    tray._be_known(argparse.Namespace(home=home))  # type: ignore[arg-type]  # all it looks at
    of_this_user(None).set(is_on=True)
    entries = sorted(path.name for path in tmp_path.rglob("*.desktop"))
    assert entries == ["earpiece.desktop", *(["org.earpiece.Earpiece.desktop"] if is_usual else [])]
    wipe.run(argparse.Namespace(yes=True, weights=False), home, io.StringIO(), io.StringIO())
    left = [path.name for path in tmp_path.rglob("*.desktop")]
    assert left == ([] if is_usual else ["earpiece.desktop"])
