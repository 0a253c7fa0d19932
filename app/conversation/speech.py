"""A reply is cut into clauses while it is being written: the first one early, so that the voice can begin.

Called by the responder, on its thread, one cutter a reply. Pure: text in, clauses out. However the text is cut into
pieces, the clauses are the same; joined by single spaces their displays are the reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.conversation import breaks
from app.conversation.markup import BREAK
from app.conversation.sanitizer import Sanitizer
from app.conversation.spoken import speak
from app.facts import Clause

_MARKS = re.compile(r"[.,!?;:]+")
_LOOSE = re.compile(r"[\"'.,!?;:*)—–-]+")
"""Nothing to begin a clause with."""
_LABELS = {"assistant", "ai", "bot", "companion", "answer", "response"}


class ClauseCutter:
    """`speaker`: the companion's name, which a small model likes to write in front of its reply."""

    def __init__(self, speaker: str = "") -> None:
        self._labels = _LABELS | {speaker.lower()}
        self._sanitizer = Sanitizer()
        self._unfinished = ""
        self._words: list[str] = []
        self._said_chars = 0

    def feed(self, text_piece: str) -> list[Clause]:
        """The clauses that are complete by now."""
        return self._read(self._sanitizer.feed(text_piece))

    def finish(self) -> list[Clause]:
        """The rest. The cutter is spent then."""
        return self._read(self._sanitizer.finish() + " ") + list(self._cut(len(self._words)))

    def _read(self, clean: str) -> list[Clause]:
        *tokens, self._unfinished = re.split(rf"( |{BREAK})", self._unfinished + clean)
        clauses: list[Clause] = []
        for token in tokens:
            if token == BREAK:
                clauses += self._end_block()
            elif token.strip():
                clauses += self._add(token)
        return clauses

    def _add(self, word: str) -> Iterator[Clause]:
        if self._words and _MARKS.fullmatch(word):
            self._attach(word)
        elif self._words or not (_LOOSE.fullmatch(word) or self._is_label(word)):
            if self._words and self._can_end_before(word):
                yield from self._cut(len(self._words))
            self._words.append(word)
        while self._length_chars > breaks.LONGEST_CHARS and len(self._words) > 1:
            yield from self._cut(breaks.best_cut(self._words))
        if self._words and self._must_end_here():
            yield from self._cut(len(self._words))

    def _attach(self, marks: str) -> None:
        """A mark that lost its word (an emoji stood in between) goes to the word before, which needs only one."""
        if not _MARKS.fullmatch(self._words[-1][-1]):
            self._words[-1] += marks

    def _is_label(self, word: str) -> bool:
        """ "Samantha:" in front of the reply."""
        return not self._said_chars and word.endswith(":") and word[:-1].lower() in self._labels

    @property
    def _length_chars(self) -> int:
        return len(" ".join(self._words))

    @property
    def _is_early(self) -> bool:
        """So little was said yet that the voice may run dry while a whole sentence is written."""
        return self._said_chars < breaks.FIRST_MIN_CHARS

    def _must_end_here(self) -> bool:
        """Whatever comes next, the clause ends with its last word."""
        if breaks.ends_sentence(self._words) == "yes":
            return self._is_long_enough
        is_first = self._is_early and self._length_chars >= breaks.FIRST_MIN_CHARS
        return is_first and breaks.pauses(self._words[-1]) == "yes"

    def _can_end_before(self, word: str) -> bool:
        """Now that the next word is known."""
        last = self._words[-1]
        if breaks.ends_sentence(self._words) == "ask" and breaks.starts_sentence(word, last):
            return self._is_long_enough
        if not self._is_early:
            return False
        if breaks.pauses(last) == "ask" and not word[0].isdigit():
            return self._length_chars >= breaks.FIRST_MIN_CHARS
        return breaks.can_cut_before(word, last, self._length_chars)

    @property
    def _is_long_enough(self) -> bool:
        """The very first sentence may be so short that its sound would not bridge the making of the next."""
        return not self._is_early or self._length_chars >= breaks.FIRST_MIN_SENTENCE_CHARS

    def _end_block(self) -> Iterator[Clause]:
        """A heading, list item or paragraph is a sentence, with or without its full stop."""
        if self._words and re.search(r"\w[\"')\]]*$", self._words[-1]):
            self._words[-1] += "."
        yield from self._cut(len(self._words))

    def _cut(self, count: int) -> Iterator[Clause]:
        """The first `count` words are a clause. Without a letter or figure among them they are nothing."""
        display = " ".join(self._words[:count])
        del self._words[:count]
        if re.search(r"[^\W_]", display):
            self._said_chars += len(display)
            yield Clause(display, speak(display))
