"""Runs the app on the virtual sound card, as a process of its own, and waits for what its event file says."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.kit.virtual_audio import VirtualAudio

HANG_S = 120.0


class LiveTalk:
    """`talk` on real (virtual) devices. A context manager; ended by `ctl quit`."""

    def __init__(self, card: VirtualAudio, folder: Path, profile: str = "tiny") -> None:
        self._card = card
        self.home = folder / "home"
        self._events = folder / "live.jsonl"
        self._profile = profile
        self.stderr = ""

    def __enter__(self) -> LiveTalk:
        command = [sys.executable, "-m", "app", "talk", "--home", str(self.home), "--profile", self._profile]
        self.process = subprocess.Popen(
            [*command, "--events", str(self._events)],
            env=self._card.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.control("quit")  # not Ctrl-C: whoever runs the tests in the background has it ignored
        try:
            _, self.stderr = self.process.communicate(timeout=HANG_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise

    @property
    def events(self) -> list[dict[str, Any]]:
        """What is written so far; a half line is not there yet."""
        if not self._events.exists():
            return []
        lines = self._events.read_text().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def of(self, *names: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] in names]

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until `holds`; a time-out is only a hang guard."""
        deadline_s = time.monotonic() + HANG_S
        while not holds():
            if self.process.poll() is not None:
                raise AssertionError(f"talk ended while waiting for {what}: {self.process.communicate()[1]}")
            if time.monotonic() > deadline_s:
                raise AssertionError(f"no {what}; events: {[event['event'] for event in self.events]}")
            time.sleep(0.1)

    def until_warm(self) -> None:
        self.until(lambda: "answering" in self.status().get("marks", {}), "readiness")

    def status(self) -> dict[str, Any]:
        done = self.control("status", "--json")
        return json.loads(done.stdout) if done.returncode == 0 else {}

    def control(self, *verb: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app", "--home", str(self.home), "ctl", *verb]
        return subprocess.run(command, env=self._card.env, capture_output=True, text=True, timeout=HANG_S)
