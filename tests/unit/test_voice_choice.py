"""The line of the settings that says whose voice is whose."""

from __future__ import annotations

import pytest

from app.voice_choice import read_choice, with_choice


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("", {}),
        ("samantha=af_heart", {"samantha": "af_heart"}),
        (" samantha = af_heart ,max=en_US-joe-medium", {"samantha": "af_heart", "max": "en_US-joe-medium"}),
        ("nonsense, max=, =af_heart, robin=bm_fable,", {"robin": "bm_fable"}),
    ],
)
def test_what_is_read(line: str, chosen: dict[str, str]) -> None:
    assert read_choice(line) == chosen


def test_a_choice_is_added_and_changed() -> None:
    line = with_choice("", "samantha", "af_heart")
    line = with_choice(line, "max", "joe-low")
    assert line == "max=joe-low, samantha=af_heart"
    assert with_choice(line, "samantha", "bf_emma") == "max=joe-low, samantha=bf_emma"
