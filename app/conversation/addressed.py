"""Who is called by name: "Max, what would you do?", "back to Samantha"; and who is only spoken of: "Max is my brother".

A name is a call where one puts a call: in front of a sentence, behind it, between two commas, alone, or in words that
ask for the change. Names come as the recogniser spells them: "Macs," and "Sam Antha," count where what follows is said
to somebody. Called on the session thread, also for words that may still grow. Pure. The sets it was made and measured
with: tests/fixtures/addressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.conversation.called import ASKED, CALLS, LEAD, NAME, RELATIVES
from app.conversation.heard_words import Word, is_made_of, plain_words, words_of
from app.conversation.wake import LIKENESS, closeness, sound_of

SHORT_LETTERS = 4
SHORT_SOUND = 0.8
"""Of so short a name one wrong letter is a third: it goes by its sound, "Marks" for "Max"."""
_MOST_MORE_WORDS = 1
"""A name may be heard as so many words more."""
_MOST_MORE_LETTERS = 2
_MOST_LEAD = 4
"""Farther inside a sentence nothing is taken for a name that is none."""

_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_TO_YOU = frozenset(plain_words("you your youd youre youve youll yours yourself"))
_HESITATIONS = frozenset(plain_words("um uh er is was called named name"))
"""In front of a name they say what it is: "his name is, um, Max"."""
_BEFORE_A_LAST_NAME = frozenset(
    plain_words("do think mean now then today tonight again there thanks please you yourself")
)
"""Behind other words a name without a comma belongs to the sentence: "do you know Max?"."""
_WHOSE = frozenset(plain_words("my your his her our their the a an another"))
_ASIDE = _WHOSE | frozenset(plain_words("on at in of like unlike as with"))
_RELATIVE = frozenset(plain_words("who whose whom which that"))
_LIST = re.compile(r"[\s,]*[A-Z][\w'’]+(?:,? [A-Z][\w'’]+)*,? (?:and|or)\b")
"""More names: "Max, Anna and I"."""
_ASKS_WHO = re.compile(r"\b(?:who|whose|whom|name|named|called)\b[^.!?]*\?", re.IGNORECASE)


class Addresses:
    """`names`: companion -> what it is called."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {companion: _Name(name) for companion, name in names.items() if plain_words(name)}

    def called(self, text: str, *, asked: str = "") -> str | None:
        """The companion that `text` calls, the last of several; None: nobody. `asked`: what was said to the user
        before; a name alone may be the answer to it."""
        for sentence in reversed(_SENTENCES.split(text)):
            found = [said for said in self._said(sentence) if said.is_call(asked)]
            if found:
                return max(found, key=lambda said: (said.is_exact, said.start)).companion
        return None

    def _said(self, sentence: str) -> Iterator[_Said]:
        """Every place where a name may stand."""
        words = words_of(sentence)
        for companion, name in self._names.items():
            for start in range(len(words)):
                for end in range(start + 1, min(start + name.most_words, len(words)) + 1):
                    letters = "".join(word.plain for word in words[start:end])
                    is_at_edge = start <= _MOST_LEAD or end == len(words)
                    if letters == name.letters or (is_at_edge and name.sounds_like(letters)):
                        yield _Said(companion, sentence, words, start, end, letters == name.letters)


class _Name:
    def __init__(self, name: str) -> None:
        words = plain_words(name)
        self.letters = "".join(words)
        self.most_words = len(words) + _MOST_MORE_WORDS
        self._letters = set(self.letters)
        self._sound = sound_of(self.letters)

    def sounds_like(self, letters: str) -> bool:
        is_far = abs(len(letters) - len(self.letters)) > _MOST_MORE_LETTERS
        if is_far or len(self._letters & set(letters)) < len(self._letters) / 2:
            return False  # most words, and cheap to see
        by_sound = closeness(sound_of(letters), self._sound)
        if len(self.letters) <= SHORT_LETTERS:
            return by_sound >= SHORT_SOUND
        return (closeness(letters, self.letters) + by_sound) / 2 >= LIKENESS


