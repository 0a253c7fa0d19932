"""Numbers as English words: what the voice is given instead of digits.

Called by the rules beside this file, on whatever thread writes clauses (the responder's). Pure text to text.
American style: no "and" inside a cardinal. Whatever is too long to be a quantity is read digit by digit.
"""

from __future__ import annotations


def _list(words: str) -> list[str]:
    return words.split()


_ONES = _list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = _list("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
_ODD_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LONGEST_QUANTITY_DIGITS = 15


def cardinal(number: int) -> str:
    """42 -> forty-two. From 0 up to 10**15 - 1; beyond that the digits."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if number >= 10**LONGEST_QUANTITY_DIGITS:
        return digits(str(number))
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    head, rest = divmod(number, size)
    return f"{cardinal(head)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """21 -> twenty-first."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _ODD_ORDINALS:
        return head + _ODD_ORDINALS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def digits(text: str) -> str:
    """007 -> zero zero seven. Whatever is no digit is left out."""
    return " ".join(_ONES[int(char)] for char in text if char in "0123456789")


def two_digits(text: str, zero: str = "oh") -> str:
    """The second half of a time or a year: "05" -> oh five, "30" -> thirty, "00" -> ''."""
    if text == "00":
        return ""
    return f"{zero} {_ONES[int(text[1])]}" if text[0] == "0" else cardinal(int(text))


def year(number: int) -> str:
    """1984 -> nineteen eighty-four, 2005 -> two thousand five, 1900 -> nineteen hundred."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(number)
    return f"{cardinal(century)} {two_digits(f'{rest:02d}') or 'hundred'}"


def number(text: str) -> str:
    """Any plain numeral: "1,234" "3.50" ".5" "-2" "007" "1234567890123456"."""
    if text.startswith("-"):
        return f"minus {number(text[1:])}"
    whole, _, decimals = text.replace(",", "").partition(".")
    if (len(whole) > 1 and whole[0] == "0") or len(whole) > LONGEST_QUANTITY_DIGITS:
        said = digits(whole)
    else:
        said = cardinal(int(whole or "0"))
    return f"{said} point {digits(decimals)}" if decimals else said


def plural(words: str) -> str:
    """nineteen eighty -> nineteen eighties, six -> sixes, hundred -> hundreds."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("x", "s")) else "s")
