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
    r"(?:(?:please|okay|ok|oh|hey|and|also|but|well|so|yes|now|then|could you|can you|would you|will you|you should|"
    r"you must|do|always|from now on|from here on|in (?:the )?future|i want you to|i'd like you to|i need you to|"
    r"i would like you to|it's important (?:that you|to)|try to|try and|be sure to|make sure (?:you|to)|let's|"
    r"for me|for later|for the record|one thing to|just|samantha)[,:]? +)*"
)
_KEEP = (
    r"(?:remember|save|store|note|write|commit|keep|log|record|take) this(?: one)?(?: down| to memory| in mind)?|"
    r"remember|don't forget|do not forget|never forget|don't let me forget|do not let me forget|keep in mind|"
    r"bear in mind|(?:make|take|keep) (?:a |me a )?(?:mental )?note(?: to self| of the fact)?|note to self|note down|"
    r"note|commit to memory|write down|write (?:this|it) down|jot down|put on record|(?:store|save|note) the fact|"
    r"save|store|log|you (?:should|need to|must) know|know|let it be known"
)
REMEMBER = re.compile(
    rf"^{_PLEASE}(?:{_KEEP})(?: for me| for later| for the future| please| down)*"
    r"(?:(?P<that>,? that|:|,)? )(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_WEAK_KEEP = re.compile(rf"^{_PLEASE}(?:know|save|store|log|write down|jot down|write|you \w+(?: to)? know)\b(?! this)",
                        re.IGNORECASE)  # fmt: skip
