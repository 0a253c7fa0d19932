"""When does a question mean? "last Tuesday", "in March", "two weeks ago" as a span of time in the user's zone.

Pure. Called by recall.py for every question, so it must cost microseconds: dateparser, which reads far more, takes
half a second to load and tens of milliseconds to search a sentence. English only, like the rest of recall's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]
"""From, up to."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PARTS = {"morning": (4, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 28)}
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}

_COUNT = rf"(?P<count>\d{{1,3}}|an?|a couple of|a few|{'|'.join(_COUNTS[1:])})"
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})s?"
_DAY = rf"(?P<day>{'|'.join(_DAYS)})"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_NUMBER = r"(?P<number>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PART = rf"(?P<part>{'|'.join(_PARTS)})"


def span_in(text: str, now: datetime) -> Span | None:
    """The first time that `text` names, seen from `now` (with its zone); None when it names none. What is not said of
    the future lies in the past: on a Wednesday "on Thursday" is six days ago."""
    low = text.lower()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for pattern, reader in _READERS:
        match = pattern.search(low)
        found = reader(match, today) if match else None
        if found:
            return found
    return None


def _date(match: re.Match[str], today: datetime) -> Span | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    month = _MONTHS.index(groups["month"]) + 1
    day = int(groups["number"]) if groups.get("number") else None
    start = _made(today, year or today.year, month, day or 1)
    if start and year is None and start > today:
        start = _made(today, today.year - 1, month, day or 1)
    if start is None:
        return None
    return _days(start, 1) if day else (start, _next_month(start))


def _iso(match: re.Match[str], today: datetime) -> Span | None:
    start = _made(today, *(int(part) for part in match.groups()))
    return _days(start, 1) if start else None


def _year(match: re.Match[str], today: datetime) -> Span | None:
    year = int(match["year"])
    return today.replace(year=year, month=1, day=1), today.replace(year=year + 1, month=1, day=1)


def _relative_day(match: re.Match[str], today: datetime) -> Span | None:
    word = match["which"]
    back = 2 if "before" in word else 1 if word in ("yesterday", "last") else 0
    start = today - timedelta(days=back)
    part = match.groupdict().get("part") or ("night" if "night" in word else None)
    if part is None:
        return _days(start, 1)
    first, last = _PARTS[part]
    return start + timedelta(hours=first), start + timedelta(hours=last)


def _ago(match: re.Match[str], today: datetime) -> Span | None:
    count, unit = _counted(match["count"]), match["unit"]
    start = today - timedelta(days=count * _UNITS[unit])
    slack = {"day": 0, "week": 3, "month": 15, "year": 120}[unit] + (count > 3)
    return start - timedelta(days=slack), start + timedelta(days=slack + 1)


def _last_few(match: re.Match[str], today: datetime) -> Span | None:
    days = _counted(match["count"]) * _UNITS[match["unit"]]
    return today - timedelta(days=days), today + timedelta(days=1)


def _this_or_last(match: re.Match[str], today: datetime) -> Span | None:
    is_last, unit = match["which"] != "this", match["unit"]
    if unit == "week":
        start = today - timedelta(days=today.weekday() + 7 * is_last)
        return _days(start, 7)
    if unit == "weekend":
        start = today - timedelta(days=(today.weekday() - 5) % 7 + 7 * (is_last and today.weekday() >= 5))
        return _days(start, 2)
    if unit == "month":
        end = today.replace(day=1) if is_last else today + timedelta(days=1)
        return (end - timedelta(days=1)).replace(day=1), end
    year = today.year - is_last
    return today.replace(year=year, month=1, day=1), today.replace(year=year + 1, month=1, day=1)


def _season(match: re.Match[str], today: datetime) -> Span | None:
    start = today.replace(month=_SEASONS[match["season"]], day=1)
    if start > today or (match["which"] == "last" and start + timedelta(days=92) > today):
        start = start.replace(year=start.year - 1)
    return _days(start, 92)


def _weekday(match: re.Match[str], today: datetime) -> Span | None:
    back = (today.weekday() - _DAYS.index(match["day"])) % 7 or 7
    start = today - timedelta(days=back)
    part = match.groupdict().get("part")
    if part is None:
        return _days(start, 1)
    first, last = _PARTS[part]
    return start + timedelta(hours=first), start + timedelta(hours=last)


def _counted(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _COUNTS.index(word) if word in _COUNTS else {"a couple of": 2, "a few": 3}.get(word, 1)


def _made(today: datetime, year: int, month: int, day: int) -> datetime | None:
    try:
        return today.replace(year=year, month=month, day=day)
    except ValueError:
        return None


def _days(start: datetime, days: int) -> Span:
    return start, start + timedelta(days=days)


def _next_month(start: datetime) -> datetime:
    return (start + timedelta(days=31)).replace(day=1)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], Span | None]], ...] = (
    (re.compile(r"\b(20\d\d|19\d\d)-(\d\d)-(\d\d)\b"), _iso),
    (re.compile(rf"\b{_NUMBER} (?:of )?{_MONTH}(?:,? {_YEAR})?\b"), _date),
    (re.compile(rf"\b{_MONTH} (?:the )?{_NUMBER}\b(?:,? {_YEAR})?"), _date),
    (re.compile(rf"\b{_MONTH},? {_YEAR}\b"), _date),
    (re.compile(rf"\b(?:in|last|during|since|back in|early|late) {_MONTH}\b"), _date),
    (re.compile(rf"\b(?P<which>the day before yesterday|yesterday|today|this)(?: {_PART})\b"), _relative_day),
    (re.compile(r"\b(?P<which>the day before yesterday|yesterday|today|tonight)\b"), _relative_day),
    (re.compile(r"\b(?P<which>last) (?P<part>night|evening)\b"), _relative_day),
    (re.compile(rf"\b{_COUNT} {_UNIT} ago\b"), _ago),
    (re.compile(rf"\b(?:last|past) {_COUNT} {_UNIT}\b"), _last_few),
    (re.compile(r"\b(?P<which>this|last|over the) (?P<unit>weekend|week|month|year)\b"), _this_or_last),
    (re.compile(r"\b(?P<which>this|last|in the|over the) (?P<season>spring|summer|autumn|fall|winter)\b"), _season),
    (re.compile(rf"\b(?:on|last|this|since) {_DAY}(?: {_PART})?\b"), _weekday),
    (re.compile(rf"\b(?:in|during) {_YEAR}\b"), _year),
)
