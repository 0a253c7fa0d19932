"""Tensors out of a file that an old `torch.save` wrote, without torch, and without running what the file says.

Such a file is a row of pickles with raw numbers behind them, and a pickle may name any function to be called. Here it
may name three: a dictionary, a tensor and its numbers; anything else is refused. Called by ge2e_speaker.py in `load`,
on whichever thread that runs.
"""

from __future__ import annotations

import collections
import pickle
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

_MAGIC = 0x1950A86A20F9469CFC6C
_VERSION = 1001
_MOST_BYTES = 200_000_000
"""More than that is not what we pull."""


class NotTensors(ValueError):
    """The file is cut off, or holds something other than float tensors in dictionaries."""


class _Tensor(NamedTuple):
    """Where a tensor's numbers lie: `storage`, from number `offset` on."""

    storage: str
    offset: int
    size: tuple[int, ...]
    stride: tuple[int, ...]


def read_tensors(path: Path, group: str) -> dict[str, Array]:
    """The float tensors of the dictionary `group` at the file's top level, by name; C order. Raises NotTensors,
    OSError."""
    if path.stat().st_size > _MOST_BYTES:
        raise NotTensors("too large")
    try:
        with path.open("rb") as file:
            return _read(file, group)
    except (pickle.UnpicklingError, EOFError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NotTensors(type(error).__name__) from error  # what a damaged pickle raises, says pickle's documentation


def _read(file: BinaryIO, group: str) -> dict[str, Array]:
    if _Reader(file).load() != _MAGIC or _Reader(file).load() != _VERSION:
        raise NotTensors("not written by torch.save")
    _Reader(file).load()  # the machine that wrote it
    top = _Reader(file).load()
    storages = {str(key): _numbers(file) for key in _Reader(file).load()}
    tensors = {name: made for name, made in top[group].items() if isinstance(made, _Tensor)}
    return {name: _array(made, storages[made.storage]) for name, made in tensors.items()}


def _numbers(file: BinaryIO) -> Array:
    """A count in eight bytes, and so many float32, little-endian."""
    count = int.from_bytes(file.read(8), "little")
    if not 0 <= count <= _MOST_BYTES // 4:
        raise NotTensors("a wrong count")
    content = file.read(4 * count)
    if len(content) != 4 * count:
        raise NotTensors("cut off")
    return np.frombuffer(content, "<f4")


def _array(tensor: _Tensor, numbers: Array) -> Array:
    """Checked first: numpy would read beyond the end."""
    if len(tensor.size) != len(tensor.stride) or min((*tensor.size, *tensor.stride, tensor.offset, 1)) < 0:
        raise NotTensors("a wrong shape")
    last = tensor.offset + sum((n - 1) * step for n, step in zip(tensor.size, tensor.stride, strict=True) if n)
    if last >= len(numbers):
        raise NotTensors("a tensor beyond its numbers")
    strides = [4 * step for step in tensor.stride]
    return np.array(np.lib.stride_tricks.as_strided(numbers[tensor.offset :], tensor.size, strides), np.float32)


class _Reader(pickle.Unpickler):
    """One pickle."""

    def find_class(self, module: str, name: str) -> Any:
        allowed = {
            ("collections", "OrderedDict"): collections.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch", "FloatStorage"): "float32",
        }
        if (module, name) not in allowed:
            raise NotTensors(f"it names {module}.{name}")
        return allowed[module, name]

    def persistent_load(self, pid: Any) -> str:
        """('storage', its type, its key, its device, its length, None) -> its key."""
        kind, numbers, key, _device, _count, view = pid
        if (kind, numbers, view) != ("storage", "float32", None):
            raise NotTensors("an unknown storage")
        return str(key)


def _tensor(storage: str, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_more: object) -> _Tensor:
    return _Tensor(str(storage), int(offset), tuple(map(int, size)), tuple(map(int, stride)))
