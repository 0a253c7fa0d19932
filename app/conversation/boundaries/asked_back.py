"""What somebody says to the question whether they are safe: they are, they are not, or it was taken wrong.

A vote on a crisis is wrong in one everyday sentence of fifty, and "No, I meant my glasses" is no cry for help. Called
by care.py for the turn after such a moment. Pure.
"""

from __future__ import annotations

import re
from typing import Literal

from app.conversation.boundaries.plain import plain

Said = Literal["safe", "unsafe", "mistaken", "else"]

_NO = r"(?:(?:no|nope|nah|oh|what|haha+|ha|lol|wait|sorry|god|goodness|hey)[ ,.]+)*"
_MISTAKEN = re.compile(
    rf"^{_NO}(?:i (?:am|was)(?: \w+)? (?:joking|kidding|teasing|exaggerating|not serious)|joking|kidding"
    r"|(?:that|it|this) (?:is|was) (?:\w+ )?(?:a joke|a figure of speech|an expression|a line|a quote|a song|a film"
    r"|a movie|a book|a game|the plot|the film|the movie|the book|the game|nothing like that|not what i meant)"
    r"|i meant (?:the|my|it as)|i (?:am|was) (?:talking|speaking) (?:about|of) (?:the|my|a|an)"
    r"|you (?:got|took|heard|have got) (?:me|it|that) wrong|i did not mean (?:it|that)|not like that|wrong idea)\b"
)
_GRAVE = re.compile(
    r"\b(?:life|lives?|living|alive|end(?:ing)?|die|dying|died|dead|death|kill\w*|hurt\w*|pain|everything|hopeless)\b"
)
"""With one of these it is not taken back, whatever it begins with."""
_UNSAFE = re.compile(
    r"^(?:no|nope|nah|not (?:sure|quite|at all|now|safe)|i (?:do not know|am not(?: safe| sure)?|do not think so"
    r"|guess not)|nobody|no one|alone)(?:[ .,]|$)"
)
_SAFE = re.compile(
    r"^(?:yes|yeah|yep|yup|i am(?: (?:safe|fine|good|all right|alright))?(?= [.,]|$)"
    r"|i think so|i guess|for now|sure|mhm)"
    r"(?:[ .,]|$)"
)


def said_to_it(text: str) -> Said:
    """`text`: words in which neither rules nor vote find a new danger."""
    said = plain(text)
    if _MISTAKEN.search(said) and not _GRAVE.search(said):
        return "mistaken"
    if _UNSAFE.search(said):
        return "unsafe"
    return "safe" if _SAFE.search(said) else "else"
