"""The helplines of the user's country, and which country that is: read once at the start, by wiring, on the
main thread.

The country is the setting's; else where the clock is (the time zone's file name, looked up in the system's own table);
else the language's. None of it leaves the machine. What cannot be told has no helplines: then no number is said.
"""

from __future__ import annotations

import locale
import logging
import tomllib
from pathlib import Path

from app.conversation.boundaries.answers import Helpline
from app.resources import asset

log = logging.getLogger(__name__)

_ZONES = Path("/usr/share/zoneinfo")
_CLOCK = Path("/etc/localtime")


def helplines(chosen: str = "") -> tuple[Helpline, ...]:
    """`chosen`: the setting boundaries.country, two letters; '' finds it out."""
    country = (chosen or country_of_clock() or country_of_language()).upper()
    return tuple(line for line in read_helplines() if line.country == country)


def read_helplines() -> list[Helpline]:
    """All of them, as shipped."""
    data = tomllib.loads(asset("helplines.toml").read_text(encoding="utf-8"))
    return [
        Helpline(
            country=line["country"],
            place=line["place"],
            name=line["name"],
            number=line["number"],
            how=line["how"],
            serves=line["for"],
            source=line["source"],
            read_on=line["read_on"].isoformat(),
        )
        for line in data["line"]
    ]


def country_of_clock(clock: Path = _CLOCK, zones: Path = _ZONES) -> str:
    """"US" for America/New_York; '' for UTC, for a zone of several countries, and where there is no table."""
    try:
        name = str(clock.resolve().relative_to(zones.resolve()))
        rows = (zones / "zone1970.tab").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    for row in rows:
        if not row.startswith("#"):
            countries, _, zone = row.split("\t")[:3]
            if zone == name:
                return countries if "," not in countries else countries.split(",")[0]
    return ""


def country_of_language() -> str:
    """"GB" for en_GB; '' for C."""
    try:
        name = locale.getlocale()[0] or ""
    except ValueError:
        log.info("the locale has no name")
        return ""
    _, _, country = name.partition("_")
    return country[:2] if len(country) >= 2 and country[:2].isupper() else ""
