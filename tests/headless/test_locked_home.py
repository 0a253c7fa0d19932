"""Beside a locked memory.db nothing on the disk tells what was said: no byte, no token, no state of the model."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from app.engines.llama_native import Weights
from app.weights.weights import models_folder
from tests.kit.speech import weights

pytestmark = pytest.mark.models
SECRET = "Zanzibar Quillfeather"


def ask(home: Path, text: str) -> None:
    env = os.environ | {"EARPIECE_PASSPHRASE": "correct horse", "EARPIECE_MODELS": str(models_folder())}
    command = [sys.executable, "-m", "app", "--home", str(home), "--profile", "tiny", "ask", text]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120)
    assert done.returncode == 0, done.stderr


def states(home: Path) -> set[str]:
    """The names say which tokens a state is of."""
    return {path.name for path in (home / "cache").glob("*.prefix")}


def spellings(folder: Path) -> list[bytes]:
    """How words may lie in a file: as text, or as the model's token ids."""
    with closing(Weights.open(next(folder.glob("*.gguf")))) as model:
        found = [word.encode(code) for word in SECRET.split() for code in ("utf-8", "utf-16-le")]
        for words in (SECRET, f" {SECRET}"):
            ids = model.tokens(words, markup=False)
            found += [np.array(ids, kind).tobytes() for kind in ("<i4", "<i8")]
            found.append(", ".join(map(str, ids)).encode())
    return found


def test_nothing_but_the_locked_file_holds_what_was_said(tmp_path: Path) -> None:
    folder = weights("smollm2-135m-instruct-q4_1")
    ask(tmp_path / "one", f"My cat is called {SECRET}, and I love her.")
    ask(tmp_path / "one", "What is my cat called?")
    ask(tmp_path / "other", "Good morning.")
    held = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert any(path.suffix == ".prefix" for path in held)
    for spelling in spellings(folder):
        assert [path.name for path in held if spelling in path.read_bytes()] == []
    assert states(tmp_path / "one") == states(tmp_path / "other"), "states of the persona alone"
