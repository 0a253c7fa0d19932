"""Times, dates and decades, said the way people say them. Pure; called by `speak`.

Dates in figures are read the American way (month first) unless that gives no month.
"""

from __future__ import annotations

import re

from app.conversation.spoken.numbers import cardinal, ordinal, plural, two_digits, year
from app.conversation.spoken.rules import RANGE, START, Rule, ends_sentence_here, rule

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"  # noqa: E501 - one pattern
_DAY = r"(?P<day>[0-2]?\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>(?:1[1-9]|20)\d\d)\b)?"


def _clock(match: re.Match[str]) -> str:
    """15:30 -> fifteen thirty, 9:05 -> nine oh five, 3:00 -> three o'clock."""
    hour, seconds = int(match["hour"]), match["seconds"]
    if match["minute"] == "00" and not seconds:
        return f"{cardinal(hour)} o'clock" if 0 < hour <= 12 else f"{cardinal(hour)} hundred"
    return " ".join([cardinal(hour), *(two_digits(part) or "zero" for part in (match["minute"], seconds) if part)])


def _half_day(match: re.Match[str]) -> str:
    """3:05 p.m. -> three oh five p m. The last dot stays where it ends the sentence too."""
    minute = two_digits(match["minute"] or "00")
    said = f"{cardinal(int(match['hour']))} {minute} {match['half'].lower()} m".replace("  ", " ")
    return said + ("." if match["dot"] and ends_sentence_here(match) else "")


def _full_month(text: str) -> str:
    return next(month for month in _MONTHS if month.startswith(text[:3]))


def _spoken_date(month: str, day: str, in_year: str | None) -> str:
    return f"{month} {ordinal(int(day))}" + (f", {year(int(in_year))}" if in_year else "")


def _iso(match: re.Match[str]) -> str:
    return _spoken_date(_MONTHS[int(match["m"]) - 1], match["day"], match["year"])


def _month_first(match: re.Match[str]) -> str:
    last = match["last"]
    month = _full_month(match["month"])
    if last:
        return f"{_spoken_date(month, match['day'], None)} to {ordinal(int(last))}" + (
            f", {year(int(match['year']))}" if match["year"] else ""
        )
    return _spoken_date(month, match["day"], match["year"])


def _day_first(match: re.Match[str]) -> str:
    the = "" if match["the"] else "the "
    said = f"{match['the'] or ''}{the}{ordinal(int(match['day']))} of {_full_month(match['month'])}"
    return said + (f", {year(int(match['year']))}" if match["year"] else "")


def _slashes(match: re.Match[str]) -> str:
    first, second, in_year = int(match["a"]), int(match["b"]), match["year"]
    month, day = (first, second) if first <= 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    century = "" if len(in_year) == 4 else ("19" if int(in_year) > 50 else "20")
    return _spoken_date(_MONTHS[month - 1], str(day), century + in_year)


def _short(match: re.Match[str]) -> str:
    """on 11/24: without such a word before it, it is a fraction."""
    return f"{match['before']} {_spoken_date(_MONTHS[int(match['a']) - 1], match['b'], None)}"


def _month_and_year(match: re.Match[str]) -> str:
    return f"{_full_month(match['month'])} {year(int(match['year']))}"


def _decade(match: re.Match[str]) -> str:
    return f"{match['before'] or ''}{plural(cardinal(int(match['tens'])))}"


RULES: list[Rule] = [
    rule(r"\b(?P<year>(?:1[1-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b", _iso),
    rule(r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:1[1-9]|20)\d\d|\d\d)(?![\d/])", _slashes),
    rule(
        r"(?P<before>\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince)) (?P<a>1[0-2]|0?[1-9])/(?P<b>[12]\d|3[01]|0?[1-9])(?![\d/])",
        _short,
    ),
    rule(r"(?<=\d[AaPp][Mm])\s?[-–—]\s?(?=\d)|(?<=\d [AaPp][Mm])\s?[-–—]\s?(?=\d)", RANGE),
    rule(r"(?<=\d)\s?[-–—]\s?(?=\d{1,2}(?::\d\d)?\s?[ap]\.?m\b)|(?<=:\d\d)\s?[-–—]\s?(?=\d{1,2}:\d\d)", RANGE),
    rule(
        r"\b(?P<hour>0?\d|1[0-2])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[AaPp])(?:\.\s?[Mm](?P<dot>\.)|[Mm]\b)",
        _half_day,
    ),
    rule(r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<seconds>[0-5]\d))?(?![\d:])", _clock),
    rule(
        rf"\b{_MONTH}\.? {_DAY}(?:[-–](?P<last>[0-2]?\d|3[01])(?:st|nd|rd|th)?)?(?![\d:%]|[.,]\d){_YEAR}", _month_first
    ),
    rule(rf"(?P<the>\b[Tt]he )?{START}{_DAY} (?:of )?{_MONTH}(?:\.(?=,? \d))?{_YEAR}", _day_first),
    rule(rf"\b{_MONTH}\.?,? (?P<year>(?:1[1-9]|20)\d\d)\b", _month_and_year),
    rule(
        r"\b(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?(?=,? (?:" + "|".join(_MONTHS) + r"|\d))",
        lambda match: next(day for day in _DAYS if day.startswith(match[1][:3])),
    ),
    rule(r"\b(?P<year>(?:1[1-9]|20)\d0)'?s\b", lambda match: plural(year(int(match["year"])))),
    rule(r"(?:'|(?P<before>\b(?:[Tt]he|his|her|their|my|your|our|early|mid|late)[ -]))(?P<tens>[2-9]0)'?s\b", _decade),
]
