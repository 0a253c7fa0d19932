"""The session runs without a window and without a model: importing it loads neither Qt nor an engine."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    "PySide6", "llama_cpp", "faster_whisper", "ctranslate2", "piper", "onnxruntime", "sounddevice", "torch", "apsw",
    "huggingface_hub",
)


@pytest.mark.parametrize("module", ["app.runtime.session", "app.cli", "app.weights.profiles"])
def test_a_fresh_interpreter_loads_nothing_heavy(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is missing: it is not written yet")
    program = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []
