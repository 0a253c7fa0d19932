"""Abbreviations and signs, and the last sieve: only what a voice can say is left. Pure; called by `speak`."""

from __future__ import annotations

import re

from app.conversation.spoken.rules import Rule, ends_sentence_here, rule

_TITLES = {"Dr": "Doctor", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Prof": "Professor", "Mt": "Mount"}
"""Followed by a name: their dot never ends a sentence."""
_PHRASES = {
    "e.g.": "for example", "i.e.": "that is", "vs.": "versus", "approx.": "approximately", "a.k.a.": "also known as",
    "w/o": "without", "w/": "with", "and/or": "and or", "C++": "C plus plus",
    "fig.": "figure", "Fig.": "Figure", "C#": "C sharp",
}  # fmt: skip
_ENDINGS = {
    "etc": "et cetera", "Inc": "Incorporated", "Ltd": "Limited", "Jr": "Junior", "Sr": "Senior", "Ave": "Avenue",
    "Rd": "Road", "Blvd": "Boulevard", "dept": "department", "min": "minimum", "max": "maximum", "St": "Street",
    "a.m": "a m", "p.m": "p m", "Ph.D": "P H D",
}  # fmt: skip
"""Their dot may end the sentence as well."""

STARTERS = "The|Then|That|This|There|It|I|You|We|He|She|They|And|But|So|If|What|How|In|On|At|A|An|My|Your|Do|Can|Is|Are"
"""A capital after an initial that opens a sentence rather than a name."""


def _ending(match: re.Match[str]) -> str:
    return _ENDINGS[match[1]] + ("." if ends_sentence_here(match) else "")


def _letters(match: re.Match[str]) -> str:
    return " ".join(match[0].replace(".", "")) + ("." if ends_sentence_here(match) else "")


def _any(names: dict[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


ABBREVIATIONS: list[Rule] = [
    rule(rf"\b({_any(_TITLES)})\b\.?(?= [A-Z])", lambda match: _TITLES[match[1]]),
    rule(r"\bSt\.(?= [A-Z][a-z])", "Saint"),
    rule(rf"(?<![\w.])({_any(_PHRASES)})(?!\w)", lambda match: _PHRASES[match[1]]),
    rule(rf"\b({_any(_ENDINGS)})\.", _ending),
    rule(r"\b(?:[A-Z]\.){2,}", _letters),
    rule(rf"\b([A-HJ-Z])\.(?= [A-Z][a-z])(?! (?:{STARTERS})\b)", lambda match: match[1]),
]

SIGNS: list[Rule] = [
    rule(r"\s?&\s?", " and "),
    rule(r"(?<=\w)@(?=\w)|\s@\s", " at "),
    rule(r"#(?=[A-Za-z])", "hashtag "),
    rule(r"(?<=[\w)]) ?= ?(?=[\w(-])", " equals "),
    rule(r"%", " percent"),
    rule(r"°", " degrees"),
    rule(r"(?<=[a-z])/(?=[a-z])", " or "),
    rule(r"(?<=\w)'(?=\w)|(?<=\w)'(?!\w)|(?<!\w)'(?=\w)", "'"),
]

SIEVE: list[Rule] = [
    rule(r"\.{2,}(?=\W*$)", "."),
    rule(r"\.{2,}|\s[-–—]+(?=\s)|\s?[—–]\s?|--+|\s*\(|\)|\s?\|\s?|\s?[→⇒]\s?", ", "),
    rule(r"(?<!\w)-+|-+(?!\w)", " "),
    rule(r"(?<!\w)'(?!\w)", " "),
    # what is left of markup, and scripts that this voice would spell out as "Chinese letter"
    rule(r"[^\sA-Za-zÀ-ÖØ-öø-ɏḀ-ỿ̀-ͯ.,?!;:'-]", " "),
    rule(r"\s+", " "),
    rule(r" (?=[.,?!;:])", ""),
    rule(r",(?=[^\s,.?!;:])", ", "),
    rule(r"[,;:]+(?=[.?!])|,+(?=[,;:])|(?<=[.?!;:]),+|([,;:.!?])(?=\1)", ""),
    rule(r"^[\s.,;:!?-]+|\s+$", ""),
]
