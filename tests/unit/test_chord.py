"""One spelling of a key for everybody."""

from __future__ import annotations

import pytest

from app.chord import chord_from
from app.errors import BadSettings


@pytest.mark.parametrize(
    ("written", "said", "symbol"),
    [
        ("F9", "F9", "F9"),
        ("ctrl+alt+space", "Ctrl+Alt+Space", "space"),
        (" Alt + Control + SPACE ", "Ctrl+Alt+Space", "space"),
        ("win+k", "Super+K", "k"),
        ("Control_R", "Right Ctrl", "Control_R"),
        ("right  ctrl", "Right Ctrl", "Control_R"),
        ("AltGr", "Right Alt", "Alt_R"),
        ("left cmd", "Left Super", "Super_L"),
        ("page up", "Pageup", "Prior"),
        ("shift+F24", "Shift+F24", "F24"),
    ],
)
def test_it_is_read_as_people_write_it(written: str, said: str, symbol: str) -> None:
    chord = chord_from(written)
    assert (str(chord), chord.symbol) == (said, symbol)
    assert chord_from(str(chord)) == chord


def test_which_keys_go_on_changing_others() -> None:
    assert chord_from("right ctrl").is_modifier
    assert not chord_from("ctrl+alt+space").is_modifier


@pytest.mark.parametrize("wrong", ["", "ctrl", "f25", "banana", "k+ctrl", "ctrl+", "space", "k", "enter"])
def test_what_is_no_key_or_would_be_missed_is_said_with_what_helps(wrong: str) -> None:
    with pytest.raises(BadSettings, match="Write one like"):
        chord_from(wrong)
