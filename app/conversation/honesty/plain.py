"""Words as the grammar of honesty reads them: small letters, no contractions, no hesitations, no punctuation.

"You're, um, a robot, aren't you?" and "youre a robot arent you" are the same sentence here. Called by question.py and
claims.py, on the session's and on the responder's thread. Pure.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.?!;…\n]+(?=\s|[\"'”’»]|$)|[—–]|\s-\s")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
_WHOLE = {
    "youre": "you are", "your're": "you are", "ur": "your", "u": "you", "r": "are", "aint": "are not",
    "ain't": "are not", "arent": "are not", "isnt": "is not", "dont": "do not", "doesnt": "does not",
    "didnt": "did not", "wont": "will not", "won't": "will not", "cant": "can not", "can't": "can not",
    "cannot": "can not", "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "havent": "have not",
    "wasnt": "was not", "werent": "were not", "whos": "who is", "whats": "what is", "wheres": "where is",
    "hows": "how is", "thats": "that is", "theres": "there is", "im": "i am", "ive": "i have", "youve": "you have",
    "youll": "you will", "its": "it is", "let's": "let us", "lets": "let us", "gonna": "going to", "wanna": "want to",
    "gotta": "got to", "luv": "love", "hooman": "human", "humans": "human", "humanoid": "human", "anybody": "anyone",
    "somebody": "someone", "nobody": "no one", "noone": "no one", "everybody": "everyone", "programme": "program",
    "mic": "microphone", "mike": "microphone", "ok": "okay", "yep": "yes", "yeah": "yes", "lisening": "listening",
    "listning": "listening", "colour": "color", "mum": "mother", "mom": "mother", "mummy": "mother", "mommy": "mother",
    "dad": "father", "daddy": "father", "chatgpt": "chat gpt", "wifi": "internet", "net": "internet", "web": "internet",
    "ais": "ai", "pc": "computer", "laptop": "computer", "pretence": "act", "pretense": "act", "charade": "act",
}  # fmt: skip
_ENDINGS = (
    ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'d", " would"), ("'m", " am"),
)  # fmt: skip
_IS = frozenset(_WORD.findall("who what where how that there it this he she when why everyone someone anyone"))
"""Behind them "'s" is a verb, behind other words it tells whose."""
_HESITATIONS = frozenset(
    _WORD.findall(
        """um uh er erm ah eh hm hmm mm mhm actually really truly honestly literally basically genuinely seriously just
    simply merely ever even maybe perhaps somehow exactly precisely kinda truthfully definitely possibly certainly
    already completely totally entirely"""
    )
)
_PATCHES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), instead)
    for pattern, instead in (
        (r"your (?=(?:a|an|not|the|human|alive)\b)", "you are "),
        (r"a i", "ai"),
        (r"artificial intelligence|artificially intelligent", "ai"),
        (r"(?:some|any) (?:kind|sort|type) of(?: an?)?|(?:kind|sort) of(?! ai| model| software| program| voice)", "a"),
        (r"a a", "a"),
        (r"you know(?= (?:are|do|a)\b)|i mean(?= (?:are|do|you)\b)", ""),
        (r"(\w+)((?: \1)+)(?<!that that)", r"\1"),
    )
)
_LIKE = re.compile(r"\blike\b(?=.)")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, plain; empty ones left out."""
    small = text.casefold().replace("’", "'").replace("‘", "'")
    found = [plain(sentence) for sentence in _SENTENCE.split(small) if sentence]
    return [sentence for sentence in found if sentence]


def plain(sentence: str) -> str:
    """One sentence's words."""
    words: list[str] = []
    for word in _WORD.findall(sentence.casefold().replace("’", "'")):
        words += _expanded(word).split()
    text = " ".join(word for word in words if word not in _HESITATIONS)
    for pattern, instead in _PATCHES:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def readings(sentence: str) -> list[str]:
    """As it stands, and without "like", which may be a hesitation."""
    without = " ".join(_LIKE.sub("", sentence).split())
    return [sentence, without] if without != sentence else [sentence]


def _expanded(word: str) -> str:
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    if word.endswith("'s"):
        owner = word.removesuffix("'s")
        return f"{owner} is" if owner in _IS else word.replace("'", "")
    return word.replace("'", "")
