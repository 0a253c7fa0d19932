"""The timing that chooses the profile: it gives a figure for a real model, and one line for a file that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.engines.decode_probe import decode_tokens_per_s
from app.errors import EngineFailed
from app.weights.catalog_file import load_catalog
from app.weights.weights import Weights, models_folder


@pytest.mark.models
def test_a_real_model_is_timed() -> None:
    folder = Weights(load_catalog(), models_folder()).folder("smollm2-135m-instruct-q4_1")
    assert 0.5 < decode_tokens_per_s(next(folder.glob("*.gguf"))) < 10_000


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"not a model")
    with pytest.raises(EngineFailed, match="could not be timed"):
        decode_tokens_per_s(broken)
