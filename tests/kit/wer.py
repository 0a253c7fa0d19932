"""Word error rate, with both sides brought to the same spelling first.

Whisper writes "3 p.m." where somebody said "three p.m.", and "Dr." for doctor. None of that is an error, so numbers
are read out and abbreviations spelled on the reference and on the hypothesis alike. Used by tests and by the bars.
"""

from __future__ import annotations

import re

from num2words import num2words

_SPELLED = {
    "dr": "doctor", "mr": "mister", "mrs": "missus", "st": "saint", "km": "kilometers", "vs": "versus",
    "colour": "color", "grey": "gray", "favourite": "favorite", "kilometre": "kilometer", "kilometres": "kilometers",
    "ok": "okay", "g": "grams", "im": "i am", "its": "it is", "lets": "let us", "dont": "do not", "didnt": "did not",
    "havent": "have not", "thats": "that is", "ive": "i have", "percent": "per cent",
}  # fmt: skip
_YEAR_FROM, _YEAR_TO = 1100, 1999


def words(text: str) -> list[str]:
    """`text` as comparable words: lower case, no punctuation, numbers read out."""
    text = text.lower().replace("’", "'").replace("-", " ").replace("–", " ")
    text = re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", text)
    text = re.sub(r"\$\s?(\d[\d,.]*\d|\d)", r"\1 dollars", text)
    text = text.replace("%", " percent").replace("°", " degrees ")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\b([012]?\d)[:.](\d\d)\b", _read_time, text)
    text = re.sub(r"(\d)(am|pm|km|g)\b", r"\1 \2", text)
    text = re.sub(r"\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?", _read_number, text)
    text = re.sub(r"[^a-z\s]", "", text.replace("-", " ").replace("'", ""))
    out: list[str] = []
    for word in text.split():
        out.extend(_SPELLED.get(word, word).split())
    return [word for n, word in enumerate(out) if not _is_number_and(out, n)]


def edits(reference: list[str], hypothesis: list[str]) -> int:
    """Least number of words to insert, drop or swap (Levenshtein)."""
    row = list(range(len(hypothesis) + 1))
    for i, want in enumerate(reference, 1):
        last, row[0] = row[0], i
        for j, got in enumerate(hypothesis, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (want != got))
    return row[-1]


def wer(pairs: list[tuple[str, str]]) -> float:
    """Errors per reference word over all (reference, hypothesis) pairs, 0 .. ∞."""
    split = [(words(reference), words(hypothesis)) for reference, hypothesis in pairs]
    return sum(edits(*pair) for pair in split) / sum(len(reference) for reference, _ in split)


def _read_time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    return f"{num2words(hour)} {num2words(minute) if minute else ''}"


def _read_number(match: re.Match[str]) -> str:
    digits = match[0]
    if digits[-1].isalpha():
        return str(num2words(int(digits[:-2]), to="ordinal"))
    if "." in digits:
        return str(num2words(float(digits)))
    number = int(digits)
    if len(digits) == 4 and _YEAR_FROM <= number <= _YEAR_TO:
        return str(num2words(number, to="year"))
    if len(digits) >= 4 and number % 100 and not 2000 <= number <= 2099:  # a code, the end of a phone number
        return " ".join(num2words(int(digit)) for digit in digits)
    return str(num2words(number))


def _is_number_and(heard: list[str], n: int) -> bool:
    """The "and" of "three hundred and fifty", which some say and some do not."""
    return heard[n] == "and" and n > 0 and heard[n - 1] in {"hundred", "thousand"}
