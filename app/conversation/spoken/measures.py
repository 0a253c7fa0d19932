"""Money, units, temperatures and heights, said in full. Pure; called by `speak`."""

from __future__ import annotations

import re

from app.conversation.spoken.numbers import cardinal, number
from app.conversation.spoken.rules import NUMERAL, RANGE, START, Rule, rule

_UNITS = {
    "km/h": "kilometer per hour", "kph": "kilometer per hour", "mph": "mile per hour", "m/s": "meter per second",
    "km^2": "square kilometer", "m^2": "square meter", "cm^2": "square centimeter", "m^3": "cubic meter",
    "sq ft": "square foot", "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "mi": "mile",
    "ft": "foot", "yd": "yard", "kg": "kilogram", "mg": "milligram", "g": "gram", "lb": "pound", "lbs": "pound",
    "oz": "ounce", "tsp": "teaspoon", "tbsp": "tablespoon", "ml": "milliliter", "mL": "milliliter",
    "cl": "centiliter", "l": "liter", "L": "liter", "TB": "terabyte", "GB": "gigabyte", "MB": "megabyte",
    "KB": "kilobyte", "kB": "kilobyte", "GiB": "gibibyte", "MiB": "mebibyte", "Gbps": "gigabit per second",
    "Mbps": "megabit per second", "GHz": "gigahertz", "MHz": "megahertz", "kHz": "kilohertz", "Hz": "hertz",
    "kWh": "kilowatt-hour", "MW": "megawatt", "kW": "kilowatt", "W": "watt", "V": "volt", "mAh": "milliamp-hour",
    "dB": "decibel", "kcal": "kilocalorie", "cal": "calorie", "rpm": "turn per minute", "bpm": "beat per minute",
    "fps": "frame per second", "px": "pixel", "ms": "millisecond", "sec": "second", "secs": "second", "s": "second",
    "min": "minute", "mins": "minute", "h": "hour", "hr": "hour", "hrs": "hour", "yrs": "year",
    "°C": "degree Celsius", "°F": "degree Fahrenheit", "°": "degree",
}  # fmt: skip
_SCALES = {
    "k": "thousand",
    "K": "thousand",
    "m": "million",
    "M": "million",
    "mn": "million",
    "bn": "billion",
    "B": "billion",
    "b": "billion",
    "tn": "trillion",
}
_SCALE = r"(?P<scale>thousand|million|billion|trillion|bn|mn|tn|[kKmMbB])\b"
_COINS = {
    "$": ("dollar", "cent"),
    "€": ("euro", "cent"),
    "£": ("pound", "penny"),
    "¥": ("yen", ""),
    "¢": ("cent", ""),
    "₹": ("rupee", "paisa"),
    "USD": ("dollar", "cent"),
    "EUR": ("euro", "cent"),
    "GBP": ("pound", "penny"),
}
_ODD_PLURALS = {"foot": "feet", "yen": "yen", "penny": "pence", "paisa": "paise"}
_PER = {"mo": "month", "yr": "year", "hr": "hour", "h": "hour", "min": "minute", "sec": "second", "wk": "week"}


def _many(unit: str) -> str:
    """degree Celsius -> degrees Celsius, mile per hour -> miles per hour, square foot -> square feet."""
    if unit.startswith("square ") or unit.startswith("cubic "):
        first, rest = unit.split(" ", 1)
        return f"{first} {_many(rest)}"
    head, space, rest = unit.partition(" ")
    if head.endswith("hertz"):
        return unit
    return _ODD_PLURALS.get(head, head + "s") + space + rest


def _amount(match: re.Match[str]) -> str:
    last = match["to"]
    return number(match["from"]) + (f" to {number(last)}" if last else "")


def _measure(match: re.Match[str]) -> str:
    unit = _UNITS[match["unit"]]
    if match["join"] == "-":
        return f"{_amount(match)}-{unit}"
    is_one = match["from"] in {"1", "-1"} and not match["to"]
    return f"{_amount(match)} {unit if is_one else _many(unit)}"


def _part_of_a_measure(match: re.Match[str]) -> str:
    """one half km, one and a half km: the fraction is in words already."""
    unit = _UNITS[match["unit"]]
    return f"{match['and'] or ''}{match['part']} {_many(unit) if match['and'] else unit}"


def _money(match: re.Match[str]) -> str:
    coin, small = _COINS[match["coin"]]
    sign = "minus " if match["from"].startswith("-") else ""
    whole, _, cents = match["from"].lstrip("-").partition(".")
    scale = match["scale"]
    if scale:
        return f"{sign}{_amount(match)} {_SCALES.get(scale, scale)} {_many(coin)}"
    if match["to"] or len(cents) != 2 or not small:
        return f"{_amount(match)} {coin if match['from'] == '1' and not match['to'] else _many(coin)}"
    parts = ((int(whole.replace(",", "") or "0"), coin), (int(cents), small))
    said = [f"{cardinal(count)} {name if count == 1 else _many(name)}" for count, name in parts if count]
    return sign + (" and ".join(said) or f"zero {_many(coin)}")


def _height(match: re.Match[str]) -> str:
    return f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}"


def _inches(match: re.Match[str]) -> str:
    """12" is inches only where no quotation is open."""
    if len(re.findall(r'(?<!\d)"', match.string[: match.start()])) % 2:
        return match[0]
    is_one = match[1] == "1" or re.match(r" (?!by|long|wide|tall|high|deep|and|or|x)[a-z]", match.string[match.end() :])
    return f"{number(match[1])} {'inch' if is_one else 'inches'}"


_FROM_TO = rf"(?P<from>{START}-?{NUMERAL})(?:{RANGE}(?P<to>{NUMERAL}))?"
_NAMES = "|".join(re.escape(name) for name in sorted(_UNITS, key=len, reverse=True))

RULES: list[Rule] = [
    rule(r"(?<!\w)-(?=[$€£¥₹]\d)", "minus "),
    rule(r"(?<!\w)\+(?=[$€£¥₹]?\d)", "plus "),
    rule(
        rf"(?<!\w)(?:US|CA|AU)?(?P<coin>[$€£¥₹])\s?(?P<from>-?{NUMERAL})(?:{RANGE}(?:[$€£¥₹])?(?P<to>{NUMERAL}))?"
        rf"(?:\s?{_SCALE})?",
        _money,
    ),
    rule(rf"{_FROM_TO}(?:\s?{_SCALE})?\s?(?P<coin>[$€£¥₹¢]|EUR\b|USD\b|GBP\b)", _money),
    rule(r"(?<![\w.,])([1-8])['′]\s?(1[01]|\d)(?:[\"″]|''|(?!\w))", _height),
    rule(r"(?<![\w.,])(\d{1,2})[\"″](?!\w)", _inches),
    rule(rf"{_FROM_TO}(?P<join>\s?-?)(?P<unit>{_NAMES})(?![\w^'])", _measure),
    rule(rf"(?P<and>and a )?(?P<part>half|halves|thirds?|quarters?) (?P<unit>{_NAMES})(?!\w)", _part_of_a_measure),
    rule(rf"{_FROM_TO}\s?%", lambda match: f"{_amount(match)} percent"),
    rule(rf"({START}{NUMERAL})(M|bn)\b", lambda match: f"{number(match[1])} {_SCALES[match[2]]}"),
    rule(
        r"(?<=[a-z])\s?/\s?(month|mo|year|yr|day|week|wk|hour|hr|h|night|minute|min|second|sec|person|kilogram)\b",
        lambda match: f" per {_PER.get(match[1], match[1])}",
    ),
]
