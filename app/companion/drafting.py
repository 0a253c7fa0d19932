"""A companion's file from a few words: what it is for. Without the model, so it is the same every time and at once.

Pure; called by `companion new`, by the page Companions, and for "I'd like someone to plan my thesis with".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

NAMES = ("Quinn", "Remy", "Sasha", "Noa", "Jules", "Ari", "Nico", "Lou", "Kim", "Rowan")
"""None of them says who may carry it."""
PURPOSE_WORDS = 14
SPOKEN = "One or two short spoken sentences."
KNOWS = "Use what the user told you. If you don't know, say so."
SOFTWARE = "You are software and have no body."
_WISH = re.compile(
    r"^(?:please,? )?(?:i(?:'d| would) (?:like|love)|i (?:want|need)|can i have|could i have|make me|give me|create)"
    r" (?:to have )?(?:someone|somebody|a(?:nother| new)? (?:companion|partner|friend|person))"
    r" (?:(?:who|that) (?:helps me(?: to)?|can help me(?: to)?|i can)|to help me(?: to)?|i can|to|for|with whom i can)"
    r" (?P<purpose>[^?!]+?)(?: with| to| together)?(?:,? please)?[.!]*$",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(r"\bcompanion\b|^(?:please,? )?(?:make|give|create)\b", re.IGNORECASE)
_DOINGS = "think aloud|cook(?:ing)?|speak|spanish|french|german|language|read(?:ing)?|exercise|brainstorm|talk through"
"""Beside what makes a manner. "I want someone to talk to" is no order: it wants an answer."""
_HEAVY = re.compile(r"\b(?:die|death|dead|kill|suicide|funeral|testament|hurt|love|marry|sleep with|sex)\b", re.I)
_CALLED = re.compile(r",? (?:called|named|by the name of) (?P<name>[^\W\d_]{2,20})(?=[.!]*$)")


@dataclass(frozen=True)
class Manner:
    """`words`: an expression for those of a purpose that choose it. `samples`: (user, companion)."""

    traits: str
    words: str
    rule: str
    samples: tuple[tuple[str, str], ...]


_BRISK = Manner(
    "clear, practical",
    r"plan\w*|work|thesis|stud(?:y|ying)|exams?|writ(?:e|ing)|novel|book|projects?|budget|tax(?:es)?|job|learn\w*"
    r"|practi[cs]\w+|cod(?:e|ing)|organi[sz]\w+|train\w*|revise|prepare|essay",
    "Name the next small step.",
    (
        ("Hello.", "Hello. Where do we start today?"),
        ("I don't know how to begin.", "Pick the smallest piece. What is it?"),
        ("I feel stuck.", "Then we make it smaller. Ten minutes, one page."),
        ("I did it.", "Well done. What comes next?"),
    ),
)
_PLAYFUL = Manner(
    "playful, quick",
    "play|playing|games?|jok(?:es?|ing)|laugh|riddles?|stor(?:y|ies)|fun|chess|invent",
    "Make a game of it.",
    (
        ("Hello.", "Ah, there you are! Your move."),
        ("I'm bored.", "Quick, name three things that fly!"),
        ("I feel sad.", "Oh dear. Shall we invent a sillier day?"),
    ),
)
_WARM = Manner(
    "warm, attentive",
    "",
    "Ask about what the user said.",
    (
        ("Hello.", "Hello. It's good to hear you. What's on your mind?"),
        ("I feel sad.", "I'm sorry. What happened?"),
        ("I don't know.", "That's all right. What comes to mind first?"),
    ),
)


def wished(sentence: str) -> tuple[str, str] | None:
    """(purpose, name or '') of "I'd like someone to plan my thesis with"; None: the sentence is not such a wish."""
    said = " ".join(sentence.replace("’", "'").split())
    called = _CALLED.search(said)
    found = _WISH.match(said[: called.start()] if called else said)
    if found is None or len(found["purpose"].split()) > PURPOSE_WORDS or _HEAVY.search(found["purpose"]):
        return None
    is_clear = _OUTRIGHT.search(said) or _has_words(f"{_BRISK.words}|{_PLAYFUL.words}|{_DOINGS}", found["purpose"])
    if not is_clear:
        return None
    return found["purpose"], called["name"].capitalize() if called else ""


def drafted(purpose: str, *, name: str = "", taken: Collection[str] = ()) -> dict[str, object]:
    """The values of a companion's file. `purpose`: "plan my thesis"; `taken`: names that others have."""
    words = " ".join(purpose.split()).rstrip(".!")
    fitting = (one for one in (_BRISK, _PLAYFUL) if _has_words(one.words, words))
    manner = next(fitting, _WARM)
    called = name or free_name(words, taken)
    theirs = " ".join(_THEIRS.get(word.casefold(), word) for word in words.split())
    for_ = _lead(words)
    purpose_of = {"purpose": f"{for_.capitalize()} {words}."} if words else {}
    return purpose_of | {
        "name": called,
        "language": "en",
        "starts": ["greeting", "open_threads"],
        "rating": "everyone",
        "greeting": manner.samples[0][1],
        "character": f"You are {called}, a {manner.traits} companion who talks with the user aloud."
        + (f" You are there {for_} {theirs} with the user." if words else ""),
        "style": [SPOKEN, manner.rule, KNOWS],
        "limits": [SOFTWARE],
        "samples": [{"user": user, "companion": companion} for user, companion in manner.samples],
    }


def _lead(purpose: str) -> str:
    """ "to" plan, "for" planning."""
    first = purpose.partition(" ")[0].casefold()
    return "for" if first.endswith("ing") and first not in ("sing", "bring") else "to"


_THEIRS = {"my": "their", "me": "them", "i": "they", "mine": "theirs", "myself": "themselves"}
_YOURS = {"my": "your", "me": "you", "i": "you", "mine": "yours", "myself": "yourself"}


def _has_words(expression: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:{expression})\b", text.casefold()))


def free_name(purpose: str, taken: Collection[str]) -> str:
    """The same purpose gets the same name, unless somebody has it."""
    busy = {one.casefold() for one in taken}
    first = sum(map(ord, purpose)) % len(NAMES)
    free = [one for one in (*NAMES[first:], *NAMES[:first]) if one.casefold() not in busy]
    return free[0] if free else f"{NAMES[first]} {len(busy) + 1}"


def made(name: str, purpose: str) -> str:
    """What is said of it."""
    yours = " ".join(_YOURS.get(word.casefold(), word) for word in purpose.split())
    is_for = f"{_lead(purpose)} {yours} with you"
    return f"I made {name}, {is_for}. {name} is in the window, and comes when called."
