"""A reply is cut into clauses while it is being written: the first one early, so that the voice can begin.

Called by the responder, on its thread, one cutter a reply. Pure: text in, clauses out. However the text is cut into
pieces, the clauses are the same; joined by single spaces their displays are the reply. It keeps account of how much
sound is in hand, as the pace has it: the clauses grow with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.clause import Clause
from app.conversation import breaks
from app.conversation.breaks import Limits
from app.conversation.first_words import FirstWords
from app.conversation.lead_in import LeadIns
from app.conversation.markup import BREAK
from app.conversation.one_breath import OneBreath
from app.conversation.pacing import Pace
from app.conversation.sanitizer import MARKS, Sanitizer

_MARKS = re.compile(r"[.,!?;:]+")
_LOOSE = re.compile(r"[\"'.,!?;:*)—–-]+")
"""Nothing to begin a clause with."""
_SOUNDS = {mark: sound for sound, mark in MARKS.items()}
_LABELS = {"assistant", "ai", "bot", "companion", "answer", "response"}


class ClauseCutter:
    """`speaker`: the companion's name, which a small model likes to write in front of its reply. `pace`: how fast this
    machine writes and speaks. `by_token`: each piece is a token of a model, so what looks like a joint at its end is
    one: hardly any word goes on in the next token. The user need not wait for that token. `has_sounds`: a laugh or a
    sigh between two sentences is kept, as the sound of the clause behind it. `first_words`: says what the voice may
    begin with in mid-phrase; None: it does not."""

    def __init__(
        self,
        speaker: str = "",
        pace: Pace | None = None,
        *,
        by_token: bool = False,
        has_sounds: bool = False,
        first_words: FirstWords | None = None,
    ) -> None:
        self._labels = _LABELS | {speaker.lower()}
        self._sanitizer = Sanitizer(marks_sounds=has_sounds)
        self._sound = ""
        """What is heard before the next clause."""
        self._may_sound = True
        """Once a reply, and that is much."""
        self._lead_ins = LeadIns(speaker)
        self._unfinished = ""
        self._words: list[str] = []
        self._pace = pace or Pace()
        self._by_token = by_token
        self._limits: Limits | None = Limits.first(self._pace.first_chars)
        self._in_hand_s = 0.0
        self._is_first = True
        self._first_words = None if self._pace.is_slow else first_words
        self._one_breath = OneBreath()

    def feed(self, text_piece: str) -> list[Clause]:
        """The clauses that are complete by now."""
        clauses = self._read(self._lead_ins.feed(self._sanitizer.feed(text_piece)))
        if self._by_token and self._is_first and self._words and self._may_be_joint(self._unfinished):
            word = self._unfinished
            clauses += self._cut(len(self._words), word) if self._can_end_before(word) else []
        return clauses

    def _may_be_joint(self, beginning: str) -> bool:
        """Of a word."""
        return breaks.is_joint(beginning) or (self._first_words is not None and beginning != "")

    def finish(self) -> list[Clause]:
        """The rest. The cutter is spent then."""
        rest = self._lead_ins.feed(self._sanitizer.finish()) + self._lead_ins.finish()
        return self._read(rest) + list(self._cut(len(self._words)))

    def _read(self, clean: str) -> list[Clause]:
        """Letter by letter while somebody waits for the first clause: it leaves with its comma."""
        parts = clean if self._is_first else [clean]
        return [clause for part in parts for clause in self._read_part(part)]

    def _read_part(self, clean: str) -> list[Clause]:
        *tokens, self._unfinished = re.split(rf"( |{BREAK})", self._unfinished + clean)
        clauses: list[Clause] = []
        for token in tokens:
            if token == BREAK:
                clauses += self._end_block()
            elif token in _SOUNDS:
                clauses += self._hear(_SOUNDS[token])
            elif token.strip():
                clauses += self._add(token)
        if self._is_first and self._ends_with(self._unfinished):
            clauses += self._add(self._unfinished)
            self._unfinished = ""
        return clauses

    def _hear(self, sound: str) -> list[Clause]:
        """Within a sentence, and before the first one, it is left out: nobody waits for it."""
        if not self._may_sound or (self._words and breaks.ends_sentence(self._words) == "no"):
            return []
        clauses = list(self._cut(len(self._words)))
        if not self._is_first:
            self._sound, self._may_sound = sound, False
        return clauses

    def _ends_with(self, unfinished: str) -> bool:
        """Is this the last word of a first clause, before the blank behind it came? A comma after letters is clear,
        unless a quotation is open."""
        if not re.search(r"[^\W\d_]{2}[,;]$", unfinished) or (self._words and self._can_end_before(unfinished)):
            return False
        text = " ".join([*self._words, unfinished])
        is_enough = len(self._words) + 1 >= breaks.FIRST_WORDS and len(text) >= self._pace.first_chars
        return is_enough and '"' not in text

    def _add(self, word: str) -> Iterator[Clause]:
        if self._words and _MARKS.fullmatch(word):
            self._attach(word)
        elif self._words or not (_LOOSE.fullmatch(word) or self._is_label(word)):
            if self._words and self._can_end_before(word):
                yield from self._cut(len(self._words), word)
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
        return self._is_first and word.endswith(":") and word[:-1].lower() in self._labels

    @property
    def _length_chars(self) -> int:
        return len(" ".join(self._words))

    def _must_end_here(self) -> bool:
        """Whatever comes next, the clause ends with its last word."""
        if breaks.ends_sentence(self._words) == "yes":
            return self._is_enough
        return self._may_pause and breaks.pauses(self._words[-1]) == "yes"

    def _can_end_before(self, word: str) -> bool:
        """Now that the next word is known."""
        last = self._words[-1]
        if breaks.ends_sentence(self._words) == "ask" and breaks.starts_sentence(word, last):
            return self._is_enough
        if self._limits is None or not self._is_enough:
            return False
        if self._is_first and len(self._words) >= (self._pace.first_words or breaks.LONGEST_CHARS):
            return True
        if self._is_first and self._first_words is not None and self._first_words.may_leave(self._words, word):
            return True
        if breaks.pauses(last) == "ask" and not word[0].isdigit():
            return self._may_pause
        return breaks.can_cut_before(word, last, self._length_chars, self._limits)

    @property
    def _may_pause(self) -> bool:
        return self._limits is not None and self._is_enough and self._length_chars >= self._limits.pause_chars

    @property
    def _is_enough(self) -> bool:
        """The very first sentence may be so short that its sound would not bridge the making of the next."""
        if not self._is_first:
            return True
        return len(self._words) >= breaks.FIRST_WORDS and self._length_chars >= self._pace.first_chars

    def _end_block(self) -> Iterator[Clause]:
        """A heading, list item or paragraph is a sentence, with or without its full stop."""
        if self._words and re.search(r"\w[\"')\]]*$", self._words[-1]):
            self._words[-1] += "."
        yield from self._cut(len(self._words))

    def _cut(self, count: int, next_word: str = "") -> Iterator[Clause]:
        """The first `count` words are a clause. Without a letter or figure among them they are nothing. `next_word`:
        behind all of them, as far as it is written."""
        display = " ".join(self._words[:count])
        del self._words[:count]
        if re.search(r"[^\W_]", display):
            clause = self._one_breath.clause(display, self._sound, self._words[0] if self._words else next_word)
            self._account(len(display), goes_on=bool(clause.between[1]))
            yield clause
            self._sound = ""

    def _account(self, chars: int, *, goes_on: bool) -> None:
        """The next clause is made while what is in hand sounds."""
        waited_s = 0.0 if self._is_first else self._pace.making_s(chars)
        self._in_hand_s = max(0.0, self._in_hand_s - waited_s) + self._pace.sound_s(chars, goes_on=goes_on)
        self._limits = Limits.within(self._pace.reach_chars(self._in_hand_s))
        self._is_first = False
