"""The last word on every claim, whoever made it, a rule or a language model. Not a model itself.

A claim stands when its quote is exactly what the user said there, gives the value, and is said as true: not denied, not
asked, not supposed, not quoted from somebody, not part of a game. In doubt it is dropped: a wrong fact is worse than
none (memory.md, decision 8). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.memory.facts.fact import Claim
from app.memory.facts.sentences import Sentence, sentences, straight


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


_GAME = _any(
    r"pretend|imagine\b|imagining|role[- ]?play|make[- ]believe|in character\b|act(?:ing)? as\b|my character\b|"
    r"in (?:the|my|this|a|that|his|her) (?:story|novel|book|film|movie|game|dream|play|song|poem|scene|script|"
    r"series)\b|"
    r"in (?:another|a past|a former|my next|a parallel|my previous) (?:life|world|universe)\b|"
    r"i (?:had a dream|dreamt|dreamed)|in my dreams?\b|once upon a time|let's say\b|say i'm\b|(?:just|"
    r"only) (?:kidding|joking)|i'm kidding|"
    r"as a joke|hypothetical|what if\b|lyrics?\b|"
    r"(?:the|his|her|their|this|that|a|an) (?:song|line|quote|sentence|phrase|example|poem|letter|headline|sign|"
    r"caption|"
    r"e-?mail|text|message|card|poster|article|book|novel|story|chapter|advert|ad|recording|label|t-?shirt|mug|"
    r"tombstone) "
    r"(?:that )?(?:goes|is|says|said|reads?|begins?|began|starts?|started|opens?|opened|ends?|ended|went)\b|"
    r"translate\b|how (?:do|would) (?:you|i) (?:say|spell)|what does .{1,40} mean\b|repeat after me|take a letter|"
    r"(?:write|draft|compose) (?:me )?(?:a|an|the|this|my|it)\b|dictat|type the|read (?:me )?this|for example\b|quote\b"
)
_ROLES = (
    r"patients?|customers?|guests?|clients?|interviewers?|receptionists?|waiters?|waitress|teachers?|examiners?|"
    r"judges?|"
    r"bosses|boss|dragons?|kings?|queens?|princess|knights?|wizards?|witch|pirates?|parrot|detectives?|suspects?|"
    r"witness|prisoners?|landlords?|tenants?|shopkeepers?|sellers?|buyers?|passengers?|aliens?|robots?|ghosts?|"
    r"vampires?|monsters?|villains?|heroes|hero|host|caller|police officers?|officers?|lawyers?|doctors?|nurses?|"
    r"therapists?|barista|bartender|clerk|taxi driver|coach|students?|pupils?|recruiters?|employers?|stranger"
)
_GAME_BEGINS = _any(
    r"(?:let's|let us|shall we|we could|can we|could you|i want to|please|now) (?:pretend|role[- ]?play|imagine|act)|"
    r"(?:^|[.!?] |[a-z] )(?:pretend|imagine)\b|"
    r"(?:do|try|practi[sc]e|rehearse|simulate|stage|run(?: through)?|act out|go through|play|have) (?:a|an|my|the|"
    r"this|our|"
    r"some)? ?(?:mock |practice |pretend |fake |little |quick |job )*(?:interview|scene|dialogue|role|roles|sketch|"
    r"improv|french|spanish|german|italian|english|dutch|language|speech|presentation|pitch|phone call|small talk)\b|"
    rf"\byou(?:'re| are| be|'ll be| will be| play)(?: now| going to be)? (?:the|a|an|my) (?:[a-z]+ )?(?:{_ROLES})\b|"
    rf"\bi(?:'m| am|'ll be| will be| play|'ll play)(?: now)? the (?:[a-z]+ )?(?:{_ROLES})\b(?= and you)|"
    r"i(?:'ll| will| am|'m) (?:be|play|playing) (?:the|a|an)\b.*\byou|you (?:play|be|are) the\b(?! (?:best|only|one|"
    r"first|last|most|[a-z]+est|reason|same|kind|sort)\b)"
)
_GAME_ENDS = _any(
    r"(?:stop|end|quit|finish|enough|no more) (?:of )?(?:pretending|playing|acting|the game|role|this game|it|that)|"
    r"that's enough|game over|for real now|in real life|back to (?:normal|reality)|seriously now"
)
_ASKS = re.compile(
    r"^(?:(?:and|but|so|well|okay|ok|hey|then|now|oh|um|samantha|please)[, ]+)*(?:"
    r"(?:what|who|where|why|how|which|whose|when)(?:'s|\s+(?:\w+\s+)?(?:is|are|was|were|do|does|did|can|could|will|"
    r"would|"
    r"should|has|have|had|am|may|might)\b)|what about|how about|"
    r"(?:do|does|did|is|are|am|was|were|can|could|will|would|should|has|have|had|may|might|isn't|aren't|don't|"
    r"doesn't|didn't|"
    r"wasn't|can't|won't|haven't|hasn't)\s+(?:i|you|he|she|it|we|they|my|your|his|her|our|their|the|this|that|there|"
    r"anybody|anyone|someone)\b|(?:tell me|guess|remind me|explain)\b|any idea|i wonder)",
    re.IGNORECASE,
)
_ASKED_NAME = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|can|will|would) [A-Z]")
_SUPPOSES = _any(
    r"(?:maybe|perhaps|possibly|might|may be|could be|could have|would|wouldn't|i'd|wish|wishes|wished|hope|"
    r"hopes|hoping|dream of|dreamed|dreamt|suppose|supposing|assum\w+|someday|one day|as though|almost|nearly|"
    r"what would|not sure|don't know|doubt|guess what|used to|was going to|thought about|thinking (?:of|about)|"
    r"soon|before long|eventually|could say|so to speak|consider\w*|want to|wanted to|plan to|planning to)\b|"
    r"(?:feels?|felt) like\s*$"
)
_IF = re.compile(
    r"\b(?:if(?! (?:you (?:ask|must know|(?:want|wanted|need) to know)|you(?:'re| are| were) (?:wondering|interested)|"
    r"it (?:helps|matters)|that helps|i'm (?:being )?honest)\b)|unless|whether|as though|what if)\b",
    re.IGNORECASE,
)
_DENIES = _any(
    r"(?:not|never|no longer|nobody|no one|none|neither|nor|hardly|barely|without|denied|false|untrue|wrong|a lie|"
    r"lied|lying)\b"
)
_TO_BE_FORGOTTEN = re.compile(
    r"^(?:(?:please|okay|ok|oh|no|and|so|well|just|now|samantha|(?:can|could|would|will) you|i want you to|"
    r"i'd like you to|you (?:can|should|must))[, ]+)*(?:forget|delete|erase|unremember|scratch)\b",
    re.IGNORECASE,
)
"""Forget that I live in Rome: it must not be read there."""
_ORDERED = _any(r"(?:don't|do not|never) forget\b")
"""Says: keep it in mind."""
_SHORT_NOT = re.compile(r"n't\b", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:\b(?P<sayer>(?i:he|she|they|who|someone|somebody|everyone|everybody|people|nobody|you(?: just| once)?|"
    r"the [\w-]+(?: [\w-]+)?|"
    r"(?:my|his|her|our|their|your) [\w'-]+(?: [\w'-]+){0,2})|[A-Z][\w-]+)\s+"
    r"(?i:(?:(?:just|always|often|once|still|never|also|only|even|then|has|had|have|would|might|keeps?)\s+)*"
    r"(?:said|saying|says|say|tells?|told|thinks?|thought|believes?|believed|claims?|claimed|asked|asks|sings?|"
    r"sang|wrote|"
    r"writes|shouted|yelled|replied|answered|goes|went|was like|is like|were like|heard|assumes?|assumed|insists?|"
    r"insisted|suspects?|pretends?|pretended|joked|jokes)\b)|"
    r"(?i:\bi (?:told|lied to) (?:him|her|them|everyone|people|the|my)\b)|\b(?i:says|said|quoting|called) [\"“'])"
)
_KNOWS = re.compile(
    r"\b(?:doctor|dentist|gp|allergist|specialist|hospital|nurse|vet|physician|test|tests)$", re.IGNORECASE
)
_MEDICAL = frozenset({"allergy", "no allergy", "condition", "state", "avoids"})
_QUOTED = re.compile(r"[\"“”«][^\"“”«»]*(?:[\"”»]|$)|(?<![\w])'[^']{2,}'(?!\w)")


def is_sound(claim: Claim, text: str, *, speaker: str, before: Sequence[str] = ()) -> bool:
    """Does `text`, as it was heard, say it? `before`: what the user said earlier in this conversation, oldest first."""
    if speaker != "user" or text[claim.start : claim.end] != claim.quote or not claim.quote.strip():
        return False
    if straight(claim.said).casefold() not in straight(claim.quote).casefold():
        return False
    return says_so(claim, straight(text)) and not is_game(straight(text), claim.end, before)


def is_game(text: str, end: int, before: Sequence[str] = ()) -> bool:
    """A role, a story, a letter, somebody else's text: begun here before `end`, or earlier and not ended."""
    if _GAME.search(text, 0, end) or re.search(r"\b(?:just|only) (?:kidding|joking)", text, re.IGNORECASE):
        return True
    for line in reversed(before):
        if _GAME_ENDS.search(line):
            return False
        if _GAME_BEGINS.search(straight(line)):
            return True
    return False


