"""`bench`: the measurements of README, each with the hardware and the models it was taken on."""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path
from typing import TextIO

from app.home import Home

IDLE_S = 30.0


def add_arguments(to: argparse.ArgumentParser) -> None:
    benches = to.add_subparsers(dest="bench", metavar="BENCH", required=True)
    idle = benches.add_parser("idle", help="how fast it starts, and what it costs while nobody speaks")
    idle.add_argument("--seconds", type=float, default=IDLE_S, metavar="N", help="how long to watch it idle (30)")
    idle.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """Needs a display, a microphone and a speaker (virtual ones will do). The user's home is not touched."""
    del home
    from app.commands.bench_idle import BARS, measure
    from app.plan import profile_for

    profile = profile_for(args)
    found = measure(profile.name, args.seconds, err)
    report = {"hardware": hardware(), "profile": profile.name, "models": list(profile.weights)} | found
    if args.json:
        print(json.dumps(report), file=out)
        return 0
    print(f"{report['hardware']} · {profile.name} ({', '.join(profile.weights)})", file=out)
    for name, value in found.items():
        bar = BARS.get(name, {}).get(profile.name)
        print(f"{name:18} {value:>9}" + (f"   bar ≤ {bar}" if bar else ""), file=out)
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
