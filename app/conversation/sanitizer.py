"""A model's running text becomes clean text, while it is being written.

Used by speech.py, on the responder's thread. Pure. However the text is cut into pieces, what comes out is the same:
nothing is decided before it can no longer change.
"""

from __future__ import annotations

import re
import unicodedata

from app.conversation.directions import sound_of
from app.conversation.markup import BREAK, INLINE, LINE_START, Markup

MARKS = {"laugh": "\ue000", "sigh": "\ue001"}
"""What stands in the clean text for a sound; what a model writes never holds them."""
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "…": "..."})
_DECORATION = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
"""Variation selectors, the key cap, skin tones: they come right after the emoji they change."""
_COMPATIBLE = re.compile("[\uff01-\uff5e\ufb00-\ufb06\U0001d400-\U0001d7ff]")
"""Full-width, ligature and mathematical letters."""
_KEPT_SYMBOLS = "°©®™℃℉→⇒−"


def _by_opening(rules: tuple[Markup, ...]) -> dict[str, tuple[Markup, ...]]:
    openings = {char for markup in rules for char in markup.opens}
    return {char: tuple(markup for markup in rules if char in markup.opens) for char in openings}


_AT_LINE_START = _by_opening(LINE_START)
_ANYWHERE = _by_opening(INLINE)


class Sanitizer:
    """One reply's text: no markdown, code, tags, emoji or stage directions; line ends only where a block ends.
    `marks_sounds`: a stage direction that could be heard leaves its mark (SOUNDS) behind the first word."""

    def __init__(self, *, marks_sounds: bool = False) -> None:
        self._marks_sounds = marks_sounds
        self._has_begun = False
        self._text = "\n"
        """The last character that was decided, then all that is not."""
        self._skips_to = ""
        self._is_in_item = False

    def feed(self, piece: str) -> str:
        """The clean text that is certain by now; '' when nothing new is."""
        self._text += piece.replace("\r", "")
        return self._drain(is_last=False)

    def finish(self) -> str:
        """What is left when no more text will come."""
        self._text += "\n"
        return self._drain(is_last=True)

    def _drain(self, *, is_last: bool) -> str:
        clean: list[str] = []
        while len(self._text) > 1:
            said = self._skip() if self._skips_to else self._step(is_last)
            if said is None:
                break
            clean.append(said)
        return "".join(clean)

    def _skip(self) -> str | None:
        """Inside code, or inside the model's own thoughts: drop, up to the closing mark."""
        found = self._text.find(self._skips_to, 1)
        if found < 0:
            self._text = self._text[0] + self._text[1:][-len(self._skips_to) + 1 :]
            return None
        self._text = self._text[found + len(self._skips_to) - 1 :]
        self._skips_to = ""
        return BREAK

    def _step(self, is_last: bool) -> str | None:
        """Decide the next character or markup. None: it takes more text to decide."""
        rules: tuple[Markup, ...] = _ANYWHERE.get(self._text[1], ())
        if self._text[0] == "\n":
            rules = _AT_LINE_START.get(self._text[1], ()) + rules
        for markup in rules:
            match = markup.shape.match(self._text, 1)
            if match:
                return self._take(markup, match)
            if not is_last and markup.partial.fullmatch(self._text, 1):
                return None
        return self._plain()

    def _take(self, markup: Markup, match: re.Match[str]) -> str:
        self._is_in_item = self._is_in_item or markup.opens_item
        self._skips_to = markup.skips_to
        rest = self._text[match.end() :]
        self._text = ("\n" if markup.keeps_line_start else match[0][-1]) + rest
        becomes = markup.becomes(match)
        if becomes == " " and self._marks_sounds and self._has_begun and (sound := sound_of(match[0])):
            return f" {MARKS[sound]} "
        return "".join(char if char == BREAK else _clean(char) for char in becomes)

    def _plain(self) -> str:
        char = self._text[1]
        self._text = self._text[1:]
        self._has_begun = self._has_begun or char.isalnum()
        if char == "\n":
            was_in_item, self._is_in_item = self._is_in_item, False
            return BREAK if was_in_item else " "
        return _clean(char)


def _clean(char: str) -> str:
    """One character that is no markup. Emoji become a space, invisible ones nothing, odd forms their plain ones."""
    if char < "\x7f":
        return char if char >= " " else " "
    kind = unicodedata.category(char)
    if kind in {"Zs", "Zl", "Zp"} or (kind in {"So", "Cn", "Co"} and char not in _KEPT_SYMBOLS):
        return " "
    if kind in {"Cc", "Cf", "Cs"} or _DECORATION.match(char):
        return ""
    if _COMPATIBLE.match(char):
        return unicodedata.normalize("NFKC", char)
    return char.translate(_QUOTES)
