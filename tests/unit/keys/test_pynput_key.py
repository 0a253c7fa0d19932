"""What pynput tells becomes downs and ups of one chord. pynput itself runs on Windows and macOS only."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from app.chord import chord_from
from app.keys.pynput_key import PynputKey


def special(name: str) -> SimpleNamespace:
    return SimpleNamespace(name=name)


def letter(char: str, vk: int | None = None) -> SimpleNamespace:
    return SimpleNamespace(char=char, vk=vk)


def told(chord: str, *changes: tuple[str, SimpleNamespace]) -> list[str]:
    key, heard = PynputKey(chord_from(chord), "win32"), []
    key._tell = heard.append
    for what, which in changes:
        (key.press if what == "down" else key.release)(which)
    return heard


CTRL, ALT, SPACE = special("ctrl_l"), special("alt_gr"), special("space")


def test_a_chord_needs_its_modifiers_and_ends_with_its_key() -> None:
    down = [("down", CTRL), ("down", ALT), ("down", SPACE)]
    assert told("ctrl+alt+space", *down, ("up", CTRL), ("up", SPACE)) == ["down", "up"]
    assert told("ctrl+alt+space", *down[1:], ("up", SPACE)) == []


@pytest.mark.parametrize(
    ("chord", "key"),
    [
        ("right ctrl", special("ctrl_r")),
        ("right super", special("cmd_r")),
        ("page up", special("page_up")),
        ("print", special("print_screen")),
        ("F9", special("f9")),
    ],
)
def test_single_keys(chord: str, key: SimpleNamespace) -> None:
    assert told(chord, ("down", key), ("down", key), ("up", key)) == ["down", "down", "up"]


def test_a_letter_is_known_by_its_key_whatever_ctrl_makes_of_it() -> None:
    assert told("ctrl+k", ("down", CTRL), ("down", letter("\x0b", 75)), ("up", letter("k", 75))) == ["down", "up"]
    assert told("ctrl+k", ("down", CTRL), ("down", letter("K")), ("up", letter("K"))) == ["down", "up"]


def test_other_keys_are_nobodys_business() -> None:
    assert told("F9", ("down", letter("x")), ("up", letter("x")), ("up", special("f9"))) == []
