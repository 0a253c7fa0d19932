"""Stage directions: *smiles*, (laughs softly), [sighs]. Models write them; nobody wants them read aloud.

Called by markup.py. Pure. What stands in asterisks or square brackets is judged less kindly than what stands in
parentheses, where people put real asides: "(about three miles)".
"""

from __future__ import annotations

import re


def _list(words: str) -> list[str]:
    return words.split()


_VERBS = _list(
    "laugh chuckle giggle smile grin smirk wink nod sigh gasp pause whisper shrug blush hug cry sob yawn hum cough "
    "sniff sniffle gulp groan moan mutter murmur frown pout wave bow clap cheer beam exhale inhale stutter stammer "
    "snicker snort squeal purr"
)
_ADVERBS = _list("softly gently quietly warmly nervously happily sadly playfully shyly thoughtfully slowly brightly")
_PHRASES = (
    "clears (?:(?:her|his|my) )?throat|takes a deep breath|takes a breath|deep breath|"
    "in a (?:soft|low|warm|gentle|quiet|cheerful|playful) (?:voice|tone)|silence|music playing|music|applause|laughter"
)


def _forms(verb: str) -> str:
    """smile -> smiles, smiling; nod -> nods, nodding."""
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1] if verb in {"grin", "nod", "shrug", "hug", "sob", "hum"} else stem
    third = {"cry": "cries", "blush": "blushes"}.get(verb, verb + "s")
    return f"{third}|{doubled}ing"


_ACTING = "|".join(_forms(verb) for verb in _VERBS)
_ADVERB = "|".join(_ADVERBS)
DIRECTION = (
    rf"(?i:(?:(?:{_ADVERB}) )?(?:{_ACTING})(?: \w{{1,16}}){{0,4}}|{'|'.join(_VERBS)}|{_ADVERB}|{_PHRASES})[.!…,]?"
)
"""A pattern: the whole of what stands between brackets."""
_FIRST_WORDS = f"{_ACTING}|{_ADVERB}|clears|takes|deep|in|silence|music|applause|laughter"
DIRECTION_SO_FAR = rf"(?i:[a-z]*|(?:{_FIRST_WORDS}|{'|'.join(_VERBS)})[\w .!…,]{{0,120}})"
"""A pattern: what may still become one."""
_HEARD = re.compile(
    r"\b(?:(?:laugh|chuckle|giggle|snicker|snort)(?:s|ing)?|laughter|chuckling|giggling|(?P<sigh>sigh(?:s|ing)?|exhal(?:es?|ing)))\b",
    re.IGNORECASE,
)
_ROLE_PLAY = re.compile(r"[a-z]+s \w[\w ',-]*")
_NOT_ACTING = _list("is was this yes always perhaps as us its his has does lots things")


def is_direction(text: str) -> bool:
    """Is this, found between brackets of any kind, an order to the actor?"""
    return re.fullmatch(DIRECTION, text.strip()) is not None


def sound_of(text: str) -> str:
    """What of it could be heard: "laugh", "sigh"; '' for what is only seen."""
    found = _HEARD.search(text)
    return "" if found is None else "sigh" if found["sigh"] else "laugh"


def is_acting(text: str) -> bool:
    """The same for what stands between asterisks: "looks out of the window" counts there."""
    words = text.strip(" .!…,")
    return is_direction(words) or (_ROLE_PLAY.fullmatch(words) is not None and words.split()[0] not in _NOT_ACTING)
