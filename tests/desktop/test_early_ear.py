"""What is said as soon as the microphone is open, long before anything could answer, is heard and answered."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.kit.desktop import missing_programs
from tests.kit.speech import say, weights
from tests.kit.tray_app import TrayApp, desk
from tests.kit.wer import words

pytestmark = pytest.mark.models


def test_what_is_said_while_it_wakes_up_is_answered(tmp_path: Path) -> None:
    if missing := missing_programs():
        pytest.skip(f"{', '.join(missing)} missing: run scripts/setup --dev")
    weights("smollm2-135m-instruct-q4_1")
    asked = say("What is your name?")
    with desk() as (_, card, env), TrayApp(env | {"EARPIECE_FIRST_RUN": "0"}, tmp_path) as app:

        def captures() -> bool:
            command = ["pactl", "list", "short", "source-outputs"]
            told = subprocess.run(command, env=card.env, capture_output=True, text=True, timeout=20).stdout
            return any("module-remap-source" not in line for line in told.splitlines())  # that is the card

        app.until(captures, "an open microphone")
        card.play(asked)
        app.until(lambda: app.status().get("state") == "speaking", "an answer")
        marks = app.status()["marks"]
        assert marks["hearing"] - marks["tray"] < 1.0
        app.until_state("listening")
        heard = app.run("transcript", "show", "today").stdout
        assert app.run("ctl", "quit").returncode == 0
        code, said = app.ended()
        assert (code, said) == (0, "")
    assert words("what is your name") == words(re.sub(r"^.*?: ", "", heard.splitlines()[0])), heard
