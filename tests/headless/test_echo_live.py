"""Over a loudspeaker that the microphone hears: a real loopback on the virtual sound card."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.kit.virtual_audio import VirtualAudio

ROOT = Path(__file__).parents[2]
SPEECH_S = 4


def child(card: VirtualAudio, *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=card.env, capture_output=True, text=True, timeout=90
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_it_speaks_over_a_loudspeaker_and_does_not_hear_itself(sound_card: VirtualAudio) -> None:
    with sound_card.loudspeaker():
        told = child(sound_card, "tests.kit.echo_child", str(SPEECH_S))
    assert told["echo_dbfs"] > -35
    assert told["room"] == "loudspeakers"
    assert told["taken_db"] > 15
    assert max([voiced_s for _, voiced_s in told["voiced"]], default=0.0) < 0.35


def test_the_room_test_finds_the_loudspeaker(sound_card: VirtualAudio, tmp_path: Path) -> None:
    with sound_card.loudspeaker():
        told = child(sound_card, "app", "--home", str(tmp_path / "home"), "devices", "--test-room", "--json")
    assert told["mode"].startswith("Loudspeakers: I cancel")
    assert abs(told["attenuation_db"]) < 8
    assert told["cancelled_db"] > 15
