"""kill -9 in the middle of a reply: the next start has every turn that was finished, and the database is sound."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.kit.speech import say, wav_bytes, weights
from tests.kit.talk import earpiece, with_silence

pytestmark = pytest.mark.models
HANG_S = 120.0


def test_kill_9_in_the_middle_of_the_second_reply(tmp_path: Path) -> None:
    weights("smollm2-135m-instruct-q4_1")
    questions = [say("What is your name?"), say("Tell me a long story about the sea.")]
    heard, events, home = tmp_path / "in.wav", tmp_path / "e.jsonl", tmp_path / "home"
    heard.write_bytes(wav_bytes(with_silence(*questions, gap_s=15)))
    command = [sys.executable, "-m", "app", "talk", "--wav", str(heard), "--events", str(events), "--home", str(home)]
    with subprocess.Popen([*command, "--profile", "tiny"]) as talking:
        finished: list[dict[str, object]] = []
        deadline_s = time.monotonic() + HANG_S
        while time.monotonic() < deadline_s:
            time.sleep(0.05)
            lines = events.read_text().splitlines(keepends=True) if events.exists() else []
            happened = [json.loads(line) for line in lines if line.endswith("\n")]
            finished = [event for event in happened if event["event"] == "PlayoutFinished"]
            if any(event["event"] == "PlayoutStarted" and event["turn"] == 2 for event in happened):
                break
        time.sleep(0.3)  # in the middle, not in the millisecond in which the user's line is written
        talking.kill()
    assert len(finished) == 1
    shown = json.loads(earpiece("transcript", "show", "today", "--json", home=home).stdout)
    texts = [(line["speaker"], line["text"]) for line in shown]
    assert texts[0][0] == "user"
    assert ("companion", finished[0]["heard_text"]) in texts
    assert [speaker for speaker, _ in texts] == ["user", "companion", "user"]
    again = earpiece("ask", "Are you there?", "--profile", "tiny", home=home)
    assert again.returncode == 0, again.stderr
    assert (
        earpiece("transcript", "export", str(tmp_path / "all.json"), "--format", "json", home=home).returncode == 0
    )
