"""Bar: how fast the tray app starts, and what it costs while nobody speaks. `bench idle` on a virtual desk.

On a machine with a screen and a sound card, `earpiece bench idle` measures the same on the real ones.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from app.weights.weights import models_folder
from tests.kit.desktop import Desktop
from tests.kit.virtual_audio import virtual_audio


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="light")
    parser.add_argument("--seconds", default="30")
    parser.add_argument("--short", action="store_true", help="idle for five seconds")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with virtual_audio() as card, Desktop() as desktop:
        desktop.start_tray()
        command = [sys.executable, "-m", "app", "bench", "idle", "--profile", args.profile]
        command += ["--seconds", "5" if args.short else args.seconds, *(["--json"] if args.json else [])]
        env = desktop.env | _sound(card.env) | {"EARPIECE_MODELS": str(models_folder())}  # its HOME is another one
        return subprocess.run(command, env=env).returncode


def _sound(env: dict[str, str]) -> dict[str, str]:
    """Only what the sound card adds: the desktop's own bus and screen stay. Both want XDG_RUNTIME_DIR; sound wins."""
    return {name: value for name, value in env.items() if name.startswith(("PULSE_", "ALSA_", "XDG_RUNTIME"))}


if __name__ == "__main__":
    sys.exit(main())
