"""The bar "no capture drops, no output underruns in a five-minute conversation", on a virtual sound card.

Run by `scripts/bars audio [--short] [--json]`. It talks through Speaker and Microphone as the app does, with no model
behind them (the bar `card` has them). Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.kit.virtual_audio import virtual_audio

ROOT = Path(__file__).resolve().parents[2]
FULL_S, SHORT_S = 300, 20
BLOCK_MS = 10


def measured(duration_s: int) -> dict[str, Any]:
    """The child's figures after `duration_s` of conversation."""
    with virtual_audio() as card:
        command = [sys.executable, "-m", "tests.kit.sound_child", "converse", str(duration_s)]
        done = subprocess.run(command, cwd=ROOT, env=card.env, capture_output=True, text=True, timeout=duration_s + 120)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def misses(figures: dict[str, Any]) -> list[str]:
    """Each bar that is not met, with its figure."""
    bars = {
        f"capture drops {figures['drops']} (bar 0)": figures["drops"] == 0,
        f"output underruns {figures['underruns']} (bar 0)": figures["underruns"] == 0,
        f"heard {100 * figures['heard_share']:.1f} % of the time (bar 99)": figures["heard_share"] >= 0.99,
        f"slowest 1 % of callbacks {figures['callback_p99_ms']:.2f} ms (bar {BLOCK_MS})": (
            figures["callback_p99_ms"] < BLOCK_MS
        ),
    }
    return [bar for bar, is_met in bars.items() if not is_met]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--short", action="store_true", help=f"{SHORT_S} s instead of {FULL_S}")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    options = parser.parse_args()
    figures = measured(SHORT_S if options.short else FULL_S)
    missed = misses(figures)
    if options.json:
        print(json.dumps(figures | {"missed": missed}))
    else:
        print(
            f"{figures['seconds']:.0f} s, {figures['replies']} replies: {figures['drops']} drops, "
            f"{figures['underruns']} underruns; callbacks: 99 % under {figures['callback_p99_ms']:.2f} ms, "
            f"the slowest {figures['callback_max_ms']:.1f} ms"
        )
        print("\n".join(f"missed: {bar}" for bar in missed) or "bar met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
