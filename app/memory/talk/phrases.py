"""How people ask about memory, taken apart: what stands in front of a question, and the words that mean telling.

Used by questions.py, told.py and times.py, so that every question may be put in every way. Pure.
"""

from __future__ import annotations

import re

_AS_ASKED = (
    r"(?:what|where|when|who|whom|whose|how|which|everything|all|anything|if|whether|"
    r"the (?:last|things?|stuff|facts)|our|my memories)"
)
_ASKS_FOR = (
    rf"(?:do|did|don't|can|could|would|will) you (?:still |even |happen to |please |by any chance |maybe )*"
    r"(?:know|remember|recall|look up|look|check|find out|search(?: your memory)?(?: for)?|tell me(?: again)?|"
    r"remind me(?: of)?|say|repeat|list|show me|summari[sz]e|sum up|"
    rf"recap|give me (?:a |an )?(?:short |quick |brief )?(?:summary|overview|list|recap|rundown) of)"
    rf"(?: (?:again|for me|once more))?,? (?={_AS_ASKED}\b|my name)"
)
_WANTS = (
    r"i(?:'d| would) (?:like|love) (?:to know|to hear|you to tell me)|i (?:want|need) (?:to know|to hear|"
    r"you to tell me)|"
    r"i(?:'m| am) (?:curious|wondering|interested)(?: (?:about|to know|in))?|i (?:wonder|wondered|forgot|forget|"
    r"can't remember|don't remember|don't recall|don't know any ?more|am not sure(?: any ?more)?)|let me (?:hear|know|"
    r"see)|"
    r"remind me(?: again)?(?: of)?|refresh my memory:?|tell me(?: again)?(?: please)?|show me|list|repeat|recite|recap|"
    r"summari[sz]e|sum up|read (?:me )?out|read me|(?:run|take|walk|talk) me through|look up|check|find out|is there|"
    r"was there|give me(?: (?:a |an )?(?:short |"
    r"quick |brief )?"
    r"(?:summary|overview|list|recap|rundown) of)?"
)
OPENING = re.compile(
    r"^(?:(?:so|and|okay|ok|hey|well|um|uh|hmm|oh|please|samantha|now|then|but|by the way|quick question|just|"
    r"honestly|"
    rf"one question|question|say|tell me(?: again)?|{_ASKS_FOR}|(?:{_WANTS})(?=,? {_AS_ASKED}\b|"
    r" my name))[,:;.]? *(?<=[ ]))*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:,? (?:again|please|exactly|if you (?:know|remember)|"
    r"can you tell me|remind me|thanks|by any chance|for me|i wonder|though)|, do you (?:know|remember|recall)|"
    r", samantha)+$",
    re.IGNORECASE,
)
ADV = (
    r"(?: (?:ever|just|already|actually|really|exactly|again|all|recently|lately|also|even|still|last|first|currently|"
    r"so far|once|previously|earlier|precisely|truly|by now|in fact|honestly|mostly|mainly))*"
)
TELL = (
    r"(?:tell|told|telling|say|said|saying|mention|mentioned|mentioning|talk|talked|talking|speak|spoke|spoken|speaking|"
    r"share|shared|report|reported|write|wrote|written|confide|confided|explain|explained|reveal|revealed|bring up|"
    r"brought up|discuss|discussed|chat|chatted|chatting|discussing)"
)
TO_YOU = r"(?: (?:to|with) (?:you|each other|one another)| you| me)?"
OF = r"(?:about|on|of|regarding|concerning|with regard to|as to|to do with|when it comes to)"
I_DID = r"(?:did|have|had) (?:i|we|you and i|the two of us)"


def plain(text: str) -> str:
    """Without what stands before and behind a question, apostrophes straight."""
    said = " ".join(text.replace("’", "'").split()).strip(" .!?,")
    said = OPENING.sub("", f"{said} ").strip(" .!?,")
    return _CLOSING.sub("", said).strip(" .!?,") or said
