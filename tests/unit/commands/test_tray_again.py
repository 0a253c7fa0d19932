"""The tray app starts itself again as it was called, with another companion."""

from __future__ import annotations

import pytest

from app.commands.again import Again, _without


@pytest.mark.parametrize(
    "argv",
    [
        ["python", "-m", "app", "--companion", "max", "tray", "--profile", "tiny"],
        ["python", "-m", "app", "--companion=max", "tray", "--profile", "tiny"],
        ["python", "-m", "app", "tray", "--profile", "tiny"],
    ],
)
def test_the_companion_of_the_command_line_gives_way(argv: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _without(argv, "--companion") == ["python", "-m", "app", "tray", "--profile", "tiny"]
    started, quits = [], []
    monkeypatch.setattr("sys.orig_argv", argv)
    monkeypatch.setattr("os.execv", lambda program, args: started.append(args))
    again = Again().by(lambda: quits.append(True))
    again.go()
    assert not started
    again.start_with("samantha")
    again.go()
    assert quits == [True]
    assert started == [["python", "-m", "app", "tray", "--profile", "tiny", "--companion", "samantha"]]
