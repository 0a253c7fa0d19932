"""The push-to-talk key on a real (virtual) X11 screen, and at a portal as KDE and GNOME offer it."""

from __future__ import annotations

import queue
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from Xlib import display
from Xlib.error import DisplayConnectionError

from app.chord import chord_from
from app.errors import KeyUnavailable
from app.keys.portal_key import PortalKey
from app.keys.protocol import Change
from app.keys.x11_key import X11Key
from tests.kit.desktop import GUARD_S, Desktop
from tests.kit.ui_child import ROOT


class Told:
    """What a key tells."""

    def __init__(self) -> None:
        self.changes: queue.Queue[Change] = queue.Queue()

    def next(self) -> Change:
        return self.changes.get(timeout=GUARD_S)

    def until_up(self) -> set[Change]:
        """Every change up to the release, auto-repeat and all."""
        seen: set[Change] = set()
        while "up" not in seen:
            seen.add(self.next())
        return seen


@contextmanager
def x11_key(desktop: Desktop, chord: str) -> Iterator[tuple[X11Key, Told]]:
    key, told = X11Key(chord_from(chord), desktop.env["DISPLAY"]), Told()
    assert key.open(told.changes.put) == f"{chord_from(chord)}, on X11."
    yield key, told
    key.close()
    key._reader.join(GUARD_S)
    assert not key._reader.is_alive()


@pytest.mark.parametrize(
    ("chord", "keys"),
    [("F9", ["F9"]), ("ctrl+alt+space", ["Control_L", "Alt_L", "space"]), ("right ctrl", ["Control_R"])],
)
def test_x11_tells_of_down_and_up_whatever_the_locks(desktop: Desktop, chord: str, keys: list[str]) -> None:
    with x11_key(desktop, chord) as (key, told):
        for held_s in ("0.9" if chord == "F9" else "0.05", "0.05"):
            desktop.xdotool("keydown", *" keydown ".join(keys).split())
            assert told.next() == "down"
            assert key.is_down()
            desktop.xdotool("sleep", held_s, "keyup", *" keyup ".join(reversed(keys)).split())
            assert told.until_up() <= {"down", "up"}
            assert not key.is_down()
            desktop.xdotool("key", "Num_Lock", "Caps_Lock", "F8")
    assert told.changes.empty(), "other keys are not told"


def test_x11_says_when_somebody_else_has_the_key_or_there_is_none(desktop: Desktop) -> None:
    with x11_key(desktop, "F9"), pytest.raises(KeyUnavailable, match="F9 belongs to another program"):
        X11Key(chord_from("F9"), desktop.env["DISPLAY"]).open(print)
    with x11_key(desktop, "F9"):
        pass
    with pytest.raises(KeyUnavailable, match="no F24"):
        X11Key(chord_from("F24"), desktop.env["DISPLAY"]).open(print)


def test_x11_says_when_the_display_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(name: str) -> None:
        raise DisplayConnectionError(name, b"nobody")

    monkeypatch.setattr(display, "Display", refuses)
    with pytest.raises(KeyUnavailable, match="does not answer"):
        X11Key(chord_from("F9"), ":9973").open(print)


@contextmanager
def portal(desktop: Desktop, *how: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        (sys.executable, "-m", "tests.kit.key_portal", *how), cwd=ROOT, env=desktop.env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        yield process
    finally:
        process.communicate(timeout=GUARD_S)


def order(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdin is not None
    process.stdin.write(word + "\n")
    process.stdin.flush()


def test_the_portal_gives_a_key_tells_of_it_and_takes_it_away(desktop: Desktop) -> None:
    told = Told()
    with portal(desktop) as process:
        key = PortalKey(chord_from("ctrl+alt+space"), desktop.env)
        assert key.open(told.changes.put) == "Press CTRL+ALT+space, as your desktop has it (Wayland)."
        for word, change in (("down", "down"), ("up", "up"), ("close", "lost")):
            order(process, word)
            assert told.next() == change
        key.close()
        key.close()


def test_a_portal_that_says_no_or_is_not_there_is_told_in_words(desktop: Desktop) -> None:
    with portal(desktop, "refuse"):
        refused = PortalKey(chord_from("F9"), desktop.env)
        with pytest.raises(KeyUnavailable, match=r"was not allowed.*ptt-toggle"):
            refused.open(print)
        refused.close()
    nobody = PortalKey(chord_from("F9"), desktop.env)
    with pytest.raises(KeyUnavailable, match="no portal for keys"):
        nobody.open(print)
    nobody.close()
