"""The real tray app on a virtual desk with a virtual sound card, as a process of its own. On the test's thread."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.home import Home
from app.runtime.socket import request
from app.weights.weights import models_folder
from tests.kit.desktop import Desktop
from tests.kit.virtual_audio import VirtualAudio, virtual_audio

HANG_S = 120.0


@contextmanager
def desk() -> Iterator[tuple[Desktop, VirtualAudio, dict[str, str]]]:
    """A desktop with a tray, a sound card, and the environment of who lives there."""
    with virtual_audio() as card, Desktop() as desktop:
        desktop.start_tray()
        sound = {k: v for k, v in card.env.items() if k.startswith(("PULSE_", "ALSA_", "XDG_RUNTIME"))}
        yield desktop, card, desktop.env | sound | {"EARPIECE_MODELS": str(models_folder())}


class TrayApp:
    """A context manager; `process` is ended if the test has not."""

    def __init__(self, env: dict[str, str], home: Path, profile: str = "tiny", *, runs: tuple[str, ...] = ()) -> None:
        """runs: what is run instead of `-m app`, before the app's arguments."""
        self._env = env
        self.home = home
        command = [sys.executable, "-m", *(runs or ("app",)), "tray", "--home", str(home), "--profile", profile]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, text=True)

    def __enter__(self) -> TrayApp:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def run(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """The command line, on the same home."""
        command = [sys.executable, "-m", "app", "--home", str(self.home), *argv]
        return subprocess.run(command, capture_output=True, text=True, env=self._env, timeout=HANG_S)

    def status(self) -> dict[str, Any]:
        """What `ctl status` says, asked by this process: a program for every look would take a core from the app."""
        told = io.StringIO()
        with patch.dict("os.environ", {"XDG_RUNTIME_DIR": self._env["XDG_RUNTIME_DIR"]}):  # where its socket is
            code = request(Home(self.home), ["ctl", "status", "--json"], told, io.StringIO(), first_answer_timeout_s=30)
        return json.loads(told.getvalue()) if code == 0 else {}

    def until(self, holds: Callable[[], object], what: str) -> None:
        deadline_s = time.monotonic() + HANG_S
        while not holds():
            if self.process.poll() is not None:
                raise AssertionError(f"the app ended while waiting for {what}: {self.process.communicate()[1]}")
            if time.monotonic() > deadline_s:
                raise AssertionError(f"waited in vain for {what}: {self.status()}")
            time.sleep(0.05)

    def until_warm(self) -> None:
        self.until(lambda: "answering" in self.status().get("marks", {}), "readiness")

    def until_state(self, *states: str) -> None:
        self.until(lambda: self.status().get("state") in states, " or ".join(states))

    def ended(self) -> tuple[int, str]:
        """Wait for its end -> (exit code, standard error)."""
        _, said = self.process.communicate(timeout=HANG_S)
        return self.process.returncode, said
