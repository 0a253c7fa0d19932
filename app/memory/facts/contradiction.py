"""Which facts of one slot can contradict each other: by how many of a kind there can be, and by what the values say.

One home, one employer, one name, one birthday; hobbies, friends and trades are many, and a taste may change from one
day to the next. "Belgium" does not contradict "Ghent", nor "a small flat" either, nor "Anna Miller" "Anna". Called by
succession.py. Pure.
"""

from __future__ import annotations

import re

from app.memory.facts.vocabulary import predicate, words

COUNTRIES = words(
    "afghanistan albania algeria america argentina armenia australia austria bangladesh belarus belgium bolivia bosnia "
    "brazil britain bulgaria california cambodia cameroon canada chile china colombia croatia cuba cyprus czechia "
    "denmark ecuador egypt england estonia ethiopia europe finland flanders florida france georgia germany ghana "
    "greece guatemala hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kenya korea "
    "kosovo latvia lebanon libya lithuania malaysia malta mexico moldova mongolia morocco myanmar namibia nepal "
    "netherlands nicaragua nigeria norway pakistan panama paraguay peru philippines poland portugal romania russia "
    "rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan "
    "tanzania texas thailand tunisia turkey uganda uk ukraine uruguay us usa venezuela vietnam wales wallonia "
    "zambia zimbabwe bavaria saxony brittany tuscany sicily andalusia catalonia holland"
)
"""Countries, and parts of countries as people name them for a home: a town lies in one of them."""
_SMALL = frozenset({"the", "of", "in", "a", "an"})


def can_contradict(name: str, one: str, other: str) -> bool:
    """May not both values of predicate `name` hold at once? Both are told without a word of change."""
    shape = predicate(name)
    if shape.is_fixed:
        return True
    return shape.is_one and _is_proper(one) and _is_proper(other) and not _are_one(one, other)


def _is_proper(value: str) -> bool:
    """A name, not "a bank" or "near the station"; typed in small letters it is a single word."""
    return value[:1].isupper() or " " not in value


def _are_one(one: str, other: str) -> bool:
    """Does one say the same as the other, or where it lies?"""
    a, b = _words(one), _words(other)
    return a <= b or b <= a or bool(a & COUNTRIES) != bool(b & COUNTRIES)


def _words(value: str) -> set[str]:
    return set(re.findall(r"\w+", value.casefold())) - _SMALL
