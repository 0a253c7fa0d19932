"""Days in people's words: "last Tuesday", "in two weeks", "on the 5th of March"; and days said back to them.

Used by the rules of facts and by talk about memory, on the store's thread. Pure: `now` comes in, with the user's zone.
dateparser reads no "next Tuesday" and takes "may" and "sat" for days, so this small grammar is ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_UNITS = dict(
    zero=0, one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10, eleven=11, twelve=12,
    thirteen=13, fourteen=14, fifteen=15,
)  # fmt: skip
_COUNTS = {**_UNITS, "a": 1, "an": 1, "a couple of": 2, "a few": 3}
_TEENS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_ORDINALS = (*_TEENS, "twentieth", *(f"twenty-{ones}" for ones in _TEENS[:9]), "thirtieth", "thirty-first")
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|twenty|thirty|forty|forty-five|sixty)"
_MORE = {"twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60}
_WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
_NTH = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_PART = r"(?: (?P<part>morning|afternoon|evening|night))?"
_HOURS = {"morning": (4, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 28)}


@dataclass(frozen=True)
class When:
    """`text[start:end]` means the time from `first` up to but not including `last`."""

    start: int
    end: int
    first: datetime
    last: datetime

    @property
    def is_one_day(self) -> bool:
        """A day or a part of one."""
        return self.last - self.first <= timedelta(days=1, hours=4)


Range = tuple[datetime, datetime]
_Reader = Callable[[re.Match[str], datetime, bool], Range | None]


def find(text: str, now: datetime, *, is_future: bool = False) -> When | None:
    """The first time that `text` names. A bare "Tuesday" is the last one, or the next if `is_future`."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            found = read(match, now, is_future)
            if found is not None:
                return When(match.start(), match.end(), *found)
    return None


def count_of(words: str) -> int:
    """five -> 5; a couple of -> 2; 30 -> 30."""
    plain = words.lower()
    return int(plain) if plain.isdigit() else _MORE.get(plain, _COUNTS.get(plain, 0))


def spoken(moment: datetime, now: datetime) -> str:
    """today · yesterday · on Tuesday, 3 March · on 3 March 2025."""
    day, today = moment.astimezone(now.tzinfo).date(), now.date()
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return f"on {dated(day, today)}"


def dated(day: date, today: date) -> str:
    """Tuesday, 3 March; with the year instead of the weekday when it is more than ten months away."""
    if abs((day - today).days) > 300:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"


def clock(moment: datetime) -> str:
    """3 pm · 9:05 in the morning, as 9:05 am."""
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes} {'am' if moment.hour < 12 else 'pm'}"


def _at(day: date, now: datetime, hour: int = 0) -> datetime:
    moment = datetime.combine(day, time(), now.tzinfo)
    return moment + timedelta(hours=hour)


def _day(day: date, now: datetime, part: str | None = None) -> Range:
    if part is None:
        return _at(day, now), _at(day + timedelta(days=1), now)
    first, last = _HOURS[part.lower()]
    return _at(day, now, first), _at(day, now, last)


def _near(match: re.Match[str], now: datetime, _is_future: bool) -> Range:
    word = " ".join(match["near"].lower().split())
    part = match["part"]
    if word in ("tonight", "last night"):
        return _day(now.date() - timedelta(days=word == "last night"), now, "night")
    away = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "today": 0,
        "this": 0,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    return _day(now.date() + timedelta(days=away[word]), now, part)


def _weekday(match: re.Match[str], now: datetime, is_future: bool) -> Range:
    which = (match["which"] or "").lower()
    here, there = now.date().weekday(), WEEKDAYS.index(match["weekday"].capitalize())
    if which in ("this", "this coming", "next", "coming") or (is_future and which != "last"):
        away = (there - here) % 7 or (7 if which == "next" or not which else 0)
    else:
        away = -((here - there) % 7 or 7)
    return _day(now.date() + timedelta(days=away), now, match["part"])


def _period(match: re.Match[str], now: datetime, _is_future: bool) -> Range:
    unit, today = match["unit"].lower(), now.date()
    step = {"last": -1, "this": 0, "next": 1, "past": -1}.get(match["which"].lower(), -(today.weekday() < 5))
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    if unit == "week":
        return _at(monday, now), _at(monday + timedelta(days=7), now)
    if unit == "weekend":
        return _at(monday + timedelta(days=5), now), _at(monday + timedelta(days=7), now)
    if unit == "month":
        return _month_of(today.year, today.month + step, now)
    return _at(date(today.year + step, 1, 1), now), _at(date(today.year + step + 1, 1, 1), now)


