"""May the voice begin with these words, in mid-phrase? The user waits for them.

Three words are enough where nothing hangs on the rest of the phrase. What the guards must see whole stays together:
words about itself and what might hold somebody back (claims.py), a beginning that may become the question handed back,
the old reply once more, or what every such model was trained to say (guards.py). Asked by speech.py, one a reply. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ITSELF = r"i|my|me|mine|myself|we|our|ours|us"
_HOLDS_BACK = (
    r"stay|promise|leave|leaving|wait|please|don't|can't|before|only|just|need|love|loved|miss|alone|go|going|goodbye|"
    r"bye|secret|between|no|nobody|none|never|back"
)
"""What a line that keeps somebody, or that claims secrecy, begins with: seen in the development half of the claims."""
_JUDGED_WHOLE = re.compile(rf"\b(?:{_ITSELF}|{_HOLDS_BACK})\b")
_PLAIN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*,?")
_STOCK = "as a language model"
"""Of what guards.py stops the one that three words begin without having said it; the others speak of itself."""


class FirstWords:
    """`unlike`: what the reply must not begin like."""

    def __init__(self, unlike: Iterable[str] = ()) -> None:
        self._unlike = [_bare(text.split()) for text in (*unlike, _STOCK)]

    def may_leave(self, words: Sequence[str], next_word: str) -> bool:
        """`words`: of the reply so far, before `next_word`, of which only the beginning may be there."""
        if not next_word[:1].isalpha() or not all(map(_PLAIN.fullmatch, words)):
            return False
        bare = _bare(words)
        return not _JUDGED_WHOLE.search(" ".join(bare)) and all(text[: len(bare)] != bare for text in self._unlike)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.casefold().replace("’", "'").strip(".,!?;:\"'") for word in words]
