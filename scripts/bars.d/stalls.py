"""Bar: the window never freezes. A full conversation with real models, and a thousand events a second.

A heart beats in the app's event loop every 10 ms; how late a beat comes is how long everything drawn stood still. A
second heart beats alone in a process of its own during the same time: it tells how late the machine lets anybody be.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.commands.bench import hardware
from tests.kit.heartbeat import late_ms, report
from tests.kit.speech import say
from tests.kit.tray_app import TrayApp, desk

BAR_P99_9_MS, BAR_LONGEST_MS = 50, 150
LINES = (
    "Hello, how are you today?", "What do you think about rainy days?", "I had a long day at work.",
    "Can you tell me a short story?", "What should I cook tonight?", "My sister is coming on Saturday.",
)  # fmt: skip
STORM = (
    {"event": "StateChanged", "state": "hearing", "mic_muted": False, "voice_muted": False},
    *({"event": "PartialTranscript", "turn": 1, "text": "What do you think " * n} for n in range(1, 5)),
    {"event": "StateChanged", "state": "thinking", "mic_muted": False, "voice_muted": False},
    {"event": "FinalTranscript", "turn": 1, "text": "What do you think of it?"},
    {"event": "ReplySentence", "turn": 1, "text": "I like it very much."},
    {"event": "PlayoutFinished", "turn": 1, "heard_text": "I like it very much.", "interrupted": False},
)


def converse(env: dict[str, str], card: object, folder: Path, profile: str, seconds: float) -> tuple[float, float, int]:
    """(since, until, turns): the window open, spoken turns one after the other."""
    beats = folder / "app"
    with TrayApp(env, folder / "home", profile, runs=("tests.kit.heartbeat", str(beats), "app")) as app:
        app.until_warm()
        since_s = time.monotonic()
        app.run("ctl", "show")
        turns = 0
        for line in itertools.cycle(LINES):
            if time.monotonic() - since_s > seconds:
                break
            card.play(say(line))  # type: ignore[attr-defined]
            app.until(lambda: app.status().get("state") != "listening", "an answer")
            app.until_state("listening")
            turns += 1
            time.sleep(0.5)
        until_s = time.monotonic()
        app.run("ctl", "quit")
        code, said = app.ended()
        assert code == 0, said
    return since_s, until_s, turns


def storm(env: dict[str, str], folder: Path, seconds: float) -> tuple[float, float, int]:
    """(since, until, events): a thousand events a second into the open window."""
    beats = folder / "storm"
    command = [sys.executable, "-m", "tests.kit.heartbeat", str(beats), "scripted", "{}"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()

        def send(order: object) -> None:
            child.stdin.write(json.dumps(order) + "\n")  # type: ignore[union-attr]

        send({"do": "show"})
        child.stdin.flush()
        time.sleep(2.0)
        since_s, sent = time.monotonic(), 0
        while (passed_s := time.monotonic() - since_s) < seconds:
            for order in itertools.islice(itertools.cycle(STORM), sent, max(sent, round(passed_s * 1000))):
                send({**order, **({"turn": 1 + sent // len(STORM)} if "turn" in order else {})})
                sent += 1
            child.stdin.flush()
            time.sleep(0.01)
        until_s = time.monotonic()
        send({"do": "quit"})
        child.stdin.flush()
        child.stdout.read()
    return since_s, until_s, sent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="half a minute of talk, three seconds of events")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    for line in LINES:
        say(line)
    with tempfile.TemporaryDirectory() as name, desk() as (_, card, env):
        folder = Path(name)
        env = env | {"PYTHONPATH": str(Path.cwd())}
        command = [sys.executable, "-m", "tests.kit.heartbeat", str(folder / "idle"), "idle"]
        with subprocess.Popen(command, env=env, stdin=subprocess.PIPE) as idle:
            talk = converse(env, card, folder, args.profile, 30 if args.short else 180)
            events = storm(env, folder, 3 if args.short else 10)
            assert idle.stdin is not None
            idle.stdin.close()
        results = {
            "talk": {"turns": talk[2]} | report(late_ms(folder / "app", *talk[:2])),
            "talk_idle_process": report(late_ms(folder / "idle", *talk[:2])),
            "storm": {"events": events[2]} | report(late_ms(folder / "storm", *events[:2])),
            "storm_idle_process": report(late_ms(folder / "idle", *events[:2])),
        }
    result = {"hardware": hardware(), "profile": args.profile, **results}
    print(json.dumps(result) if args.json else "\n".join(f"{name}: {value}" for name, value in result.items()))
    is_well = all(
        results[part]["p99_9_ms"] <= BAR_P99_9_MS and results[part]["longest_ms"] <= BAR_LONGEST_MS
        for part in ("talk", "storm")
    )
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
