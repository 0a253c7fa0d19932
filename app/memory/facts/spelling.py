"""Names that are spelled: "T-E-D-D-I-E", "it's spelled Teddie", "with a C", "without an H", "with two Ns".

Used by corrections.py. Pure.
"""

from __future__ import annotations

import re

_SPELLED = re.compile(
    r"(?:\b(?i:spelled|spelt|written|spell (?:it|that)|write (?:it|that)|it's|it is|that's)(?: like this| as)?[,:]? |^)"
    r"(?P<letters>(?:[A-Za-z][ .-]+){2,19}[A-Za-z])\b\.?(?=$|[,!])"
)
_WRITTEN = re.compile(
    r"\b(?i:spelled|spelt|written|spell (?:it|that)|write (?:it|that))(?i: as)?[,:]? (?P<name>[A-ZÀ-Þ][\w'-]+)(?=$|"
    r"[.,!])"
)
_NAMED = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'-]+),? (?i:with(?:out)? (?:an? |two |one |double )?)['\"]?[A-Za-z]{1,2}\b(?!\w)"
)
_WITH = re.compile(
    r"\bwith (?P<count>an? |two |double |one )?['\"]?(?P<letter>[a-z]{1,2}?)(?P<many>'?s)?['\"]?"
    r"(?P<end> (?:at|in) the (?:end|beginning|front|start))?"
    r"(?P<not>,? (?:not|instead of|rather than)(?: with)? (?:an? )?['\"]?[a-z]{1,2}['\"]?)?(?=$|[.,!])",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\bwithout (?:an? |the )?['\"]?(?P<letter>[a-z])['\"]?(?P<end> at the end)?(?=$|[.,!])", re.IGNORECASE
)
_SOUNDS = (("c", "k", "ck", "q"), ("s", "z", "c"), ("f", "ph", "v"), ("i", "y", "ie", "ey", "ee"), ("j", "g"),
           ("t", "th"), ("v", "w"))  # fmt: skip
"""What is heard alike."""


def spelled(text: str, name: str) -> tuple[str, int, int] | None:
    """(the name as it is spelled, begin and end of the words that say so); `name`: as it was heard."""
    for pattern in (_SPELLED, _WRITTEN, _NAMED):
        match = pattern.search(text)
        if match:
            groups = match.groupdict()
            letters = re.sub(r"[^A-Za-z]", "", groups.get("letters") or "")
            return letters.title() or groups["name"], match.start(), match.end()
    match = _WITHOUT.search(text) or _WITH.search(text)
    made = _made(match, name) if match else ""
    return (made, match.start(), match.end()) if match and made and made != name else None


def _made(match: re.Match[str], name: str) -> str:
    """'' where it is not clear which letter is meant."""
    letter, end = match["letter"].lower(), (match["end"] or "").strip()
    if match.re is _WITHOUT:
        return _without(name, letter, is_last=bool(end))
    if (match["count"] or "").strip().lower() in ("two", "double") or match["many"]:
        return _doubled(name, letter)
    if end.endswith("end") and not match["not"]:
        return name if name.lower().endswith(letter) else name + letter
    return _replaced(name, letter)


def _without(name: str, letter: str, *, is_last: bool) -> str:
    plain = name.lower()
    if is_last or plain.count(letter) != 1:
        return name[:-1] if plain.endswith(letter) else ""
    return _cased(plain.replace(letter, ""), name)


def _doubled(name: str, letter: str) -> str:
    plain = name.lower()
    return _cased(plain.replace(letter, letter * 2), name) if plain.count(letter) == 1 else ""


def _replaced(name: str, letter: str) -> str:
    """Kat with a C: the only letters that sound like it."""
    plain = name.lower()
    others = {one for sounds in _SOUNDS if letter in sounds for one in sounds} - {letter}
    found = [(place, one) for one in others for place in range(len(plain)) if plain.startswith(one, place)]
    found = [(place, one) for place, one in found if not any(len(other) > len(one) and other[:1] == one
             and plain.startswith(other, place) for other in others)]  # fmt: skip
    if len(found) > 1:
        found = [found[0]] if len({place for place, _ in found}) == 1 else [one for one in found if one[0] == 0][:1]
    if not found:
        return ""
    place, one = found[0]
    return _cased(plain[:place] + letter + plain[place + len(one) :], name)


def _cased(made: str, name: str) -> str:
    return made[:1].upper() + made[1:] if name[:1].isupper() else made
