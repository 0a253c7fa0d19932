"""The bars of the echo: ten minutes of our own speech in a room, and twenty people who cut in as loud as we are.

Run by `scripts/bars echo [--short] [--json] [--live]`. A room of numbers, the real canceller, detector and ear, faster
than real time; `--live`: through a (virtual) sound card with a room between speaker and microphone, at the speed of
sound. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import HEARING_HZ, Clip
from app.commands.bench import hardware
from app.conversation.interruption import PAUSE_S
from tests.kit.interruptions import clips, cut_in, scored
from tests.kit.loud_talk import LoudTalk
from tests.kit.own_speech import VOICE_DB, own_speech
from tests.kit.room import Room, at_db, hall, living_room
from tests.kit.virtual_audio import virtual_audio

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "hall": lambda: Room(hall()),
    "living room": lambda: Room(living_room()),
}
LONG_PAUSE_S = 7.0
"""The ear keeps an utterance open so long; in the app the machine closes it."""


def alone(room: Room, duration_s: float) -> dict[str, Any]:
    """Nobody else speaks."""
    began_s = time.process_time()
    talk = LoudTalk(own_speech(duration_s), room)
    heard = talk.run()
    return {
        "seconds": duration_s,
        "false_ducks": len(heard.ducked),
        "false_stops": len(heard.paused),
        "taken_db": round(talk.level.taken_db, 1),
        "room_found": talk.level.room,
        "cpu_percent": round(100 * (time.process_time() - began_s) / duration_s, 1),
    }


def interrupted(room: Room, people: int, every_s: float) -> dict[str, Any]:
    """People cut in, as loud as our echo."""
    speech = own_speech(people * every_s + 8, seed=7)
    user, begins_s = cut_in(speech, clips()[:people], VOICE_DB + room.level_db)
    score = scored(LoudTalk(speech, room, user).run(), begins_s)
    return {
        "people": people,
        "noticed": len(score.ducked_s),
        "noticed_median_s": round(float(np.median(score.ducked_s)), 2) if score.ducked_s else None,
        "stopped": len(score.paused_s),
        "stopped_median_s": round(float(np.median(score.paused_s)), 2) if score.paused_s else None,
        "false_stops": len(score.false_pauses_s),
    }


def live(duration_s: int, people: int) -> dict[str, Any]:
    """Through a sound card; people cut in. Our voice is not lowered for them: it only counts who is heard."""
    users = [at_db(user, VOICE_DB) for user in clips()[:people]]
    spans_s: list[tuple[float, float]] = []
    with virtual_audio() as card, card.room(Clip(living_room(), HEARING_HZ)):
        command = [sys.executable, "-m", "tests.kit.echo_child", str(duration_s)]
        child = subprocess.Popen(command, cwd=ROOT, env=card.env, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "speaking\n"
        for user in users:
            time.sleep(duration_s / (people + 1) - len(user) / HEARING_HZ)
            card.play(Clip(user, HEARING_HZ))
            ended_s = time.monotonic()
            spans_s.append((ended_s - len(user) / HEARING_HZ - 0.5, ended_s + 0.5))
        told = json.loads(child.communicate(timeout=duration_s + 60)[0].splitlines()[-1])
    starts_s = [told["began"] + t_s for t_s in told["started"]]
    lasting_s = [told["began"] + t_s for t_s, voiced_s in told["voiced"] if voiced_s >= PAUSE_S]

    def during(times_s: list[float], span_s: tuple[float, float]) -> list[float]:
        return [t_s for t_s in times_s if span_s[0] <= t_s <= span_s[1] + LONG_PAUSE_S]

    of_users = {t_s for span_s in spans_s for t_s in during(starts_s, span_s) + during(lasting_s, span_s)}
    return {
        "seconds": duration_s,
        "people": people,
        "noticed": sum(bool(during(starts_s + lasting_s, span_s)) for span_s in spans_s),
        "false_ducks": len(set(starts_s) - of_users),
        "false_stops": len(set(lasting_s) - of_users),
        "taken_db": told["taken_db"],
        "room_found": told["room"],
        "underruns": told["underruns"],
    }


def misses(report: dict[str, dict[str, Any]]) -> list[str]:
    """Each bar that is not met."""
    missed: list[str] = []
    for name, part in report.items():
        if part["false_stops"]:
            missed.append(f"{name}: {part['false_stops']} false stops (bar 0)")
        if "people" in part and part["noticed"] < 0.95 * part["people"]:
            missed.append(f"{name}: {part['noticed']} of {part['people']} noticed (bar 19 of 20)")
        if "stopped" in part and (part["stopped_median_s"] or 9) > 0.9:
            missed.append(f"{name}: silent after {part['stopped_median_s']} s (bar 0.9)")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--profile", default="-", help="no model is used")
    parser.add_argument("--short", action="store_true", help="one minute and six people, in one room")
    parser.add_argument("--live", action="store_true", help="through a sound card, in real time")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    args = parser.parse_args()
    report: dict[str, dict[str, Any]] = {}
    if args.live:
        report["living room, live"] = live(*((40, 2) if args.short else (600, 20)))
    else:
        for name, room in list(ROOMS.items())[: 1 if args.short else None]:
            report[f"{name}, alone"] = alone(room(), 60 if args.short else 600)
            print(f"{name}, alone: {report[f'{name}, alone']}", file=sys.stderr)
            report[f"{name}, interrupted"] = interrupted(room(), 6 if args.short else 20, 14)
    missed = misses(report)
    if args.json:
        print(json.dumps({"hardware": hardware(), "parts": report, "missed": missed}))
    else:
        for name, part in report.items():
            figures = ", ".join(f"{key} {value}" for key, value in part.items())
            print(f"{name}: {figures} · {hardware()} · {args.profile}")
        print("\n".join(f"missed: {bar}" for bar in missed) or "bars met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
