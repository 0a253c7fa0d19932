"""What all the rules share: a rule is a pattern and what a match becomes. Pure; used only inside this package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

RANGE = "\u2063"
"""Stands for the "to" of a range (3-5) until all units are read: no rule takes it for a space or a minus."""

NUMERAL = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
"""1,234.5 or 12 or .5"""

START = r"(?<![\w.,])"
"""Where a numeral may begin: not inside a word or another numeral."""


def rule(pattern: str, act: Callable[[re.Match[str]], str] | str, flags: int = 0) -> Rule:
    """`act`: what a match becomes, or what is put in its place as it stands."""
    if isinstance(act, str):
        text = act
        return re.compile(pattern, flags), lambda _: text
    return re.compile(pattern, flags), act


def apply(rules: Iterable[Rule], text: str) -> str:
    """Each rule in turn, over the whole text."""
    for pattern, act in rules:
        text = pattern.sub(act, text)
    return text


def ends_sentence_here(match: re.Match[str]) -> bool:
    """Does the dot that ends an abbreviation also end the sentence? At the end, or before a capital."""
    after = match.string[match.end() :].lstrip("\"')")
    return not after or (after[0].isspace() and after.lstrip()[:1].isupper())
