"""Which phonemes are which word."""

from __future__ import annotations

import pytest

from app.engines.word_places import word_places

ALONE = {
    "rest": "ɹˈɛst", "of": "ʌv", "the": "ðə", "day": "dˈeɪ", "It": "ɪt", "is": "ɪz", "A": "ˈeɪ", "C.": "sˈiː", "—": "",
    "kilowatt-hour.": "kˈɪləwˌɑːtˈaʊɚ", "one,": "wˌʌn", "two": "tˈuː", "three.": "θɹˈiː", "naïve": "naɪˈiːv",
    "mm-hmm": "ˌɛmˈɛmhəm",
}  # fmt: skip
CASES = [
    ("one, two three.", ["wˈʌn, tə θɹˈiː."], "wˈʌn tə θɹˈiː"),
    ("It is the rest of the day", ["ɪɾ ɪz ðə ɹˈɛst ʌvðə dˈeɪ."], "ɪɾ ɪz ðə ɹˈɛst ʌv ðə dˈeɪ"),
    ("of the day of the day", ["ʌvðə dˈeɪ ʌvðə dˈeɪ"], "ʌv ðə dˈeɪ ʌv ðə dˈeɪ"),
    ("A C. It is", ["ɐ sˈiːʲ", "ɪtɪz"], "ɐ sˈiːʲ | ɪt ɪz"),
    ("mm-hmm naïve", ["ˌɛmˈɛmhəmnaɪˈiːv"], "ˌɛmˈɛmhəm naɪˈiːv"),
    ("kilowatt-hour. two", ["kˈɪləwˌɑːt ˈaʊɚ. tˈuː"], "kˈɪləwˌɑːt ˈaʊɚ tˈuː"),
    ("— two — three.", ["tˈuːθɹˈiː."], "- tˈuː - θɹˈiː"),
    ("two —", ["tˈuː"], "tˈuː -"),
]


@pytest.mark.parametrize(("text", "sentences", "expected"), CASES, ids=[text for text, *_ in CASES])
def test_each_word_has_its_phonemes(text: str, sentences: list[str], expected: str) -> None:
    """`expected`: word by word, `-` for one without a sound, `|` between sentences."""
    places = word_places([list(sentence) for sentence in sentences], text.split(), ALONE.__getitem__)
    told = [
        " ".join(sentence[first:end] or "-" for first, end in mine)
        for sentence, mine in zip(sentences, places, strict=True)
    ]
    assert " | ".join(told) == expected


def test_nothing_said_has_no_places() -> None:
    assert word_places([[], ["."]], ["—"], ALONE.__getitem__) == [[], []]
