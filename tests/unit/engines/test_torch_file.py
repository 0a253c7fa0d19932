"""Tensors out of torch's old files; and nothing else, whatever the file asks for."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from app.engines.torch_file import NotTensors, read_tensors
from tests.kit.torch_files import MAGIC, VERSION, write_tensors

GROUP = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.array([7.0], np.float32)}


def test_tensors_come_back_by_name(tmp_path: Path) -> None:
    write_tensors(tmp_path / "t.pt", GROUP, step=3)
    found = read_tensors(tmp_path / "t.pt", "model_state")
    assert list(found) == ["a", "b"]
    np.testing.assert_array_equal(found["a"], GROUP["a"])
    np.testing.assert_array_equal(found["b"], GROUP["b"])


def test_a_file_that_wants_something_called_calls_nothing(tmp_path: Path) -> None:
    class Order:
        def __reduce__(self) -> object:
            return os.mkdir, (str(tmp_path / "made"),)

    write_tensors(tmp_path / "t.pt", GROUP, order=Order())
    with pytest.raises(NotTensors):
        read_tensors(tmp_path / "t.pt", "model_state")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("cut", [0, 3, 100, -1, -30])
def test_a_file_that_was_cut_off(tmp_path: Path, cut: int) -> None:
    write_tensors(tmp_path / "t.pt", GROUP)
    (tmp_path / "cut.pt").write_bytes((tmp_path / "t.pt").read_bytes()[:cut])
    with pytest.raises(NotTensors):
        read_tensors(tmp_path / "cut.pt", "model_state")


@pytest.mark.parametrize("content", [b"", b"not a pickle at all", pickle.dumps(MAGIC + 1, 2), pickle.dumps([1] * 9, 2)])
def test_other_files(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.pt").write_bytes(content)
    with pytest.raises(NotTensors):
        read_tensors(tmp_path / "t.pt", "model_state")


def test_a_group_that_is_not_there(tmp_path: Path) -> None:
    write_tensors(tmp_path / "t.pt", GROUP)
    with pytest.raises(NotTensors):
        read_tensors(tmp_path / "t.pt", "other")
    assert VERSION == 1001


def test_a_tensor_that_reaches_beyond_its_numbers(tmp_path: Path) -> None:
    write_tensors(tmp_path / "t.pt", {"a": np.zeros(40, np.float32)})
    whole = (tmp_path / "t.pt").read_bytes()
    at = whole.rindex((40).to_bytes(8, "little"))
    (tmp_path / "t.pt").write_bytes(whole[:at] + (39).to_bytes(8, "little") + whole[at + 8 :])
    with pytest.raises(NotTensors):
        read_tensors(tmp_path / "t.pt", "model_state")
