"""Our own words in what the microphone heard: the last guard against talking to oneself, after the echo canceller.

Called on the session thread with each transcript that was heard while the voice played, or shortly after. Pure. The
likeness of 0.7, the sliding window without a cap on length, the three words of one's own and the stop words that pass
are known fixes (field-notes.md, "echo loop"); the other numbers were measured on Piper speech, attenuated, in noise,
heard by Whisper base (scripts/bars.d/echo_words.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from app.conversation.backchannel import is_stop
from app.conversation.heard_words import Word, plain_words, words_of

LIKENESS = 0.7
"""From here on two stretches of speech are the same; 1: letter for letter."""
OWN_WORDS = 3
"""So many words that are not ours are the user's."""
OWN_SHARE = 0.2
"""And so much of all that was heard: a few words in the middle of many of ours are ours, misheard."""
LOOK_ALIKES = 3
"""So many turns in a row that repeat our replies are a loop. A person repeats one, seldom two."""

_WORD_LIKENESS = 0.75
_SHORT_WORD = 3
"""Words up to this length must be the same: "the" is not "she"."""
_MISHEARD_WORDS = 4
_MISHEARD_LIKENESS = 0.6
"""Beside words that are ours for certain, less will do."""
_STOP_WORDS = 4
"""The longest order to stop that is looked for among our own words."""


@dataclass(frozen=True)
class _Block:
    """heard[start:end] is as spoken[said_start:said_end]: `same` words are the same, `run` of these in a row."""

    start: int
    end: int
    said_start: int
    said_end: int
    same: int
    run: int

    @property
    def is_ours(self) -> bool:
        """Too many of the same words, too close together, for chance."""
        is_dense = 2 * self.same > self.end - self.start
        return self.run >= OWN_WORDS or (self.run > 1 and self.same > OWN_WORDS and is_dense)


class EchoGuard:
    """`name`: the companion's; "Samantha, stop" is an order to stop too."""

    def __init__(self, name: str = "") -> None:
        self._name = name
        self._look_alikes = 0
        self._look_alikes_before = 0
        """Without the turn that was noted last."""

    @property
    def is_looping(self) -> bool:
        """The last turns were our own replies over again: do not answer; do not listen while speaking."""
        return self._look_alikes >= LOOK_ALIKES

    def note_turn(self, turn_text: str, last_reply_text: str, *, is_again: bool = False) -> None:
        """A turn is about to be answered. `last_reply_text`: our reply before it, '' if there was none. `is_again`: it
        was noted last too, and has gone on since."""
        heard, reply = plain_words(turn_text), plain_words(last_reply_text)
        is_alike = len(heard) >= OWN_WORDS and _likeness_within(heard, reply) >= LIKENESS
        if not is_again:
            self._look_alikes_before = self._look_alikes
        self._look_alikes = self._look_alikes_before + 1 if is_alike else 0

    def without_echo(self, heard_text: str, spoken_text: str) -> str:
        """`heard_text` without our own words: '' if it is all echo, the user's words if there are enough of them.

        spoken_text: what our voice said in the last ten seconds or so, as it is said (`Clause.spoken`).
        """
        heard, spoken = words_of(heard_text), plain_words(spoken_text)
        if not heard or not spoken:
            return heard_text
        own = _own_runs([word.plain for word in heard], spoken)
        if own is None:
            return heard_text
        pieces = [heard_text[heard[run[0]].start : _end(heard_text, heard, run)] for run in own]
        return " ".join(pieces) or self._stop_word(heard_text, heard, spoken)

    def _stop_word(self, text: str, heard: list[Word], spoken: list[str]) -> str:
        """An order to stop at the beginning or the end of what is otherwise ours; "hold it" may be our "fold it"."""
        for length in range(min(_STOP_WORDS, len(heard)), 0, -1):
            for run in (range(length), range(len(heard) - length, len(heard))):
                words = [heard[n].plain for n in run]
                is_ours = all((_nearest(word, spoken) if length > 1 else word) in spoken for word in words)
                if not is_ours and is_stop(" ".join(words), name=self._name):
                    return text[heard[run[0]].start : _end(text, heard, run)]
        return ""


