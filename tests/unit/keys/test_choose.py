"""Which way to the key on which desktop; no desktop is asked for it here."""

from __future__ import annotations

import pytest

from app.chord import chord_from
from app.errors import KeyUnavailable
from app.keys.choose import key_for

F9 = chord_from("F9")


@pytest.mark.parametrize(
    ("environ", "platform", "kind"),
    [
        ({}, "win32", "PynputKey"),
        ({}, "darwin", "PynputKey"),
        ({"DISPLAY": ":0"}, "linux", "X11Key"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "PortalKey"),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "linux", "PortalKey"),
        ({}, "linux", "NoWay"),
    ],
)
def test_each_desktop_has_its_way(environ: dict[str, str], platform: str, kind: str) -> None:
    key = key_for(F9, environ, platform)
    assert type(key).__name__ == kind
    key.close()
    key.close()


@pytest.mark.parametrize("chord", [None, F9])
def test_where_there_is_none_the_words_say_so_and_what_works(chord: object) -> None:
    key = key_for(chord, {}, "linux")  # type: ignore[arg-type]
    with pytest.raises(KeyUnavailable, match="ptt-toggle"):
        key.open(print)
    assert key.is_down() is None
