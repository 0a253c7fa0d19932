"""Where somebody lives, by what they call theirs: "my flat in Antwerp is cold"; "Lidl is where I work".

Called by finder.py, sentence by sentence. Only what one lives in now: not an old flat, a holiday house, one that was,
or one that is let, sold or looked for. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from app.memory.facts import values
from app.memory.facts.building import claim
from app.memory.facts.fact import Claim
from app.memory.facts.sentences import Sentence

_DWELLING = re.compile(
    r"\b(?i:my|our) (?i:(?:little|small|tiny|big|new|nice|lovely|cosy|cozy|own|beautiful|rented|current|top-floor|"
    r"poor|draughty|drafty|cold|one-bedroom|two-bedroom) ){0,2}"
    r"(?i:flat|apartment|house|home|studio|bungalow|houseboat|townhouse|loft|penthouse|place) "
    r"(?i:here )?in (?=[A-ZÀ-Þ])|"
    r"\b(?i:here in) (?=[A-ZÀ-Þ][\w' -]+, where (?:I|we) live\b)|"
    r"\b(?i:my|our) new (?:flat|apartment|house|home|studio|place)(?: is|'s) in (?=[A-ZÀ-Þ])"
)
_ANOTHERS = re.compile(
    r"\b(?:sold|sell|selling|rent(?:ing|ed)? out|let(?:ting)? out|let|leave|left|leaving|looking|view(?:ed|ing)?|used "
    r"to|when i|when we|before|miss|missed|remember|dream|wish|want|once|years? ago|buy(?:ing)?|bought|grew up|"
    r"tenants?|back then|as a child|visit(?:ed|ing)?|holiday|weekends?|summer)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"^(?:(?:Well|And|So|Oh|Yes),? )?(?P<what>[^,.;]{2,40}) is where (?:I|we) (?P<does>live|work)\b")
_WAS = re.compile(r"^,? (?:was|had|were|used to|would|went|got sold|is (?:for sale|let|rented out|being sold|empty))\b")


def proposals(sentence: Sentence, _said_at: datetime) -> Iterator[Claim]:
    """The town, as the user's home; the firm, as the one they work for."""
    where = _WHERE.match(sentence.text)
    if where is not None:
        name, read = ("home", values.place) if where["does"] == "live" else ("employer", values.workplace)
        if read(where["what"])[:1] == [(0, len(where["what"]))]:
            yield claim(sentence, name, where.span(), where.span("what"))
    for match in _DWELLING.finditer(sentence.text):
        found = values.place(sentence.text[match.end() :])
        if not found or _ANOTHERS.search(sentence.text):
            continue
        span = (match.end() + found[0][0], match.end() + found[0][1])
        if not _WAS.match(sentence.text[span[1] :]):
            is_new = " new " in match[0].lower()
            yield claim(
                sentence, "home", (match.start(), span[1]), span, is_presupposed=True, is_change=is_new or None
            )
