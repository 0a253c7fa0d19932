"""Numbers that are neither date nor measure: phones, versions, fractions, ranges, sums. Pure; called by `speak`.

GROUPED comes first (figures whose dashes and dots are no ranges and no decimals), then the measures, then SINGLE.
"""

from __future__ import annotations

import re

from app.conversation.spoken.numbers import cardinal, digits, number, ordinal, plural, year
from app.conversation.spoken.rules import NUMERAL, RANGE, START, Rule, rule

_IDIOMS = {"24/7": "twenty-four seven", "50/50": "fifty fifty", "9/11": "nine eleven", "20/20": "twenty twenty"}
_VERSIONED = "[Vv]ersion|[Rr]elease|Python|Ubuntu|Debian|Fedora|Linux|Windows|macOS|Android|iOS|Java|Node|Qt"


def _phone(match: re.Match[str]) -> str:
    """Group by group, a short breath in between."""
    said = ", ".join(digits(group) for group in re.findall(r"\d+", match[0]))
    return f"plus {said}" if match[0].startswith("+") else said


def _version(text: str) -> str:
    return " point ".join(number(part) for part in text.split("."))


def _fraction(match: re.Match[str]) -> str:
    whole, top, bottom = match["whole"], int(match["top"]), int(match["bottom"])
    idiom = _IDIOMS.get(match[0])
    if idiom:
        return idiom
    said = _part(top, bottom)
    if not whole:
        return said
    return f"{number(whole)} and {'a half' if said == 'one half' else said}"


def _part(top: int, bottom: int) -> str:
    if bottom in {10, 100} or bottom < 2:
        return f"{cardinal(top)} out of {cardinal(bottom)}"
    if bottom > 20 or top >= 20:
        return f"{cardinal(top)} over {cardinal(bottom)}"
    name = {2: "half", 4: "quarter"}.get(bottom, ordinal(bottom))
    if top == 1:
        return f"one {name}"
    return f"{cardinal(top)} {'halves' if bottom == 2 else plural(name)}"


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1100 <= int(text) <= 2099


def _plain(match: re.Match[str]) -> str:
    text = match[0]
    return year(int(text)) if _is_year(text) else number(text)


def _inside_word(match: re.Match[str]) -> str:
    """mp3 -> mp three, B2B -> B two B, BA2490 -> BA two four nine zero."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    said = digits(match[0]) if before.isalpha() and len(match[0]) > 2 else number(match[0])
    return (" " if before.isalnum() else "") + said + (" " if after.isalnum() else "")


GROUPED: list[Rule] = [
    rule(r"(?<![\w.,-])[1-9]\d{0,2}(?: \d{3})* 000(?![\d-])", lambda match: match[0].replace(" ", ",")),
    rule(r"(?<![\w.-])\+\d{1,3}(?:[ .-]?\(?\d{2,4}\)?){2,5}(?!\w)", _phone),
    rule(r"(?<![\w.])\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\w)", _phone),
    rule(r"(?<![\w.,-])\d{3}([.-])\d{3}\1\d{4}(?![\w-])", _phone),
    rule(r"(?<![\w.,-])\d{3}-(?!\d\d00)\d{4}(?![\w-])", _phone),
    rule(r"(?<![\w.,-])0\d{2,4}(?:[ -]\d{3,6}){1,3}(?![\w-])", _phone),
    rule(r"(?<![\w.,-])\d+(?:-\d+){2,}(?![\w-])", _phone),
    rule(r"(?<![\w.,-])\d{4}(?:[ -]\d{4}){2,3}(?![\w-])", _phone),
    rule(
        r"\b(?P<verb>[Cc]all|[Dd]ial|[Tt]ext|[Rr]ing) (?P<digits>\d{3,})\b",
        lambda match: f"{match['verb']} {digits(match['digits'])}",
    ),
    rule(r"\b911\b", "nine one one"),
    rule(r"\bv(\d+(?:\.\d+)*)\b", lambda match: f"version {_version(match[1])}"),
    rule(rf"\b({_VERSIONED}) (\d+(?:\.\d+)+)", lambda match: f"{match[1]} {_version(match[2])}"),
    rule(r"(?<![\w.])\d+(?:\.\d+){2,}(?!\w)", lambda match: _version(match[0])),
    rule(r"(?<![\w/.])(?:(?P<whole>\d+)[ -])?(?P<top>\d{1,2})/(?P<bottom>\d{1,3})(?![\w/])", _fraction),
    rule(r"(?<=\d)[-–—](?=[$€£]?\.?\d)|(?<=\d)\s[-–—]\s(?=\.?\d)|(?<=\d)(?:°|%)?[-–—](?=\d+(?:\.\d+)?\s?[°%])", RANGE),
    rule(r"(?<=\d):(?=\d)", " to "),
    rule(r"\s?[~≈]\s?(?=[\d$€£])", " about "),
]

SINGLE: list[Rule] = [
    rule(r"(?:#|\b[Nn]o\.\s?)(?=\d)", "number "),
    rule(r"(?<=\d)\s?×\s?(?=\d)|(?<=\d) [x*] (?=\d)", " times "),
    rule(r"(?<=\d)x(?=\d)", " by "),
    rule(r"(?<=\d)x\b", " times"),
    rule(r"(?<=[\w)])\s?÷\s?(?=[\w(])|(?<=\d) / (?=\d)", " divided by "),
    rule(r"(?<=[\w)])\s?\+\s?(?=[\d(])|(?<=\d)\+(?!\w)|(?<=[\w)]) \+ (?=\w)", " plus "),
    rule(r"(?<=\d\.\d)/(?=\d)", " out of "),
    rule(r"(?<=\d)/(?=\d)", " slash "),
    rule(r"(?<=\w) < (?=\w)", " is less than "),
    rule(r"(?<=\w) > (?=\w)", " is greater than "),
    rule(r"\s?(?:!=|≠)\s?", " is not "),
    rule(r"(?<=\w)–(?=\w)", " to "),
    rule(r"\^2\b", " squared"),
    rule(r"\^3\b", " cubed"),
    rule(r"\^(?=-?\w)", " to the power of "),
    rule(r"\s?±\s?(?=\d)", " plus or minus "),
    rule(rf"(?<![\w{RANGE})])-(?=\.?\d)", "minus "),
    rule(rf"{START}(\d[\d,]*)(?:st|nd|rd|th)\b", lambda match: ordinal(int(match[1].replace(",", "")))),
    rule(rf"{START}{NUMERAL}(?!\w)", _plain),
    rule(r"\d+", _inside_word),
    rule(f"{RANGE}", " to "),
]
