"""What the user asks to be kept or called: "remember that …", "call me …", "hi, I'm Anna".

Called by finder.py, sentence by sentence; talk about memory reads the same orders. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from app.memory.facts import values
from app.memory.facts.building import claim
from app.memory.facts.fact import Claim
from app.memory.facts.sentences import Sentence
from app.memory.facts.vocabulary import words
from app.memory.facts.wording import to_you

_PLEASE = (
    r"(?:(?:please|okay|ok|oh|hey|and|also|but|well|so|yes|now|could you|can you|would you|will you|you should|"
    r"you must|"
    r"i want you to|i'd like you to|i need you to|just|samantha)[, ]+)*"
)
REMEMBER = re.compile(
    rf"^{_PLEASE}(?:remember|don't forget|do not forget|never forget|keep in mind|bear in mind|make a note|"
    rf"take note|note down|note)"
    r"(?:(?P<that>,? that|:|,)? )(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TELLS = re.compile(
    r"(?i:(?:i|we|he|she|they|it|you|there)(?:'m|'ve|'ll|'d|'re|'s)? \w)|"
    r"(?:(?i:my|our|the|his|her|their|a|an|all|every|on|tomorrow|next)|[A-Z][\w'-]+(?!,))\b.{1,60}?\b(?i:is|are|"
    r"was|were|has|have|had|"
    r"will|can|can't|won't|isn't|does|doesn't|do|don't|must|needs?|likes?|loves?|hates?|starts?|ends?|comes?|goes|"
    r"lives?|"
    r"works?|wants?|opens?|closes?|leaves?|arrives?|costs?|lies|hangs|belongs|means|gets?|takes?)\b"
)
_NO_TALE = re.compile(r"(?:when|the time|the day|that time|those days|how (?:we|i|you)|to\b|me\b|us\b)", re.IGNORECASE)
_TO_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
"""Said to the companion or to somebody in the room: "remember, I'm always here for you"."""
_CALL_ME = re.compile(
    rf"(?:^{_PLEASE}|\b(?i:you (?:can|may|should|could)(?: just)?|everyone|everybody|people|they all|most people|"
    rf"(?:my|all my) friends|"
    r"and|but|so|just|please),? (?i:all )?)(?P<quote>(?i:calls?) (?i:me))(?i: just| simply| by my name,?)? ",
    re.IGNORECASE,
)
_NOT_CALLED = words(
    "back later again crazy maybe old anytime whatever names stupid lazy paranoid when if at by on in a an the "
    "that this it out up "
    "sir madam tomorrow tonight today soon now first before after old-fashioned sentimental cynical naive weird "
    "and or for"
)
_INTRODUCED = re.compile(
    r"(?:^|\b(?i:hi|hello|hey|good (?:morning|evening|afternoon)|nice to meet you)(?i: there| again| samantha|"
    r" everyone)?[,.!]? )(?P<quote>I'm|I am|(?i:this is)) "
)
_GREETS = re.compile(r"^(?:hi|hello|hey|good (?:morning|evening|afternoon)|nice to meet you)\b", re.IGNORECASE)
_MEETS = re.compile(
    r"(?:I'm|I am) (?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?)(?i:[,.!]? (?:nice|pleased|good|glad) to meet you)"
)


def proposals(sentence: Sentence, _said_at: datetime) -> Iterator[Claim]:
    """Orders to keep something, and names that the user gives themselves."""
    match = noted(sentence.text)
    if match:
        found = values.rest_of_sentence(match["what"])
        if found:
            said = (match.start("what"), match.start("what") + found[0][1])
            value = sentence.text[slice(*said)]
            yield claim(
                sentence, "note", (match.start("what"), said[1]), said, slot=f"note {value}", value=value,
                text=to_you(value), is_presupposed=True, may_negate=True,
            )  # fmt: skip
    yield from _called(sentence)
    yield from _introduced(sentence)


def noted(text: str) -> re.Match[str] | None:
    """Is this an order to remember what it says? Not "remember that film?", "remember when we …", "remember to …"."""
    match = REMEMBER.match(text)
    if not match or text.rstrip().endswith("?") or _NO_TALE.match(match["what"]) or _TO_YOU.search(match["what"]):
        return None
    return match if _TELLS.match(match["what"]) else None


def called(text: str) -> tuple[int, int, int] | None:
    """(begin of "call me", begin and end of the name) in "You can call me Anna"."""
    match = _CALL_ME.search(text)
    found = values.name(text[match.end() :]) if match else []
    if not match or not found:
        return None
    name = text[match.end() : match.end() + found[0][1]]
    behind = text[match.end() + found[0][1] :]
    if name.split()[0].casefold() in _NOT_CALLED or not re.match(
        r"\s*(?:$|[.,;!]|from now on|please|instead|then|now|again\b)", behind
    ):
        return None
    return match.start("quote"), match.end(), match.end() + found[0][1]


def _called(sentence: Sentence) -> Iterator[Claim]:
    found = called(sentence.text)
    if found:
        start, begin, end = found
        said = sentence.text[begin:end]
        value = said if said[:1].isupper() else said.title()
        yield claim(sentence, "name", (start, end), (begin, end), value=value, is_change=True)


def _introduced(sentence: Sentence) -> Iterator[Claim]:
    """Hi, I'm Anna. Nothing else may follow: "Hi, I'm German and …" is nobody's name. I'm Anna, nice to meet you."""
    met = _MEETS.match(sentence.text)
    if met:
        found = values.name(met["name"])
        if found and found[0][1] == len(met["name"]):
            yield claim(sentence, "name", (0, met.end("name")), met.span("name"))
        return
    if not _GREETS.match(sentence.text):
        return
    for match in _INTRODUCED.finditer(sentence.text):
        found = values.name(sentence.text[match.end() :])
        end = match.end() + (found[0][1] if found else 0)
        if (
            found
            and match.start("quote") > 0
            and sentence.text[match.end()].isupper()
            and re.match(r"\s*(?:$|[.!,])", sentence.text[end:])
        ):
            yield claim(sentence, "name", (match.start("quote"), end), (match.end(), end))
