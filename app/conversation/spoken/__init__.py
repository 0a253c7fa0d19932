"""English as it is said: the display text of a clause becomes what the voice is given.

Called for every clause by app/conversation/speech.py, on whatever thread writes clauses (the responder's), by pairs.py
for the place of each word, and by heard.py for its length. Pure.
"""

from __future__ import annotations

import re
import unicodedata

from app.conversation.spoken import addresses, calendar, measures, quantities, words
from app.conversation.spoken.rules import Rule, Traced, apply, rule, traced

_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_SHAPES: list[Rule] = [
    rule(r"[™®©]", ""),
    rule(r"[⁻⁰¹²³⁴-⁹]+", lambda match: "^" + unicodedata.normalize("NFKC", match[0])),
    rule(r"(\d?)([½¼¾⅓⅔⅛])", lambda match: f"{match[1]} {_VULGAR[match[2]]}".strip()),
    rule(r"º(?=\s?[CF]\b)", "°"),
]
_SAME: list[Rule] = [
    rule(r"[‘’‚′](?![\w ]*″)", "'"),
    rule(r"[“”„″]", '"'),
    rule(r"[‐‑−]", "-"),
    rule(r"°\s(?=[CF]\b)", "°"),
    rule(r"^(\d{1,2})[.)] (?=\w)", lambda match: f"{match[1]}, "),
]


def _plain(match: re.Match[str]) -> str:
    """Full-width, ligature and composed characters as plain ones, any script's digit as ours."""
    text = unicodedata.normalize("NFKC", match[0])
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


_PASSES = (
    _SHAPES, [rule(r"[\x00-\x7f]?[^\x00-\x7f]+", _plain)], _SAME, addresses.RULES, words.ABBREVIATIONS[:2],
    calendar.RULES, quantities.GROUPED, measures.RULES, quantities.SINGLE, words.ABBREVIATIONS, words.SIGNS,
    words.SIEVE,
)  # fmt: skip


def speak(display: str) -> str:
    """At 3 pm. -> At three p m. No figures and no markup, only words and the marks that shape their melody."""
    return trace(display).text


def trace(display: str) -> Traced:
    """The same, and which word of the display each character stands for."""
    sound = traced(display)
    for rules in _PASSES:
        sound = apply(rules, sound)
    return sound
