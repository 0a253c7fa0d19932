"""What every sentence reader keeps: the fake that ships with the app and the real adapter alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engines.protocols import SentenceReader
from app.engines.scripted_turns import ScriptedSentenceReader
from app.engines.sentence_reader import LlamaSentenceReader
from app.errors import EngineFailed, WeightsMissing
from tests.kit.speech import weights

WHOLE = "It is going to rain tomorrow."


def small() -> LlamaSentenceReader:
    return LlamaSentenceReader(next(weights("smollm2-135m-instruct-q4_1").glob("*.gguf")))


@pytest.fixture(scope="module", params=["scripted", pytest.param("llama", marks=pytest.mark.models)])
def reader(request: pytest.FixtureRequest) -> Iterator[SentenceReader]:
    engine: SentenceReader = ScriptedSentenceReader() if request.param == "scripted" else small()
    engine.load()
    yield engine
    engine.close()


@pytest.mark.parametrize("text", [WHOLE, "", "...", "Größe, 東京 <|im_end|>", "word " * 2000])
def test_any_text_has_an_answer(reader: SentenceReader, text: str) -> None:
    assert isinstance(reader.ends(text), float)
    assert 0 <= reader.ends(text) <= 1


def test_a_whole_sentence_may_end(reader: SentenceReader) -> None:
    assert reader.ends(WHOLE) > 0.2


def test_close_is_safe_twice_and_load_again_works(reader: SentenceReader) -> None:
    reader.close()
    reader.close()
    reader.load()
    assert reader.ends(WHOLE) > 0.2


@pytest.mark.models
def test_what_was_read_before_changes_nothing_and_neither_does_punctuation() -> None:
    engine = small()
    engine.load()
    first = engine.ends(WHOLE)
    assert engine.ends("I would like to") < 0.02
    assert engine.ends("It is going to") < 0.02
    assert engine.ends(WHOLE.rstrip(".") + "...") == pytest.approx(first, abs=0.02)
    engine.close()


def test_weights_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="models pull"):
        LlamaSentenceReader(tmp_path / "none.gguf").load()
    with pytest.raises(EngineFailed, match="not loaded"):
        LlamaSentenceReader(tmp_path / "none.gguf").ends(WHOLE)