"""These are orders only with "that" or a colon: "save the whales"."""
_CLAUSE = re.compile(
    r"(?:(?i:i|we|he|she|they|there|my|our|the|his|her|their|a|an|all|every|nobody|on|in|at|next)(?:'[a-z]+)? \S+ \S+|"
    r"[A-Z][\w'-]+ \S+)"
)
_NOUN_ONLY = re.compile(
    r"(?:time|day|night|film|movie|song|book|game|guy|girl|man|woman|place|trip|story|joke|one|thing|summer|winter|"
    r"holiday|party|scene|episode)\b",
    re.IGNORECASE,
)
_THAT_ONE = (
    rf"{_PLEASE}(?:remember|don't forget|do not forget|never forget|keep|save|store|note|make a note of|bear|"
    r"take note of|write|commit|memori[sz]e) (?:that|this|it)(?: one| in mind| down| to memory)?"
    r"(?:,? (?:for me|please|for later|will you|would you|okay|ok|thanks|thank you|samantha|too|as well))*[.!?]*"
)
_ALONE = re.compile(_THAT_ONE.replace("(?:that|this|it)", "(?:that|it)"), re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:.*[.!?] )?(?P<what>[^.!?]{{8,300}}?)(?:[.!] |[,;:] | - )(?:(?:and|"
    rf"so) )?{_THAT_ONE}$", re.IGNORECASE | re.DOTALL
)
_TELLS = re.compile(
    r"(?i:(?:i|we|he|she|they|it|you|there)(?:'m|'ve|'ll|'d|'re|'s)? \w)|"
    r"(?:(?i:my|our|the|his|her|their|a|an|all|every|on|tomorrow|next)|[A-Z][\w'-]+(?!,))\b.{1,60}?\b(?i:is|are|"
    r"was|were|has|have|had|"
    r"will|can|can't|won't|isn't|does|doesn't|do|don't|must|needs?|likes?|loves?|hates?|starts?|ends?|comes?|goes|"
    r"lives?|"
    r"works?|wants?|opens?|closes?|leaves?|arrives?|costs?|lies|hangs|belongs|means|gets?|takes?)\b"
)
_NO_TALE = re.compile(
    r"(?:this|these|those|it\b|it's|that's|what|how|when|the time|the day|that time|to\b|me\b|us\b)", re.IGNORECASE
)
_TO_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
"""Said to the companion or to somebody in the room: "remember, I'm always here for you"."""
_ME = r"(?:call|address|refer to) me(?: as| by (?:my|the) (?:nick)?name,?)?(?: just| simply)?"
_ASKED_TO = (
    r"(?:i'd|i would|i) (?:much |really )?(?:rather|prefer|like|love|want)(?: it)?(?: if)? (?:you(?: to| all)? )?"
)
_CALL_ME = re.compile(
    rf"(?:^{_PLEASE}|[,;.:] (?:(?:but|and|so|please|just) )*|"
    r"\b(?i:you (?:can|may|should|could)(?: just)?|everyone|everybody|people(?: usually| mostly| all)?|they all|"
    r"most people|(?:my|all my) (?:friends|family|mates|colleagues)(?: all)?|and|but|so|just|please),? (?i:all )?)"
    rf"(?P<quote>(?i:{_ME.replace('call|', 'calls?|')}(?: by my name,?)?))[,:]? |"
    rf"\b(?P<quote2>(?i:{_ASKED_TO}(?:call(?:ed)?|address(?:ed)?) me(?: as)?|"
    r"(?:i'd|i would|i) (?:much |really )?(?:rather|prefer|like|want)(?: to)? (?:be|being) (?:called|addressed as|"
    r"known as)|(?:would|do) you mind calling me|i answer to|"
    r"(?:feel free to|you're welcome to|it(?:'s| is| would be| 'd be) (?:fine|okay|ok|great|nice|better|"
    r"best)(?: if you| to)) "
    r"call(?:ed)? me|(?:everyone|everybody|people|most people|my friends|they)(?: all)? know me as|use the name|"
    r"i'm known as|i am known as|i go by))[,:]? ",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"(?:(?:please|hey|so|and|oh|ok|okay|samantha),? )*(?:(?:can|could|would|will|may) you|"
                      r"(?:would|do) you mind|may i ask you to)\b", re.IGNORECASE)  # fmt: skip
"""Asks for something: no question of the name."""
_NOT_CALLED = words(
    "back later again crazy maybe old anytime whatever names stupid lazy paranoid when if at by on in a an the "
    "that this it out up "
    "sir madam tomorrow tonight today soon now first before after old-fashioned sentimental cynical naive weird "
    "and or for when once if as because like the your my every cab taxi ambulance"
)
_INTRODUCED = re.compile(
    r"(?:^|\b(?i:hi|hello|hey|good (?:morning|evening|afternoon)|nice to meet you)(?i: there| again| samantha|"
    r" everyone)?[,.!]? )(?P<quote>I'm|I am|(?i:this is)) "
)
_GREETS = re.compile(r"^(?:hi|hello|hey|good (?:morning|evening|afternoon)|nice to meet you)\b", re.IGNORECASE)
_A_NAME = r"(?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?)"
_MEETS = re.compile(
    rf"(?:(?:I'm|I am) {_A_NAME}(?i:[,.!]? (?:nice|pleased|good|glad) to meet you|,? by the way[.!]?$))"
)
_SPEAKS = re.compile(
    rf"(?:(?i:hi|hello|hey|yes|oh|so|and|well|by the way|good (?:morning|evening))(?i: there| samantha)?[,.!]? )*"
    rf"(?:(?i:this is|it's|it is|i'm|i am|you're (?:talking|speaking) (?:to|with)) {_A_NAME}"
    r"(?i: speaking| talking| on the line| at the (?:mic|microphone|keyboard))[.!]?$|"
    r"(?i:nobody|no one|only my (?:mother|mum|mom|gran|grandma)|hardly anyone) (?i:ever )?(?i:calls) (?i:me) "
    rf"[A-Z][\w'-]+(?i:,? (?:so |but )?(?:just )?)[,;]? ?(?i:i'm|i am|it's) (?P<name2>[A-ZÀ-Þ][\w'-]+)[.!]?$)"
)
"""The name is what follows, and nothing else does."""
_IS_MY_NAME = re.compile(
    rf"(?:{_A_NAME}(?i:,? (?:is|that's) (?:my|the) (?:first |real )?name)|^(?i:name's|name is|"
    r"the name's) (?P<name2>[A-ZÀ-Þ]"
    r"[\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?))[.!]?$"
)


def proposals(sentence: Sentence, _said_at: datetime) -> Iterator[Claim]:
    """Orders to keep something, and names that the user gives themselves."""
    match = noted(sentence.text)
    if match:
        yield from whole_note(sentence, *match.span("what"))
    yield from _called(sentence)
    yield from _introduced(sentence)


def whole_note(sentence: Sentence, start: int, end: int) -> Iterator[Claim]:
    """All that stands there, as it was said."""
    found = values.rest_of_sentence(sentence.text[start:end].rstrip("?"))
    if found:
        said = (start, start + found[0][1])
        value = sentence.text[slice(*said)]
        yield claim(
            sentence, "note", said, said, slot=f"note {value}", value=value, text=to_you(value),
            is_presupposed=True, may_negate=True,
        )  # fmt: skip


def noted_behind(whole: Sentence) -> Iterator[Claim]:
    """I had my boiler serviced today. Remember that: the words in front, to the beginning of their sentence."""
    match = ordered_behind(whole.text)
    if match and not noted(match["what"]):
        yield from whole_note(whole, *match.span("what"))


def ordered_behind(text: str) -> re.Match[str] | None:
    """My gate code is 9081, please remember that."""
    match = _BEHIND.match(text)
    return None if match is None or _NO_TALE.match(match["what"]) else match


def is_order_alone(text: str) -> bool:
    """Remember that, please: what was said before."""
    return _ALONE.fullmatch(text) is not None


def noted(text: str) -> re.Match[str] | None:
    """Is this an order to remember what it says? Not "remember that film?", "remember when we …", "remember to …"."""
    match = REMEMBER.match(text)
    if not match or _NO_TALE.match(match["what"]) or _TO_YOU.search(match["what"]):
        return None
    if text.rstrip().endswith("?") and not _REQUEST.match(text):
        return None
    if (match["that"] or " this" in text[: match.start("what")].lower()) and _CLAUSE.match(match["what"]):
        return None if _NOUN_ONLY.match(match["what"]) else match
    return match if _TELLS.match(match["what"]) and not _WEAK_KEEP.match(text) else None


def called(text: str) -> tuple[int, int, int] | None:
    """(begin of "call me", begin and end of the name) in "You can call me Anna"."""
    for match in _CALL_ME.finditer(text):
        found = values.name(text[match.end() :])
        name = text[match.end() : match.end() + found[0][1]] if found else "back"
        behind = text[match.end() + len(name) :]
        is_meant = re.match(r"\s*(?:$|[.,;!?]|from now on|please|instead|then|now|again\b|but\b|by\b|and\b)", behind)
        if name.split()[0].casefold() not in _NOT_CALLED and is_meant:
            return match.start("quote" if match["quote"] else "quote2"), match.end(), match.end() + len(name)
    return None


def _called(sentence: Sentence) -> Iterator[Claim]:
    found = called(sentence.text)
    if found:
        start, begin, end = found
        said = sentence.text[begin:end]
        value = said if said[:1].isupper() else said.title()
        begins = sentence.text[start:].lower()
        is_request = bool(_REQUEST.match(sentence.text)) or not begins.startswith(("call", "addr", "refer"))
        yield claim(
            sentence, "name", (start, end), (begin, end), value=value, is_change=True, is_presupposed=is_request
        )


def _introduced(sentence: Sentence) -> Iterator[Claim]:
    """Hi, I'm Anna. Nothing else may follow: "Hi, I'm German and …" is nobody's name. I'm Anna, nice to meet you."""
    met = next(filter(None, (one.match(sentence.text) for one in (_MEETS, _SPEAKS, _IS_MY_NAME))), None)
    if met:
        group = "name" if met["name"] else "name2"  # only the patterns that have one get here
        found = values.name(met[group])
        if found and found[0][1] == len(met[group]):
            yield claim(sentence, "name", (0, met.end(group)), met.span(group), may_negate=group == "name2")
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
