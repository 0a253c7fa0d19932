"""What the user's mood seems to be, guessed from the words of a turn and from how they sounded: one quiet line.

Words say which mood, the sound says how sure: "great" said flatly is no joy. Without such words only a voice that is
clearly livelier or quieter than this user's own tells anything. What somebody else feels is not the user's mood, and in
something grave nothing is guessed. Used by in_tune.py, on the session thread, and forgotten with the next turn. Pure.
"""

from __future__ import annotations

import re
from typing import Literal

Mood = Literal["", "glad", "down", "tense", "tired", "lively", "quiet"]

CLEAR = 1.2
"""Of `energy`: so far from the usual that the sound alone counts."""
FLAT = -0.8
LOUDER_DB = 6.0
"""Beside the user's own usual loudness: one unit of energy."""
FASTER = 0.2
"""The same of the pace, as a share."""

_FEELINGS: dict[Mood, str] = {
    "glad": r"happy|happier|glad|great|wonderful|delighted|excited|thrilled|proud|fantastic|brilliant|awesome|relieved|"
    r"grateful|overjoyed|in love|over the moon|in a good mood",
    "down": r"sad|sadder|lonely|unhappy|miserable|depressed|blue(?! \w)|low(?! on)|"
    r"down(?! (?:for|to|with|at|in|by|here|the))|"
    r"heartbroken|disappointed|gloomy|homesick|upset|awful|terrible|in a bad mood|close to tears",
    "tense": r"angry|furious|mad(?! about)|annoyed|stressed|nervous|worried|anxious|afraid|scared|frustrated|panicking|"
    r"overwhelmed|tense|cross(?! \w)|fed up|sick of \w+|on edge",
    "tired": r"tired|exhausted|sleepy|worn out|drained|knackered|weary|burn(?:t|ed) out|beat(?! \w)|dead tired",
}
_PHRASES: dict[Mood, str] = {
    "glad": r"(?:best|lovely|wonderful|great|beautiful) (?:day|news|evening|morning|weekend)|good news|can't wait|"
    r"hooray|yay|i love (?:it|this|that)|so good",
    "down": r"(?:bad|awful|terrible|horrible|rotten) (?:day|news|week|evening)|i(?:'ve been| was|'m) crying|i cried|"
    r"i (?:really )?miss (?:him|her|them|my|you)|breaks my heart",
    "tense": r"i can't stand|drives me (?:mad|crazy|up the wall)|gets on my nerves|so much stress|under pressure",
    "tired": r"slept (?:so |very )?(?:badly|terribly)|(?:can't|couldn't|didn't|don't) sleep|no energy|hardly slept|"
    r"need a nap|long day",
}
_VERY = (
    r"(?:so|very|really|pretty|a bit|a little|quite|rather|just|too|still|all|kind of|sort of|incredibly|terribly|also|"
    r"feeling|getting|now|today)"
)
_I = (
    r"(?:i'm|i am|i feel|i've been|i have been|we're|we are|(?:it |that |this )?(?:makes|made|has made) me|feeling|"
    r"i don't feel|i'm not|i am not|i do not feel|i'm never|i never feel|i'm no longer)"
)
_NOT = re.compile(r"\b(?:not|don't|never|no longer)\b")
_KINDS: dict[Mood, re.Pattern[str]] = {
    kind: re.compile(rf"(?P<frame>\b{_I}(?: {_VERY})* |^(?:{_VERY} )+|^(?=\w+(?: today| now)?$))(?:{words})\b")
    for kind, words in _FEELINGS.items()
}
_SAID = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _PHRASES.items()}
_OTHERS = re.compile(
    r"\b(?:(?:he|she|they|you|who) (?:said|says|told|think|thinks)|if|when i was|used to|would|wish|have a)\b"
)
_GRAVE = re.compile(
    r"\b(?:die|died|dies|dying|dead(?! tired)|death|kill\w*|suicid\w+|hurt(?:ing)? myself|end it|funeral|cancer)\b"
)
_CLAUSES = re.compile(r"[.!;:,]|\bbut\b|\band\b|\bbecause\b")


def energy(level_db: float, usual_db: float | None, pace: float, usual_pace: float | None) -> float:
    """How lively it sounded beside the user's own usual voice, 0: as usual. `pace`: any unit, the same in both."""
    louder = 0.0 if usual_db is None else (level_db - usual_db) / LOUDER_DB
    faster = 0.0 if not usual_pace or not pace else (pace / usual_pace - 1.0) / FASTER
    return max(-2.0, min(2.0, (louder + faster) / 2))


def mood(text: str, sounded: float = 0.0) -> Mood:
    """'' where nothing tells. `sounded`: as `energy` has it; 0 for what was typed."""
    said = text.casefold().replace("’", "'")
    if _GRAVE.search(said) or said.rstrip().endswith("?"):
        return ""
    counts = {kind: 0 for kind in _KINDS}
    for clause in _CLAUSES.split(said):
        for kind in _told(clause):
            counts[kind] += 1
    best = max(counts, key=lambda kind: counts[kind])
    if counts[best]:
        is_clear = sorted(counts.values())[-2] < counts[best]
        return best if is_clear and not (best == "glad" and sounded <= FLAT) else ""
    if abs(sounded) < CLEAR:
        return ""
    return "lively" if sounded > 0 else "quiet"


def _told(clause: str) -> list[Mood]:
    """Of one clause: what the user says of the mood of the moment."""
    clause = clause.strip()
    if _OTHERS.search(clause):
        return []
    found = [kind for kind, said in _SAID.items() if said.search(clause)]
    for kind, feels in _KINDS.items():
        hit = feels.search(clause)
        if hit is not None and not _NOT.search(hit["frame"]):
            found.append(kind)
        elif hit is not None and kind == "glad":
            found.append("down")
    return found
