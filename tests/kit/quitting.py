"""Ends the real tray app in a chosen way and in a chosen state, and tells how long that took and what was kept."""

from __future__ import annotations

import signal
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.audio.clip import Clip
from tests.kit.desktop import Desktop
from tests.kit.tray_app import TrayApp
from tests.kit.virtual_audio import VirtualAudio

BAR_S = 2.0
WAYS: dict[str, Callable[[TrayApp], object]] = {
    "quit": lambda app: app.run("ctl", "quit"),
    "SIGTERM": lambda app: app.process.send_signal(signal.SIGTERM),
    "SIGINT": lambda app: app.process.send_signal(signal.SIGINT),
    "screen gone": lambda app: _screen().kill(),
}
"""The last is a log-out that asks nobody; the desk has no screen after it."""
STATES = ("loading", "listening", "hearing", "thinking", "speaking", "muted")


@dataclass(frozen=True)
class Ending:
    """`took_s`: from the order (for `quit`: from its answer) to the end of the process. `kept`: the transcript."""

    way: str
    state: str
    took_s: float
    code: int
    said: str
    kept: list[str]

    @property
    def is_clean(self) -> bool:
        """In time, exit code 0, nothing on standard error, and what was heard is there: both sides of a reply that was
        cut."""
        has_all = self.state != "speaking" or len(self.kept) >= 2
        is_quiet = (self.code == 0 and not self.said) or self.way == "screen gone"  # there Qt ends the process
        return self.took_s <= BAR_S and is_quiet and has_all


def _screen() -> psutil.Process:
    """Of this process' desk."""
    return next(child for child in psutil.Process().children() if child.name() == "Xvfb")


def end(desk: tuple[Desktop, VirtualAudio, dict[str, str]], profile: str, way: str, state: str, ask: Clip) -> Ending:
    """`ask`: what is said to it, where the state needs that."""
    _, card, env = desk
    with tempfile.TemporaryDirectory() as folder, TrayApp(env, Path(folder), profile) as app:
        app.until(lambda: app.status().get("marks"), "the socket")
        speaker = threading.Thread(target=card.play, args=(ask,))
        if state != "loading":
            app.until_warm()
        if state == "muted":
            assert app.run("ctl", "mute").returncode == 0
        if state in ("hearing", "thinking", "speaking"):
            speaker.start()
            app.until_state(*{"thinking": ("thinking", "speaking")}.get(state, (state,)))
        if state == "speaking":
            time.sleep(0.7)  # some words of it
        began_s = time.monotonic()
        WAYS[way](app)
        if way == "quit":
            began_s = time.monotonic()
        code, said = app.ended()
        took_s = time.monotonic() - began_s
        if speaker.ident is not None:
            speaker.join()
        kept = app.run("transcript", "show", "today").stdout.splitlines()
        return Ending(way, state, took_s, code, said, [line for line in kept if line.strip()])