def _month_of(year: int, month: int, now: datetime) -> Range:
    """`month` may lie outside 1..12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return _at(date(year, month, 1), now), _at(after, now)


def _away(match: re.Match[str], now: datetime, _is_future: bool) -> Range:
    count, unit = count_of(match["count"]), match["unit"].lower()
    sign = -1 if match["ago"] else 1
    if unit.startswith(("minute", "hour")):
        seconds = count * (60 if unit.startswith("minute") else 3600)
        moment = now + sign * timedelta(seconds=seconds)
        return moment - timedelta(minutes=10), moment + timedelta(minutes=10)
    days = count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit.rstrip("s")]
    slack = timedelta(days={"day": 0, "week": 2, "month": 7, "year": 60}[unit.rstrip("s")])
    first, last = _day(now.date() + sign * timedelta(days=days), now)
    return first - slack, last + slack


def _date(match: re.Match[str], now: datetime, is_future: bool) -> Range | None:
    nth, month = _number(match["nth"]), MONTHS.index(match["month"].capitalize()) + 1
    year = int(match["year"]) if match["year"] else now.year
    try:
        day = date(year, month, nth)
        if not match["year"] and is_future and day < now.date():
            day = date(year + 1, month, nth)
        if not match["year"] and not is_future and day > now.date():
            day = date(year - 1, month, nth)
    except ValueError:
        return None
    return _day(day, now)


def _day_of_month(match: re.Match[str], now: datetime, is_future: bool) -> Range | None:
    """On the 2nd: of this month, or of the one before or after."""
    nth, step = _number(match["nth"]), 1 if is_future else -1
    for months in range(3):
        first, after = _month_of(now.year, now.month + step * months, now)
        day = first.date() + timedelta(days=nth - 1)
        if day < after.date() and (day > now.date() if is_future else day <= now.date()):
            return _day(day, now)
    return None


def _number(nth: str) -> int:
    plain = nth.lower().replace(" ", "-")
    return _ORDINALS.index(plain) + 1 if plain in _ORDINALS else int(re.sub(r"\D", "", plain))


def _month(match: re.Match[str], now: datetime, is_future: bool) -> Range:
    month = MONTHS.index(match["month"].capitalize()) + 1
    year = int(match["year"]) if match["year"] else now.year
    if not match["year"]:
        if is_future and month < now.month:
            year += 1
        if not is_future and month > now.month:
            year -= 1
    return _month_of(year, month, now)


def _year(match: re.Match[str], now: datetime, _is_future: bool) -> Range:
    year = int(match["year"])
    return _at(date(year, 1, 1), now), _at(date(year + 1, 1, 1), now)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


_IN_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d))?"
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_compiled(rf"(?:on )?(?:the )?{_NTH} (?:of )?{_MONTH}{_IN_YEAR}"), _date),
    (_compiled(rf"(?:on )?{_MONTH} (?:the )?{_NTH}{_IN_YEAR}"), _date),
    (_compiled(r"(?P<near>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|last night|"
               r"tonight)(?:(?<!night) (?P<part>morning|afternoon|evening|night))?"), _near),
    (_compiled(r"(?P<near>this) (?P<part>morning|afternoon|evening)"), _near),
    (_compiled(rf"(?:on )?(?:(?P<which>last|this coming|this|next|coming) )?{_WEEKDAY}{_PART}"), _weekday),
    (_compiled(r"(?P<which>over|on|at|during) (?:the|this) (?P<unit>weekend)"), _period),
    (_compiled(rf"on the {_NTH}"), _day_of_month),
    (_compiled(r"(?P<which>last|this|next|past) (?P<unit>weekend|week|month|year)"), _period),
    (_compiled(rf"(?P<count>{COUNT}) (?P<unit>minutes?|hours?|days?|weeks?|months?|years?) (?P<ago>ago)"), _away),
    (_compiled(rf"in (?P<count>{COUNT}) (?P<unit>days?|weeks?|months?)(?P<ago>)"), _away),
    (_compiled(rf"(?:in|last|next|during) {_MONTH}{_IN_YEAR}"), _month),
    (_compiled(r"in (?P<year>(?:19|20)\d\d)"), _year),
)  # fmt: skip
