"""The first run on a real screen, by keys and by voice; and the real app on a new home."""

from __future__ import annotations

from tests.kit.desktop import Desktop
from tests.kit.ui_child import UiChild


def test_a_meeting_ends_in_the_window(desktop: Desktop) -> None:
    desktop.start_tray()
    with UiChild(desktop, first_run=True) as ui:
        ui.begin()
        first = ui.window()
        desktop.xdotool("windowactivate", "--sync", first)
        assert ui.hears() == {"command": "OnlyListen", "is_on": True}
        assert ui.hears()["text"].startswith("Hello. I'm new here.")
        ui.state("listening")
        ui.happens("FinalTranscript", turn=1, text="Hello!")
        assert ui.hears()["text"].startswith("Can I hear you?")
        desktop.xdotool("key", "space")  # Skip has the keys
        assert "How does your room sound?" in ui.hears()["text"]
        ui.happens("FinalTranscript", turn=2, text="Skip.")
        assert "What shall I call you?" in ui.hears()["text"]
        desktop.xdotool("type", "Theo")
        desktop.xdotool("key", "Return")
        assert ui.hears() == {"command": "Type", "text": "My name is Theo.", "aloud": False, "companion": None}
        assert ui.hears()["text"].startswith("Nice to meet you, Theo.")
        desktop.close_window(first)
        assert ui.hears() == {"command": "OnlyListen", "is_on": False}
        desktop.xdotool("windowactivate", "--sync", ui.window(), "key", "ctrl+q")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def test_quitting_in_the_middle_is_in_order(desktop: Desktop) -> None:
    with UiChild(desktop, first_run=True) as ui:
        ui.begin()
        ui.window()
        assert ui.hears()["command"] == "OnlyListen"
        assert ui.hears()["command"] == "Say"
        ui.do("quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")
