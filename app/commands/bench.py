"""`bench`: the measurements of README, each with the hardware and the models it was taken on."""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path
from typing import TextIO

from app.errors import BadOption
from app.home import Home
from app.weights.catalog import Profile

IDLE_S = 30.0
QUESTIONS = 20


def add_arguments(to: argparse.ArgumentParser) -> None:
    benches = to.add_subparsers(dest="bench", metavar="BENCH", required=True)
    idle = benches.add_parser("idle", help="how fast it starts, and what it costs while nobody speaks")
    idle.add_argument("--seconds", type=float, default=IDLE_S, metavar="N", help="how long to watch it idle (30)")
    idle.add_argument("--json", action="store_true", help="one JSON object")
    latency = benches.add_parser("latency", help="how long until it answers, beside the usual pipeline")
    latency.add_argument("--wav-dir", type=Path, metavar="DIR", help="ask these recordings (with a .txt beside each)")
    latency.add_argument("--n", type=_count, metavar="N", help=f"how many questions ({QUESTIONS}, or all of DIR)")
    latency.add_argument("--hear", type=float, metavar="S", help="stop each answer after S seconds of it")
    latency.add_argument("--busy", action="store_true", help="once more while another program keeps a core busy")
    latency.add_argument("--past", type=_count, metavar="N", help="with N episodes stored, and something to recall")
    latency.add_argument("--voice", metavar="NAME", help="answered in this voice: af_heart")
    latency.add_argument("--picture", type=Path, metavar="FILE", help="draw the median turn as an SVG")
    latency.add_argument("--json", action="store_true", help="one JSON object")
    recall = benches.add_parser("recall", help="how much of the evidence recall finds, and how fast")
    recall.add_argument("--data", type=Path, metavar="FILE", help="ask the questions of a file in LoCoMo's format")
    recall.add_argument("--ranked", type=Path, metavar="FILE", help="write every question's top 50 as JSON lines")
    recall.add_argument("--rows", type=_count, metavar="N", help="time recall and writing at N drawn episodes")
    recall.add_argument("--words-only", action="store_true", help="without the embedding model")
    recall.add_argument("--json", action="store_true", help="one JSON object")
    selves = benches.add_parser("selves", help="thousands of selves: whose secret is whose, and what one costs")
    selves.add_argument("--count", type=_count, default=8_316, metavar="N", help="how many (8316)")
    selves.add_argument("--ask", type=_count, default=641, metavar="M", help="how many are asked (641)")
    selves.add_argument("--answer", type=_count, default=20, metavar="K", help="how many the model answers (20)")
    selves.add_argument("--seed", type=int, default=1, metavar="S")
    selves.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """The user's home is not touched. Raises EarpieceError."""
    del home
    from app.plan import profile_for

    profile = profile_for(args)
    found = {"latency": _latency, "idle": _idle, "recall": _recall, "selves": _selves}[args.bench](args, profile, err)
    report = {"hardware": hardware(), "profile": profile.name, "models": list(profile.weights)} | found
    if args.json:
        print(json.dumps(report), file=out)
        return 0
    print(f"{report['hardware']} · {profile.name} ({', '.join(profile.weights)})", file=out)
    for line in _lines(found, args.bench, profile.name):
        print(line, file=out)
    return 0


def hardware() -> str:
    """Processor, cores and memory, in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    memory_gb = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory_gb:.0f} GB, {platform.system()}"


def _idle(args: argparse.Namespace, profile: Profile, err: TextIO) -> dict[str, object]:
    """Needs a display, a microphone and a speaker (virtual ones will do)."""
    from app.commands.bench_idle import measure

    return dict(measure(profile.name, args.seconds, err))


def _latency(args: argparse.Namespace, profile: Profile, err: TextIO) -> dict[str, object]:
    """Needs no device: the sound goes in and comes out as samples."""
    from app.commands import bench_latency
    from app.commands.bench_picture import draw
    from app.commands.bench_questions import recorded, spoken

    folders = bench_latency.folders(profile)
    questions = recorded(args.wav_dir, args.n) if args.wav_dir else spoken(folders.voice, args.n or QUESTIONS)
    measured = bench_latency.measure(
        profile.name, questions, err, is_busy_too=args.busy, hear_s=args.hear, past=args.past or 0,
        voice=args.voice or "",
    )  # fmt: skip
    if args.picture:
        args.picture.write_text(draw(measured), encoding="utf-8")
    return bench_latency.figures(measured)


def _recall(args: argparse.Namespace, profile: Profile, err: TextIO) -> dict[str, object]:
    """Needs a file, or a number of rows."""
    from app.commands.bench_recall import measure

    if not (args.data or args.rows):
        raise BadOption("There is nothing to measure.", "Give --data FILE or --rows N.")
    return measure(args, profile, err)


def _selves(args: argparse.Namespace, profile: Profile, err: TextIO) -> dict[str, object]:
    """Needs no device."""
    from app.commands.bench_selves import measure

    return measure(args.count, args.ask, args.answer, args.seed, profile, err)


def _lines(found: dict[str, object], bench: str, profile: str) -> list[str]:
    if bench == "latency":
        from app.commands.bench_latency import lines

        return lines(found)
    if bench in ("recall", "selves"):
        return [f"{name:18} {value}" for name, value in found.items()]
    from app.commands.bench_idle import BARS

    bars = {name: BARS.get(name, {}).get(profile) for name in found}
    return [f"{name:18} {value:>9}" + (f"   bar ≤ {bars[name]}" if bars[name] else "") for name, value in found.items()]


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1 on")
    return int(text)
