"""The window's pages on a real screen, with keys only: to the transcript, search, delete, undo, and back to talk."""

from __future__ import annotations

from tests.kit.desktop import Desktop
from tests.kit.ui_child import UiChild

PAST = [["user", "Take a letter to my mother.", "", 5], ["companion", "What shall I write?", "", 5]]


def test_the_keyboard_reaches_a_line_of_the_transcript_and_what_one_does_with_it(desktop: Desktop) -> None:
    with UiChild(desktop, past=PAST) as ui:
        ui.begin()
        desktop.xdotool("windowactivate", "--sync", ui.window())
        ui.state("listening")
        desktop.xdotool("key", "ctrl+2")
        desktop.still()
        desktop.xdotool("key", "ctrl+f")
        desktop.xdotool("type", "letter")
        desktop.still()
        desktop.xdotool("key", "Down")
        desktop.xdotool("key", "Delete")
        assert ui.hears() == {"taken": ["0"]}
        desktop.still()
        desktop.xdotool("key", "ctrl+z")
        assert ui.hears() == {"given_back": 1}
        desktop.xdotool("key", "ctrl+1")
        desktop.xdotool("type", "Hello")
        desktop.xdotool("key", "Return")
        assert ui.hears() == {"command": "Type", "text": "Hello", "aloud": True, "companion": None}
        desktop.xdotool("key", "ctrl+q")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")
