"""Web and mail addresses, said the way people read them out. Pure; called by `speak`.

Of a long link only the domain is said: nobody wants to hear a path.
"""

from __future__ import annotations

import re

from app.conversation.spoken.rules import Rule, rule

_DOMAINS = "com|org|net|edu|gov|io|dev|app|info|co|uk|de|fr|eu|ca|us|me|ai|tv"


def _dotted(name: str) -> str:
    return re.sub(r"[._-]+", lambda match: " dot " if "." in match[0] else " ", name).strip()


def _link(match: re.Match[str]) -> str:
    host = _dotted(match["host"])
    if "." not in match["host"] or match["host"][0].isdigit():
        host = "a link"
    return host + _tail(match)


def _mail(match: re.Match[str]) -> str:
    return f"{_dotted(match['who'])} at {_dotted(match['host'])}"


def _tail(match: re.Match[str]) -> str:
    """The punctuation that ends the sentence, not the address."""
    path = match["path"]
    return path[len(path.rstrip(".,;:!?")) :]


RULES: list[Rule] = [
    rule(r"\b(?:mailto:)?(?P<who>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)", _mail),
    rule(r"\bhttps?://(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*)(?::\d+)?(?P<path>[^\s\"<>]*)", _link),
    rule(r"\bwww\.(?P<host>[\w-]+(?:\.[\w-]+)*)(?P<path>[^\s\"<>]*)", _link),
    rule(rf"\b(?P<host>[a-zA-Z][\w-]*(?:\.[\w-]+)*\.(?:{_DOMAINS}))\b(?P<path>(?:/[^\s\"<>]*)?)", _link),
    rule(r"(?<!\w)@(?=\w)", "at "),
]
