"""One onnxruntime session of a voice: how it is built, run and called back.

Used by piper_graph.py and kokoro_graph.py, on the voice thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.audio.clip import Samples
from app.cancel import Cancel
from app.errors import EngineFailed

_SEED = 1
"""Of the voice's own noise: the same clauses in the same order sound the same, sample for sample, in every run."""


class OnnxSession:
    """The model `model` with `threads`. `plans_memory`: memory is shared between nodes, which takes time to plan and
    saves memory while it runs. Raises onnxruntime's own errors (`failures`) for what is no model."""

    def __init__(self, model: bytes, threads: int, *, plans_memory: bool) -> None:
        import onnxruntime

        self._failures = failures()
        onnxruntime.set_seed(_SEED)
        options = _options(onnxruntime, threads, plans_memory)
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._session._model_bytes = None  # onnxruntime would keep the file for as long as the session lives

    @property
    def first_input(self) -> str:
        return str(self._session.get_inputs()[0].name)

    def run(self, given: Mapping[str, Any], cancel: Cancel) -> list[Samples] | None:
        """Its outputs in order, as float32; None when it was called back. Raises EngineFailed."""
        import onnxruntime

        options = onnxruntime.RunOptions()

        def stop() -> None:
            options.terminate = True

        try:
            with cancel.when_stale(stop):
                made = self._session.run(None, given, options)
        except self._failures as error:
            if cancel.is_stale:
                return None
            raise EngineFailed("The voice could not speak.", "Its words are shown instead.") from error
        return [np.asarray(one, np.float32) for one in made]


def failures() -> tuple[type[Exception], ...]:
    """onnxruntime's errors share no base class but Exception."""
    import onnxruntime

    native: Any = onnxruntime.capi.onnxruntime_pybind11_state
    names = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NoModel", "NotImplemented")
    return tuple(getattr(native, name) for name in (*names, "RuntimeException", "EPFail"))


def _options(onnxruntime: Any, threads: int, plans_memory: bool) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_mem_reuse = plans_memory
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