@dataclass(frozen=True)
class _Said:
    """A name, or what sounds like it, in one sentence: words[start:end]."""

    companion: str
    sentence: str
    words: list[Word]
    start: int
    end: int
    is_exact: bool

    def is_call(self, asked: str) -> bool:
        if not self.is_exact:
            return self._is_in_front_of_words_to_you or self._is_behind_words_to_you
        if is_made_of([*self._before, NAME, *self._behind], CALLS, LEAD):
            return len(self.words) > self.end - self.start or not _ASKS_WHO.search(asked)
        return self._is_in_front or self._is_behind or self._is_between

    # ---- places ----------------------------------------------------------------------------------------------------

    @property
    def _is_in_front(self) -> bool:
        """ "Max, …", "Okay Max, …", "Max what do you …"."""
        if not self._is_lead or not self._behind:
            return False
        if self._has_comma_behind:
            return not self._is_spoken_of
        return self._asks and self._behind[0] not in ("and", "or")

    @property
    def _is_behind(self) -> bool:
        """ "…, Max.", "What would you do Max?"."""
        if self._behind or not self._before:
            return False
        if self._has_comma_before:
            return not (self._is_somebodys or self._is_in_list or self._before[-1] in _HESITATIONS)
        return self._before[-1] in _BEFORE_A_LAST_NAME and self._is_to_you(self._before)

    @property
    def _is_between(self) -> bool:
        """ "And you, Max, what …"."""
        is_cut_off = self._has_comma_before and self._has_comma_behind and bool(self._behind)
        if not is_cut_off or self._is_somebodys or self._is_in_list:
            return False
        return self._is_to_you(self._before) or self._asks

    @property
    def _is_in_front_of_words_to_you(self) -> bool:
        """What sounds like a name needs more to be one: "Marks, what would you do?"."""
        is_plain = self._is_lead and self._has_comma_behind and not self._is_spoken_of
        return is_plain and (self._asks or self._is_to_you(self._behind))

    @property
    def _is_behind_words_to_you(self) -> bool:
        is_plain = not self._behind and self._has_comma_before and not self._is_somebodys
        return is_plain and self.sentence.rstrip().endswith("?") and self._is_to_you(self._before)

    # ---- what stands around it -------------------------------------------------------------------------------------

    @property
    def _before(self) -> list[str]:
        return [word.plain for word in self.words[: self.start]]

    @property
    def _behind(self) -> list[str]:
        return [word.plain for word in self.words[self.end :]]

    @property
    def _is_lead(self) -> bool:
        return not self.start or is_made_of([NAME, *self._before], ((NAME,),), LEAD)

    @property
    def _has_comma_before(self) -> bool:
        return self.start > 0 and "," in self.sentence[self.words[self.start - 1].end : self.words[self.start].start]

    @property
    def _has_comma_behind(self) -> bool:
        return self.sentence[self.words[self.end - 1].end :].lstrip()[:1] in tuple(",;:-–—")

    @property
    def _asks(self) -> bool:
        """What follows is said to somebody."""
        return ASKED.match(" ".join(self._behind)) is not None

    @property
    def _is_spoken_of(self) -> bool:
        """ "Max, my brother, is ill", "Max, who …", "Max, Anna and I"."""
        rest = self.sentence[self.words[self.end - 1].end :].lstrip(" ,;:-–—")
        is_question = self.sentence.rstrip().endswith("?")
        if _LIST.match(rest) or (self._behind[0] in _RELATIVE and not is_question):
            return True
        aside, comma, more = rest.partition(",")
        is_aside = bool(comma) and self._behind[0] in _ASIDE and len(aside.split()) <= 5
        return is_aside and not (self._is_to_you(plain_words(more)) or ASKED.match(" ".join(plain_words(more))))

    @property
    def _is_somebodys(self) -> bool:
        """ "my brother, Max"."""
        last = self._before[-4:]
        return bool(last) and last[-1] in RELATIVES and not _WHOSE.isdisjoint(last)

    @property
    def _is_in_list(self) -> bool:
        """The word before it is a name too, and stands alone."""
        lead, comma, _ = self.sentence[: self.words[self.start].start].rstrip(" ,").rpartition(",")
        before = self.words[self.start - 1]
        is_alone = before.start - len(lead + comma) <= 1
        is_name = self.sentence[before.start].isupper() and (before.plain,) not in LEAD
        return is_alone and is_name and len(before.plain) > 1

    @staticmethod
    def _is_to_you(words: list[str]) -> bool:
        return not _TO_YOU.isdisjoint(words) or ASKED.match(" ".join(words)) is not None
