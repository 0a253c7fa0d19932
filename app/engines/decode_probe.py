"""Times how fast this machine writes with a model: what set-up asks once to choose the profile.

Called by `models pull` at set-up, on the main thread, when nothing else runs. Best of three, because another program
on the cores can only make a measurement worse, never better.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from app.errors import EngineFailed
from app.openmp import wait_politely

_TRIES = 3
_TRY_S = 0.5
_CONTEXT_TOKENS = 256
_MOST_THREADS = 8  # decoding is bound by memory: more threads than that gain nothing


def decode_tokens_per_s(gguf: Path) -> float:
    """Tokens per second of greedy decoding after a short prompt. Raises EngineFailed."""
    wait_politely()
    try:
        from llama_cpp import Llama

        model = Llama(
            str(gguf), n_ctx=_CONTEXT_TOKENS, n_threads=_threads(), n_threads_batch=_threads(), verbose=False
        )
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        raise EngineFailed(f"The language model could not be timed ({error}).", "Run scripts/setup again.") from error
    try:
        return max(_one_try(model) for _ in range(_TRIES))
    finally:
        model.close()


def _one_try(model: Any) -> float:
    model.reset()
    model.eval(model.tokenize(b"Once upon a time"))
    written, started_s = 0, time.perf_counter()
    while (took_s := time.perf_counter() - started_s) < _TRY_S and written < _CONTEXT_TOKENS - 32:
        model.eval([model.sample(temp=0.0)])
        written += 1
    return written / took_s


def _threads() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_THREADS)
