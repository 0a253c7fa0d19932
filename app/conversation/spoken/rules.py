"""What all the rules share: a rule is a pattern and what a match becomes. Pure; used only inside this package.

While the rules change a text, every character remembers which words of the display it came from: so that afterwards
each word of the display knows its sound ("3 pm" is "three p m").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

Origin = tuple[int, int]
"""First and last word of the display that a character came from."""

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


@dataclass(frozen=True)
class Traced:
    """A text, and where each of its characters came from."""

    text: str
    origins: list[Origin]


def traced(display: str) -> Traced:
    """The display as it stands: its words are split at spaces; a space belongs to the word before it."""
    origins: list[Origin] = []
    word = 0
    for char in display:
        origins.append((word, word))
        word += char == " "
    return Traced(display, origins)


def apply(rules: Iterable[Rule], sound: Traced) -> Traced:
    """Each rule in turn, over the whole text. No rule matches nothing."""
    for pattern, act in rules:
        matches = list(pattern.finditer(sound.text))
        if matches:
            sound = _replaced(sound, matches, act)
    return sound


def _replaced(sound: Traced, matches: list[re.Match[str]], act: Callable[[re.Match[str]], str]) -> Traced:
    pieces: list[str] = []
    origins: list[Origin] = []
    at = 0
    for match in matches:
        said = act(match)
        pieces += sound.text[at : match.start()], said
        origins += sound.origins[at : match.start()]
        origins += _origins(said, match[0], sound.origins[match.start() : match.end()])
        at = match.end()
    pieces.append(sound.text[at:])
    return Traced("".join(pieces), origins + sound.origins[at:])


def _origins(said: str, written: str, sources: list[Origin]) -> list[Origin]:
    """Of every character of `said`, which stands for `written`: what both begin and end with stays where it was."""
    head = _common(said, written)
    tail = _common(said[head:][::-1], written[head:][::-1])
    end = len(written) - tail
    inked = [source for source, char in zip(sources[head:end], written[head:end], strict=True) if not char.isspace()]
    among = inked or sources
    whole = (min(first for first, _ in among), max(last for _, last in among))
    return [*sources[:head], *[whole] * (len(said) - head - tail), *sources[end:]]


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def ends_sentence_here(match: re.Match[str]) -> bool:
    """Does the dot that ends an abbreviation also end the sentence? At the end, or before a capital."""
    after = match.string[match.end() :].lstrip("\"')")
    return not after or (after[0].isspace() and after.lstrip()[:1].isupper())
