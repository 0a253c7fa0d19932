"""Writes the kind of file that an old `torch.save` wrote, without torch: for tests of engines/torch_file.py."""

from __future__ import annotations

import io
import pickle
import sys
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

MAGIC, VERSION = 0x1950A86A20F9469CFC6C, 1001


class _Storage:
    """Stands for torch.FloatStorage in the pickle."""


def _rebuild(*_parts: object) -> None:
    """Stands for torch's function of this meaning."""


class _Tensor:
    def __init__(self, numbers: np.ndarray[Any, Any]) -> None:
        self.numbers = numbers

    def __reduce__(self) -> tuple[Any, ...]:
        steps = tuple(step // 4 for step in self.numbers.strides)
        return _rebuild, (_Key(str(id(self)), self.numbers.size), 0, self.numbers.shape, steps, False, {})


class _Key:
    def __init__(self, key: str, count: int) -> None:
        self.key, self.count = key, count


class _Pickler(pickle.Pickler):
    def persistent_id(self, made: Any) -> Any:
        return ("storage", _Storage, made.key, "cpu", made.count, None) if isinstance(made, _Key) else None


def write_tensors(path: Path, group: Mapping[str, np.ndarray[Any, Any]], **more: object) -> None:
    """`group` as the dictionary "model_state", with `more` beside it."""
    tensors = {name: _Tensor(np.ascontiguousarray(array, "<f4")) for name, array in group.items()}
    with _torch_names(), path.open("wb") as file:
        for head in (MAGIC, VERSION, {"little_endian": True}):
            pickle.dump(head, file, 2)
        held = io.BytesIO()
        _Pickler(held, 2).dump({"model_state": tensors, **more})
        file.write(held.getvalue())
        pickle.dump([str(id(tensor)) for tensor in tensors.values()], file, 2)
        for tensor in tensors.values():
            file.write(tensor.numbers.size.to_bytes(8, "little") + tensor.numbers.tobytes())


class _torch_names:  # noqa: N801 - used like a function
    """For as long as it is pickled, the stand-ins have torch's names."""

    def __enter__(self) -> None:
        torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")
        torch.FloatStorage = _Storage  # type: ignore[attr-defined]
        utils._rebuild_tensor_v2 = _rebuild  # type: ignore[attr-defined]
        sys.modules |= {"torch": torch, "torch._utils": utils}
        _Storage.__module__, _Storage.__qualname__ = "torch", "FloatStorage"
        _rebuild.__module__, _rebuild.__qualname__ = "torch._utils", "_rebuild_tensor_v2"

    def __exit__(self, *_: object) -> None:
        del sys.modules["torch"], sys.modules["torch._utils"]
