"""The real tray app on a virtual desk with a virtual sound card: it starts, it listens, it answers, it ends."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.weights.weights import models_folder
from tests.kit.desktop import Desktop, missing_programs
from tests.kit.speech import say, weights
from tests.kit.virtual_audio import VirtualAudio, virtual_audio

pytestmark = pytest.mark.models
HANG_S = 120.0


@pytest.fixture(scope="module")
def desk() -> Iterator[tuple[Desktop, VirtualAudio, dict[str, str]]]:
    if missing := missing_programs():
        pytest.skip(f"{', '.join(missing)} missing: run scripts/setup --dev")
    weights("smollm2-135m-instruct-q4_1")
    with virtual_audio() as card, Desktop() as desktop:
        desktop.start_tray()
        sound = {k: v for k, v in card.env.items() if k.startswith(("PULSE_", "ALSA_", "XDG_RUNTIME"))}
        yield desktop, card, desktop.env | sound | {"EARPIECE_MODELS": str(models_folder())}


def test_the_app_starts_listens_answers_shows_itself_and_ends(
    desk: tuple[Desktop, VirtualAudio, dict[str, str]], tmp_path: Path
) -> None:
    _, card, env = desk

    def earpiece(*argv: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app", "--home", str(tmp_path), *argv]
        return subprocess.run(command, capture_output=True, text=True, env=env, timeout=HANG_S)

    def status() -> dict[str, object]:
        done = earpiece("ctl", "status", "--json")
        return json.loads(done.stdout) if done.returncode == 0 else {}

    def until(key: str, value: object) -> None:
        deadline_s = time.monotonic() + HANG_S
        while status().get(key) != value:
            assert app.poll() is None, app.communicate()
            assert time.monotonic() < deadline_s, (key, value, status())

    command = [sys.executable, "-m", "app", "tray", "--home", str(tmp_path), "--profile", "tiny"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as app:
        try:
            until("state", "listening")
            card.play(say("What is your name?"))
            deadline_s = time.monotonic() + HANG_S
            while earpiece("transcript", "list").stdout.find("2") < 0:
                assert time.monotonic() < deadline_s
            assert earpiece("ctl", "mute").returncode == 0
            assert status()["mic_muted"]
            assert earpiece("ctl", "unmute").returncode == 0
            assert not status()["mic_muted"]
            assert earpiece("ask", "Are you there?").stdout.strip()
            second = earpiece("tray", "--profile", "tiny")
            assert second.returncode == 0, second.stderr
            assert earpiece("ctl", "quit").returncode == 0
            _, said = app.communicate(timeout=HANG_S)
            assert app.returncode == 0, said
        finally:
            app.kill()
    assert earpiece("transcript", "show", "today").stdout.count("\n") >= 4
    log = (tmp_path / "earpiece.log").read_text() if (tmp_path / "earpiece.log").exists() else ""
    assert "name" not in log
    assert (tmp_path / "memory.db").stat().st_mode & 0o077 == 0


def test_bench_idle_prints_all_of_it(desk: tuple[Desktop, VirtualAudio, dict[str, str]]) -> None:
    _, _, env = desk
    command = [sys.executable, "-m", "app", "bench", "idle", "--profile", "tiny", "--seconds", "3", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=HANG_S)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    keys = {"hardware", "profile", "models", "tray_ms", "hearing_ms", "answering_ms", "idle_cpu_percent", "rss_mb"}
    assert keys <= report.keys()