def _own_runs(heard: list[str], spoken: list[str]) -> list[range] | None:
    """Where in `heard` the user speaks; None: everywhere."""
    blocks = [block for block in _joined(_blocks(heard, spoken), heard, spoken) if block.is_ours]
    ours = {n for block in blocks for n in range(block.start, block.end)}
    if blocks:
        ours.update(_misheard_ends(blocks[0], blocks[-1], heard, spoken))
    if not ours and _likeness_within(heard, spoken) >= LIKENESS:
        return []
    least = max(OWN_WORDS, OWN_SHARE * len(heard))
    runs = [run for run in _runs(n for n in range(len(heard)) if n not in ours) if len(run) >= least]
    return runs if ours and (runs or 2 * len(ours) > len(heard)) else None


def _blocks(heard: list[str], spoken: list[str]) -> list[_Block]:
    """Stretches of the same words in the same order."""
    near = [_nearest(word, sorted(set(spoken))) for word in heard]
    matcher = SequenceMatcher(None, near, spoken, autojunk=False)
    found = [match for match in matcher.get_matching_blocks() if match.size]
    return [_Block(m.a, m.a + m.size, m.b, m.b + m.size, m.size, m.size) for m in found]


def _nearest(word: str, spoken: list[str]) -> str:
    """The word of ours that was misheard as `word`; else `word`."""
    if word in spoken or len(word) <= _SHORT_WORD:
        return word
    return next(iter(get_close_matches(word, spoken, 1, _WORD_LIKENESS)), word)


def _joined(blocks: list[_Block], heard: list[str], spoken: list[str]) -> list[_Block]:
    """Neighbours with a misheard word or two between them are one; so is a misheard beginning or end."""
    out: list[_Block] = []
    for block in blocks:
        before = out[-1] if out else None
        least = min(block.run, before.run) if before else 0
        if before and _is_misheard(heard[before.end : block.start], spoken[before.said_end : block.said_start], least):
            same, run = before.same + block.same, max(before.run, block.run)
            out[-1] = _Block(before.start, block.end, before.said_start, block.said_end, same, run)
        else:
            out.append(block)
    return out


def _is_misheard(heard: list[str], spoken: list[str], least: int) -> bool:
    """Whether what was heard between two stretches of ours is what we said between them.

    A word or two are, unless they outweigh the shorter stretch (`least` words, which may be like ours by chance); so
    are some more in the place of as many of ours, and whatever is like what we said.
    """
    if len(heard) < OWN_WORDS and len(heard) <= least and len(spoken) <= len(heard) + OWN_WORDS:
        return True
    if len(heard) <= (_MISHEARD_WORDS if least > 1 else OWN_WORDS - 1) and abs(len(heard) - len(spoken)) <= 1:
        return True
    return _is_like(heard, spoken)


def _misheard_ends(first: _Block, last: _Block, heard: list[str], spoken: list[str]) -> Iterator[int]:
    """The places before and behind what is ours that are like what we said before and behind it."""
    size = first.start
    if _is_like(heard[:size], spoken[max(0, first.said_start - size) : first.said_start]):
        yield from range(size)
    size = len(heard) - last.end
    if _is_like(heard[last.end :], spoken[last.said_end : last.said_end + size]):
        yield from range(last.end, len(heard))


def _is_like(heard: list[str], spoken: list[str]) -> bool:
    """Enough for words beside ours."""
    return SequenceMatcher(None, "".join(heard), "".join(spoken), autojunk=False).ratio() >= _MISHEARD_LIKENESS


def _likeness_within(heard: list[str], spoken: list[str]) -> float:
    """0 .. 1: how like the most similar stretch of `spoken` is, of about the same length, letter by letter.

    What is certainly below LIKENESS is not looked at closely, and counts as 0.
    """
    matcher = SequenceMatcher(None, b="".join(heard), autojunk=False)  # prepares b once, which is most of the work
    best = 0.0
    for size in range(max(1, len(heard) - 1), len(heard) + 2):
        for start in range(max(1, len(spoken) - size + 1)):
            matcher.set_seq1("".join(spoken[start : start + size]))
            if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= LIKENESS:
                best = max(best, matcher.ratio())
    return best


def _runs(places: Iterable[int]) -> list[range]:
    """1, 2, 3, 7 -> 1 .. 3, 7"""
    runs: list[range] = []
    for place in places:
        if runs and runs[-1].stop == place:
            runs[-1] = range(runs[-1].start, place + 1)
        else:
            runs.append(range(place, place + 1))
    return runs


def _end(text: str, heard: list[Word], run: range) -> int:
    """Where the run's last word ends, with the marks behind it."""
    end = heard[run[-1]].end
    while end < len(text) and not text[end].isspace():
        end += 1
    return end
