"""Hold a real key on a real screen: a spoken question is answered aloud, the next press interrupts, and a mute is true
whatever the key does."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from app.home import Home
from app.runtime.socket import request
from app.weights.weights import models_folder
from tests.kit.desktop import Desktop, missing_programs
from tests.kit.speech import say, weights
from tests.kit.virtual_audio import VirtualAudio, virtual_audio

pytestmark = pytest.mark.models
HANG_S = 120.0
MUTED_WITHIN_S = 0.2
SETTINGS = '[conversation]\nmode = "key"\nfirst_run = "done"\n[key]\nchord = "F9"\n'


@pytest.fixture(scope="module")
def desk() -> Iterator[tuple[Desktop, VirtualAudio, dict[str, str]]]:
    if missing := missing_programs():
        pytest.skip(f"{', '.join(missing)} missing: run scripts/setup --dev")
    weights("smollm2-135m-instruct-q4_1")
    with virtual_audio() as card, Desktop() as desktop:
        desktop.start_tray()
        sound = {k: v for k, v in card.env.items() if k.startswith(("PULSE_", "ALSA_", "XDG_RUNTIME"))}
        yield desktop, card, desktop.env | sound | {"EARPIECE_MODELS": str(models_folder())}


class App:
    """The real tray app, seen from outside."""

    def __init__(self, home: Home, process: subprocess.Popen[str], card: VirtualAudio) -> None:
        self._home, self._process, self._card = home, process, card

    def control(self, *verb: str) -> str:
        out = io.StringIO()
        return out.getvalue() if request(self._home, ["ctl", *verb], out, out) == 0 else ""

    @property
    def status(self) -> dict[str, object]:
        return json.loads(self.control("status", "--json") or "{}")

    def until(self, holds: Callable[[], object], what: str, within_s: float = HANG_S) -> float:
        """-> how long it took."""
        began_s = time.monotonic()
        while not holds():
            assert self._process.poll() is None, self._process.communicate()
            assert time.monotonic() - began_s < within_s, (what, self.status)
            time.sleep(0.01)
        return time.monotonic() - began_s

    @property
    def captures(self) -> int:
        """How many capture streams of the app the sound server knows."""
        listed = subprocess.run(
            ["pactl", "--format=json", "list", "source-outputs"],
            env=self._card.env | {"LC_ALL": "C"}, capture_output=True, check=True, timeout=HANG_S,
        )  # fmt: skip
        owners = [each["properties"].get("application.process.id") for each in json.loads(listed.stdout)]
        return owners.count(str(self._process.pid))

    def transcript(self) -> str:
        out = io.StringIO()
        request(self._home, ["transcript", "show", "today"], out, out)
        return out.getvalue()


@contextmanager
def running(desk: tuple[Desktop, VirtualAudio, dict[str, str]], folder: Path) -> Iterator[App]:
    _, card, env = desk
    home = Home(folder)
    home.prepare()
    home.settings_path.write_text(SETTINGS)
    command = [sys.executable, "-m", "app", "tray", "--home", str(folder), "--profile", "tiny"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        app = App(home, process, card)
        try:
            app.until(lambda: "answering" in app.status.get("marks", {}), "readiness")  # type: ignore[operator]
            yield app
            app.control("quit")
            _, said = process.communicate(timeout=HANG_S)
            assert (process.returncode, said) == (0, "")
        finally:
            process.kill()


def test_hold_ask_hear_and_mute(
    desk: tuple[Desktop, VirtualAudio, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop, card, env = desk
    monkeypatch.setenv("XDG_RUNTIME_DIR", env["XDG_RUNTIME_DIR"])
    question, secret = say("What do you think about rainy days?"), say("The lighthouse keeper hid the golden key.")
    with running(desk, tmp_path) as app:
        assert not app.captures, "nobody holds the key"
        with card.recording() as tapes:
            desktop.xdotool("keydown", "F9")
            app.until(lambda: app.captures, "the open microphone")
            card.play(question)
            desktop.xdotool("keyup", "F9")
            app.until(lambda: not app.captures, "the closed microphone")
            app.until(lambda: app.status["state"] == "speaking", "the answer")
            time.sleep(0.8)
            desktop.xdotool("keydown", "F9")
            app.until(lambda: app.status["state"] != "speaking", "its silence, because the key is down")
        assert "rainy days" in app.transcript()
        assert float(np.max(np.abs(tapes[0].speaker.samples))) > 0.05, "the speaker was silent"

        app.until(lambda: app.captures, "the open microphone")
        began_s = time.monotonic()
        app.control("mute")
        app.until(lambda: not app.captures, "the closed microphone", MUTED_WITHIN_S)
        print(f"muted after {(time.monotonic() - began_s) * 1000:.0f} ms")
        card.play(secret)
        assert not app.captures
        desktop.xdotool("keyup", "F9")
        time.sleep(1.0)
        assert app.status["mic_muted"]
        assert not app.captures
        assert "lighthouse" not in app.transcript()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).lower()
    assert b"rainy days" in kept, "what was said with the key is there"
    assert b"lighthouse" not in kept
    assert b"golden" not in kept