def says_so(claim: Claim, text: str) -> bool:
    """Is it said as the user's own and true statement? `text` with plain apostrophes."""
    sentence = _around(claim, text)
    place, end = claim.start - sentence.start, claim.end - sentence.start
    if _is_quoted(text, claim.start) or _is_reported(claim, sentence.text[:place]):
        return False
    if _TO_BE_FORGOTTEN.match(sentence.text):
        return False
    if claim.is_presupposed:
        return True
    return not (_asks(sentence.text) or _is_supposed(sentence, place, end) or _is_denied(claim, sentence, place))


def _around(claim: Claim, text: str) -> Sentence:
    """The sentence where the quote begins, lengthened to its end."""
    parts = [part for part in sentences(text) if part.start < claim.end and part.start + len(part.text) > claim.start]
    begin, last = parts[0], parts[-1]
    return Sentence(text[begin.start : last.start + len(last.text)], begin.start)


def _is_quoted(text: str, place: int) -> bool:
    return any(match.start() < place < match.end() for match in _QUOTED.finditer(text))


def _is_reported(claim: Claim, before: str) -> bool:
    """Somebody else's words; what a doctor says of the user counts as the user's."""
    said = _SAYS.search(before)
    if said is None:
        return False
    return not (claim.predicate in _MEDICAL and said["sayer"] and _KNOWS.search(said["sayer"]))


def _asks(sentence: str) -> bool:
    return sentence.rstrip("\"'”’)").endswith("?") or bool(_ASKS.match(sentence) or _ASKED_NAME.match(sentence))


def _is_supposed(sentence: Sentence, place: int, end: int) -> bool:
    before = sentence.clause_before(place)
    said = sentence.text[place:end]
    return bool(_IF.search(sentence.text) or _SUPPOSES.search(before) or _SUPPOSES.search(said))


def _is_denied(claim: Claim, sentence: Sentence, place: int) -> bool:
    before = _ORDERED.sub("", sentence.clause_before(place))
    if _DENIES.search(before) or _SHORT_NOT.search(before):
        return True
    return not claim.may_negate and bool(_DENIES.search(claim.quote) or _SHORT_NOT.search(straight(claim.quote)))
