"""Which other programs record from a microphone just now, as the sound server tells.

Asked by runtime/captures.py on the thread of server_watch.py, when a stream began or ended. `pactl` speaks to
PulseAudio and to PipeWire; a process of its own cannot hold us when the server hangs, and costs 7 ms. Where there is no
pactl or no server (or no Linux), nobody ever records.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any

TIMEOUT_S = 2.0


class PulseCaptures:
    """`env`: of the asking process; the tests have a sound server of their own."""

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        self._env = {**(os.environ if env is None else env), "LC_ALL": "C"}  # other locales break its JSON's numbers
        self._pactl = shutil.which("pactl", path=self._env.get("PATH"))
        self._monitors: dict[object, bool] = {}

    def others(self) -> frozenset[str]:
        """The programs that record, by name; never ourselves. Level meters and recordings of the speaker do not count.
        """
        found = [output for output in self._list("source-outputs") if _is_capture(output)]
        return frozenset(_name(output) for output in found if not self._is_monitor(output.get("source")))

    def _is_monitor(self, source: object) -> bool:
        """Whether `source` (an index) is what a speaker plays. Indexes are never used twice by one server."""
        if source not in self._monitors:
            listed = self._list("sources")
            self._monitors = {each.get("index"): str(each.get("name", "")).endswith(".monitor") for each in listed}
        return self._monitors.get(source, False)

    def _list(self, what: str) -> list[dict[str, Any]]:
        if self._pactl is None:
            return []
        command = [self._pactl, "--format=json", "list", what]
        try:
            done = subprocess.run(command, env=self._env, capture_output=True, timeout=TIMEOUT_S, check=True)
            listed = json.loads(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError):
            return []
        return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _is_capture(output: dict[str, Any]) -> bool:
    """A stream of another process that takes samples now: no module of the server, no level meter, not on hold."""
    owner = _properties(output).get("application.process.id")
    is_meter = output.get("resample_method") == "peaks"
    return owner not in (None, str(os.getpid())) and not is_meter and not output.get("corked")


def _name(output: dict[str, Any]) -> str:
    said = _properties(output)
    return str(said.get("application.name") or said.get("application.process.binary") or "another program")


def _properties(output: dict[str, Any]) -> dict[str, Any]:
    properties = output.get("properties")
    return properties if isinstance(properties, dict) else {}
