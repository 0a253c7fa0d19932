"""`bench idle`: starts the tray app on a home of its own and watches it from outside.

Times count from the moment the process is started. The app is started twice: the first start fills the disk cache and
the prompt cache, as any start but a machine's first finds them.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TextIO

from app.errors import Failed
from app.home import Home
from app.runtime.socket import request

BARS: dict[str, dict[str, float]] = {
    "tray_ms": {"light": 1000, "standard": 1000, "tiny": 1000},
    "hearing_ms": {"light": 1500, "standard": 1500, "tiny": 1500},
    "answering_ms": {"light": 5000, "standard": 8000, "tiny": 5000},
    "idle_cpu_percent": {"light": 3, "standard": 3, "tiny": 3},
    "rss_mb": {"light": 1500, "standard": 2600, "tiny": 1500},
}
START_S = 60.0
SETTLE_S = 12.0
"""Longer than the output stream stays open after the last word."""
ASK = "Say hello in one short sentence."


def measure(profile: str, seconds: float, err: TextIO) -> dict[str, float]:
    """{figure: value}. Raises Failed when the app does not come up."""
    with tempfile.TemporaryDirectory(prefix="earpiece-bench-") as folder:
        home = Home(Path(folder))
        print("first start, to warm the caches …", file=err)
        with _App(home, profile) as app:
            app.marks()
        print("second start, measured …", file=err)
        with _App(home, profile) as app:
            found = app.marks()
            print(f"idle for {seconds:.0f} s …", file=err)
            time.sleep(SETTLE_S)
            before_s = _cpu_s(app.pid)
            time.sleep(seconds)
            found["idle_cpu_percent"] = round((_cpu_s(app.pid) - before_s) / seconds * 100, 2)
            app.control("ask", ASK)
            found["rss_mb"] = round(_resident_mb(app.pid))
    return found


class _App:
    """One run of the tray app, ended by its own `ctl quit`."""

    def __init__(self, home: Home, profile: str) -> None:
        self._home = home
        self._profile = profile

    def __enter__(self) -> _App:
        self._started_s = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app", "tray", "--home", str(self._home.folder), "--profile", self._profile],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"EARPIECE_FIRST_RUN": "0"},
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.control("ctl", "quit")
        try:
            self._process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    @property
    def pid(self) -> int:
        return self._process.pid

    def marks(self) -> dict[str, float]:
        """Milliseconds from the start to icon, open microphone, ability to answer."""
        while time.monotonic() - self._started_s < START_S:
            status = json.loads(self.control("ctl", "status", "--json") or "{}")
            marks = status.get("marks", {})
            if status.get("down"):
                raise Failed(f"A part does not work: {'; '.join(status['down'].values())}", "See: earpiece doctor.")
            if {"tray", "hearing", "answering"} <= marks.keys():
                return {
                    f"{name}_ms": round((marks[name] - self._started_s) * 1000)
                    for name in ("tray", "hearing", "answering")
                }
            if self._process.poll() is not None:
                said = self._process.stderr.read() if self._process.stderr else ""
                raise Failed(f"The app ended: {said.strip() or self._process.returncode}")
            time.sleep(0.25)
        raise Failed(f"The app was not ready within {START_S:.0f} s.", "See: earpiece doctor.")

    def control(self, *argv: str) -> str:
        """Output of a command run by the app; '' while it cannot answer yet."""
        out = io.StringIO()
        code = request(self._home, list(argv), out, io.StringIO())
        return out.getvalue() if code == 0 else ""


def _cpu_s(pid: int) -> float:
    """Processor time so far, children included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def _resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
