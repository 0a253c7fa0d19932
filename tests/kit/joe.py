"""The project's own voice as piper itself speaks it, for tests: the same text is the same samples on every machine.

Piper draws its noise from one generator per loaded model, so what was said before would change what is said now. Here
every text has a session and a seed of its own. Used by speech.py and pauses.py, which keep what it says.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from app.audio.clip import HEARING_HZ, Clip


def joe(text: str, folder: Path, length: float = 1.0) -> Clip:
    """`text` at 16 kHz. folder: the voice's weights; length: 1.25 is a quarter slower."""
    from piper import PiperConfig, PiperVoice, SynthesisConfig

    model = folder / "en_US-joe-medium.onnx"
    config = PiperConfig.from_dict(json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8")))
    voice = PiperVoice(session=_session(model, text), config=config)
    chunks = [chunk.audio_float_array for chunk in voice.synthesize(text, SynthesisConfig(length_scale=length))]
    samples = np.concatenate(chunks).astype(np.float32)
    return Clip(soxr.resample(samples, config.sample_rate, HEARING_HZ).astype(np.float32), HEARING_HZ)


def _session(model: Path, text: str) -> Any:
    """Half a second; with onnxruntime's plan for its memory it would be two."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_mem_reuse = options.enable_mem_pattern = False
    onnxruntime.set_seed(int(hashlib.sha256(text.encode()).hexdigest()[:7], 16))
    return onnxruntime.InferenceSession(_bytes(model), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def _bytes(model: Path) -> bytes:
    return model.read_bytes()
