"""A sentence written twice, and sentences that really are."""

from __future__ import annotations

import pytest

from app.engines.doubled import said_once


@pytest.mark.parametrize(("text", "speech_s", "once"), [
    ("Good morning, did you sleep well? Good morning, did you sleep well?", 1.9, "Good morning, did you sleep well?"),
    ("I live there. I live there.", 1.0, "I live there."),
    ("Come in. Come in.", 0.6, "Come in. Come in."),
    ("Turn it off now. Turn it off now.", 3.0, "Turn it off now. Turn it off now."),
    ("Turn it off now. Turn it on now.", 1.0, "Turn it off now. Turn it on now."),
    ("What is the time in the time in", 1.0, "What is the time in the time in"),
    ("Turn left and park behind the school. Turn left and", 2.0, "Turn left and park behind the school."),
    ("Turn left and park behind the school. Turn left and pa", 2.0, "Turn left and park behind the school."),
    ("I go there. I go there. I go", 1.0, "I go there."),
    ("I want it now because I want it", 1.0, "I want it now because I want it"),
    ("Turn left. Then turn right. Turn left here", 1.0, "Turn left. Then turn right. Turn left here"),
    ("", 0.0, ""),
])  # fmt: skip
def test_once(text: str, speech_s: float, once: str) -> None:
    assert said_once(text, speech_s) == once
