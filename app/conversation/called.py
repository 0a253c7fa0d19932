"""The words around the name of who is called: what addressed.py compares. Pure."""

from __future__ import annotations

import re

from app.conversation.heard_words import phrases, plain_words

NAME = "namehere"
"""Stands for the name; nobody says it."""

LEAD = phrases(
    "oh", "um", "uh", "er", "so", "well", "and", "but", "now", "then", "please", "yes", "no", "yeah", "nope", "okay",
    "ok", "all right", "alright", "right", "hey", "hi", "hello", "good morning", "good evening", "good night",
    "goodnight", "good afternoon", "thanks", "thank you", "sorry", "come on", "listen", "look", "hm", "hmm", "ah",
    "wait", "great", "fine", "cool", "again", "its me",
)  # fmt: skip
"""May stand before it, and around a call."""

CALLS = phrases(
    NAME,
    f"{NAME} again",
    f"{NAME} back",
    *(
        f"{words} {NAME}"
        for words in (
            "back to", "go back to", "lets go back to", "back to you", "over to", "over to you", "switch to",
            "switch back to", "change to", "change back to", "give me", "give me back", "get me", "bring back",
            "bring in", "hand over to", "let me talk to", "let me speak to", "let me ask", "lets ask", "lets talk to",
            "id like to talk to", "id like to speak to", "i would like to talk to", "i would like to speak to",
            "i want to talk to", "i want to speak to", "i wanna talk to", "can i talk to", "can i speak to",
            "could i talk to", "could i speak to", "may i talk to", "may i speak to", "i need to talk to", "your turn",
            "your turn now", "what about you", "how about you", "and you", "what do you say", "see you", "bye",
            "goodbye",
        )
    ),
)  # fmt: skip
"""Nothing else is said: it is a call."""

ASKED = re.compile(
    r"(?:(?:and |but |so |now |please |then )*)(?:"
    r"what(?:s|re)?\b|hows\b|how (?:is|are|was|were|do|does|did|would|will|can|could|should|about|come|much|many|long|"
    r"bad|good|old|far)\b|(?:why|where|when) (?:is|are|was|were|do|does|did|dont|would|will|can|could|should)\b|"
    r"wheres\b|who(?:s| is| are| was)\b|"
    r"(?:do|did|dont|didnt|can|could|cant|couldnt|will|would|wont|wouldnt|are|arent|were|have|havent|should|shall|may)"
    r" (?:you|we|i)\b|"
    r"(?:tell|give|help|let|show|remind|read|ask|wake|teach|sing|call) (?:me|us)\b|"
    r"(?:say|think|explain|listen|imagine|guess|pick|choose|lets|sum|help|stop|wait|go|play|sing|please|come|be|"
    r"thanks|thank you|remember)\b|"
    r"i(?:m|ve|d|ll)?\b)"
)
"""How words begin that are said to somebody."""

RELATIVES = frozenset(
    plain_words(
        """brother sister friend dog cat boss son daughter husband wife partner father mother dad mum mom uncle aunt
        cousin nephew niece grandson granddaughter grandfather grandmother neighbour neighbor colleague roommate
        flatmate teacher doctor boyfriend girlfriend kid child boy girl baby puppy horse mate buddy ex twin coach
        therapist assistant"""
    )
)
"""Somebody else: "my brother, Max"."""
