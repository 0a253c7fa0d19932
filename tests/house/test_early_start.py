"""Nothing is imported before the icon and the microphone that they do not need: each module there costs milliseconds.

The bar (issue 2): icon 1 s, microphone 1.5 s. `scripts/bars idle` measures; this says which import made it worse.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
EAR = {
    "app", "app.audio", "app.audio.alsa", "app.audio.clip", "app.audio.microphone", "app.audio.portaudio",
    "app.audio.source", "app.audio.timeline", "app.commands", "app.commands.tray_ear", "app.errors", "app.runtime",
    "app.runtime.clock",
}  # fmt: skip
LATER = (
    "numpy", "PySide6", "apsw", "onnxruntime", "sounddevice", "llama_cpp", "ctranslate2", "piper", "soxr", "asyncio",
    "app.wiring", "app.house", "app.conversation", "app.memory.store", "app.companion.cards", "app.surroundings",
)  # fmt: skip
PATTERNS = ("app.memory.facts.finder", "app.memory.facts.traits", "app.memory.facts.attributes")


def modules_after(imports: str) -> set[str]:
    program = f"import sys, {imports}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_early_ear_needs_its_device_and_nothing_else() -> None:
    loaded = modules_after("app.commands.tray_ear, app.audio.microphone")
    assert {name for name in loaded if name.split(".")[0] == "app"} - EAR == set()


def test_what_comes_before_the_ear_is_the_plan_and_no_engine() -> None:
    loaded = modules_after("app.cli, app.commands.tray, app.household, app.plan, app.commands.tray_ear")
    assert loaded & set(LATER) == set()


def test_wiring_compiles_none_of_the_patterns_that_only_facts_need() -> None:
    assert modules_after("app.wiring, app.owner") & set(PATTERNS) == set()
