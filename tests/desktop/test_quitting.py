"""The end of the tray app, in short; every way in every state: scripts/bars quitting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kit.desktop import Desktop, missing_programs
from tests.kit.quitting import end
from tests.kit.speech import say, weights
from tests.kit.tray_app import desk
from tests.kit.virtual_audio import VirtualAudio

pytestmark = pytest.mark.models
SLACK_S = 3.0
"""Other programs run beside the tests; the bar of two seconds is measured by scripts/bars."""


@pytest.fixture(scope="module")
def room() -> Iterator[tuple[Desktop, VirtualAudio, dict[str, str]]]:
    if missing := missing_programs():
        pytest.skip(f"{', '.join(missing)} missing: run scripts/setup --dev")
    weights("smollm2-135m-instruct-q4_1")
    with desk() as everything:
        yield everything


@pytest.mark.parametrize(("way", "state"), [("SIGTERM", "speaking"), ("SIGINT", "loading")])
def test_it_ends_cleanly_and_keeps_what_was_heard(
    room: tuple[Desktop, VirtualAudio, dict[str, str]], way: str, state: str
) -> None:
    ended = end(room, "tiny", way, state, say("What is your name?"))
    assert (ended.code, ended.said) == (0, "")
    assert ended.took_s < SLACK_S
    assert state != "speaking" or len(ended.kept) >= 2, "both sides of the reply that was cut"
