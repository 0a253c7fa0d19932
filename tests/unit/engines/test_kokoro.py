"""What is Kokoro's own: its alphabet, its model in two halves, its words' times, and what is missing or damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.cancel import Never, Revisions
from app.engines.kokoro_alphabet import Alphabet, portions
from app.engines.kokoro_halves import halves
from app.engines.kokoro_tts import MODEL, KokoroModel, KokoroSynthesizer
from app.errors import WeightsMissing
from tests.kit.speech import weights

LETTERS = {letter: n for n, letter in enumerate("AIOQWYabdefhijklmnoprstuvwzæðŋɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊ ,.")}
STYLES = "kokoro-english-voices"


def written(phonemes: str, *, is_british: bool) -> str:
    back = {n: letter for letter, n in LETTERS.items()}
    numbers = Alphabet(LETTERS, is_british=is_british).numbers(list(phonemes))
    assert len(numbers.ids) == len(numbers.places)
    assert numbers.places == sorted(numbers.places)
    return "".join(back[number] for number in numbers.ids)


@pytest.mark.parametrize(
    ("said", "american"),
    [
        ("nˈoʊ", "nˈO"), ("fˈaɪɚ", "fˈIəɹ"), ("bˈɜːd", "bˈɜɹd"), ("nˈɜːɹs", "nˈɜɹs"), ("hˈaʊs", "hˈWs"), ("ɐ", "ə"),
        ("lˈɪɾəl", "lˈɪɾᵊl"), ("bˈʌʔn\u0329", "bˈʌtᵊn"), ("dʒˈɔɪ", "ʤˈY"), ("tʃˈeɪs", "ʧˈAs"), ("\u2603sˈiː", "sˈi"),
        ("əlˈaɪ", "əlˈI"),
    ],
)  # fmt: skip
def test_an_american_word(said: str, american: str) -> None:
    assert written(said, is_british=False) == american


@pytest.mark.parametrize(("said", "british"), [("nˈəʊ", "nˈQ"), ("ðˈeə", "ðˈɛː"), ("nˈiə", "nˈɪə"), ("fˈɔː", "fˈɔː")])
def test_a_british_word(said: str, british: str) -> None:
    assert written(said, is_british=True) == british


def test_what_is_too_long_is_cut_behind_a_mark_or_else_between_words() -> None:
    assert portions("ab, cd ef", most=20) == [(0, 9)]
    assert portions("ab, cd ef", most=7) == [(0, 4), (4, 9)]
    assert portions("abc de fgh", most=7) == [(0, 7), (7, 10)]
    assert portions("abcdefghij", most=4) == [(0, 4), (4, 8), (8, 10)]


@pytest.mark.parametrize("model", [b"", b"\x3a\x00", b"no model at all", b"\x3a\x02\x0a\x00"])
def test_another_model_has_no_halves(model: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        halves(model)


def test_nothing_is_there(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"af_heart cannot be used: vocab\.json") as caught:
        KokoroSynthesizer(KokoroModel(tmp_path), tmp_path / "af_heart.bin").load()
    assert "models pull af_heart" in caught.value.fix


@pytest.mark.models
@pytest.mark.parametrize("name", [MODEL, "vocab.json", "af_heart.bin"])
def test_a_damaged_file_is_told(tmp_path: Path, name: str) -> None:
    for file in (weights("kokoro-v1.0-int8") / MODEL, weights("kokoro-v1.0-int8") / "vocab.json"):
        (tmp_path / file.name).symlink_to(file)
    shutil.copy(weights(STYLES) / "af_heart.bin", tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes(b"{}?")
    with pytest.raises(WeightsMissing, match="damaged"):
        KokoroSynthesizer(KokoroModel(tmp_path), tmp_path / "af_heart.bin").load()


@pytest.mark.models
def test_a_loaded_voice() -> None:
    """In one test, because loading takes a second: speed, times, being called back, and closing twice."""
    voice = KokoroSynthesizer(KokoroModel(weights("kokoro-v1.0-int8")), weights(STYLES) / "am_michael.bin")
    voice.load()
    (usual,) = voice.synthesize("Come in and sit down.", cancel=Never())
    assert usual.is_estimated
    assert len(usual.words) == 5
    voice.speak_at(1.5)
    (fast,) = voice.synthesize("Come in and sit down.", cancel=Never())
    assert fast.clip.duration_s < 0.85 * usual.clip.duration_s
    revisions = Revisions()
    revisions.drop_below(2)
    assert list(voice.synthesize("Come in.", cancel=revisions.ticket(1))) == []
    voice.close()
    voice.close()
