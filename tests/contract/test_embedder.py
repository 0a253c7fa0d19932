"""What every embedder keeps: the fake that ships with the app and the real adapter alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.engines.minilm_embedder import MiniLmEmbedder
from app.engines.protocols import Embedder
from app.engines.scripted_embedder import ScriptedEmbedder
from app.errors import EngineFailed, WeightsMissing
from tests.kit.speech import weights

NAME = "minilm-l6-v2-int8"


@pytest.fixture(scope="module", params=["scripted", pytest.param("minilm", marks=pytest.mark.models)])
def embedder(request: pytest.FixtureRequest) -> Iterator[Embedder]:
    engine: Embedder = ScriptedEmbedder() if request.param == "scripted" else MiniLmEmbedder(weights(NAME))
    engine.load()
    yield engine
    engine.close()


def test_any_text_has_a_vector_of_length_one(embedder: Embedder) -> None:
    texts = ["The cat sleeps.", "", "...", "Größe, 東京 \0 [CLS]", "word " * 2000]
    found = embedder.embed(texts)
    assert (found.dtype, found.shape) == (np.float32, (len(texts), embedder.dimensions))
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_what_is_alike_is_near(embedder: Embedder) -> None:
    cat, same, other = embedder.embed(["The cat sleeps on the sofa.", "A cat on the sofa.", "Taxes rose in May."])
    assert cat @ same > 0.5 > cat @ other


def test_what_it_is_embedded_with_hardly_changes_a_vector(embedder: Embedder) -> None:
    """The scale of 8 bits is that of the batch, so a text's vector moves by a hair."""
    texts = [f"The {n}th of many sentences, which are of different lengths{' indeed' * n}." for n in range(9)]
    for text, vector in zip(texts, embedder.embed(texts), strict=True):
        assert embedder.embed([text])[0] @ vector > 0.97


def test_close_is_safe_twice_and_load_again_works(embedder: Embedder) -> None:
    embedder.close()
    embedder.close()
    embedder.load()
    assert embedder.embed(["again"]).shape == (1, embedder.dimensions)


@pytest.mark.models
def test_it_knows_what_words_mean() -> None:
    with_weights = MiniLmEmbedder(weights(NAME))
    with_weights.load()
    cat, kitten, tax = with_weights.embed(["A cat sits on the mat.", "The kitten lies on a rug.", "Tax law reform."])
    assert cat @ kitten > 0.4 > cat @ tax
    with_weights.close()


def test_weights_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="models pull"):
        MiniLmEmbedder(tmp_path / NAME).load()
    with pytest.raises(EngineFailed, match="not loaded"):
        MiniLmEmbedder(tmp_path / NAME).embed(["anything"])


def test_weights_that_are_broken(tmp_path: Path) -> None:
    for file in ("model.onnx", "tokenizer.json"):
        (tmp_path / file).write_bytes(b"neither")
    with pytest.raises(WeightsMissing, match="cannot be read"):
        MiniLmEmbedder(tmp_path).load()
