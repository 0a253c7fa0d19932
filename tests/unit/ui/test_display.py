"""No screen: one line, before Qt is asked."""

from __future__ import annotations

import pytest

from app.errors import NoDevice
from app.ui.display import dead_display, require_display


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"DISPLAY": ":0"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({}, "win32"),
        ({}, "darwin"),
    ],
)
def test_where_there_is_a_screen(environ: dict[str, str], platform: str) -> None:
    require_display(environ, platform)


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}])
def test_where_there_is_none(environ: dict[str, str]) -> None:
    with pytest.raises(NoDevice) as caught:
        require_display(environ, "linux")
    assert caught.value.exit_code == 2
    assert "earpiece talk" in caught.value.fix


def test_a_screen_that_does_not_answer_is_named() -> None:
    assert "':7'" in dead_display({"DISPLAY": ":7"}).what
