"""Drives `tests.kit.scripted_ui` from outside: tells it what happens, hears what it posts. On the test's thread."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.kit.desktop import GUARD_S, Desktop, wait_for

ROOT = Path(__file__).parents[2]


class UiChild:
    """`with UiChild(desktop, past=[…]) as ui:`; ends it if the test has not."""

    def __init__(self, desktop: Desktop, **script: Any) -> None:
        self._desktop = desktop
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        path = {"PYTHONPATH": str(ROOT), "PYTHONDEVMODE": "1"} | script.pop("env", {})
        self._process = subprocess.Popen(
            (sys.executable, "-m", "tests.kit.scripted_ui", json.dumps(script)),
            cwd=desktop.folder, env=desktop.env | path, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        self._errors: list[str] = []
        self._readers = [threading.Thread(target=self._read), threading.Thread(target=self._read_errors)]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> UiChild:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def errors(self) -> str:
        """Its standard error; complete after `wait`."""
        return "".join(self._errors)

    def wait(self) -> int:
        """Its exit code."""
        code = self._process.wait(GUARD_S)
        for reader in self._readers:
            reader.join(GUARD_S)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            pipe.close()
        return code

    def hears(self) -> dict[str, Any]:
        """The next line it tells."""
        return self._lines.get(timeout=GUARD_S)

    def begin(self) -> int:
        """Wait until the icon is there -> milliseconds since its imports began."""
        return int(self.hears()["visible_ms"])

    def happens(self, event: str, **fields: Any) -> None:
        """The session publishes this."""
        self._send(event=event, **fields)

    def state(self, state: str, *, mic_muted: bool = False, voice_muted: bool = False) -> None:
        self.happens("StateChanged", state=state, mic_muted=mic_muted, voice_muted=voice_muted)

    def do(self, what: str) -> None:
        """`show` or `quit`, as the socket would ask."""
        self._send(do=what)

    def window(self) -> str:
        """Wait for its window -> id for xdotool."""
        return wait_for(lambda: self._desktop.windows("--name", "Samantha · Earpiece"), "the window")[0]

    def no_window(self) -> None:
        """Wait until it is gone."""
        wait_for(lambda: not self._desktop.windows("--name", "Samantha · Earpiece"), "the window to go")

    def _send(self, **order: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        self._errors.extend(self._process.stderr)
