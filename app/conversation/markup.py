"""What a model's markup looks like and what becomes of it. The rules that `sanitizer.py` applies to a running text.

Pure. Each rule knows three things: where it may begin, what it looks like when complete, and what it may look like
while the rest of it has not arrived. `shape` must need a character that can only follow the end of the match, so that
a longer text never changes a match that was already made.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from app.conversation import directions

BREAK = "\n"
"""In clean text: a block (paragraph, heading, list item) ends here. It holds no other line ends."""

_PART = 80
"""The longest piece (in characters) of emphasis or stage direction that is waited for."""


@dataclass(frozen=True)
class Markup:
    """One kind of markup."""

    opens: str
    """Characters it may begin with."""
    shape: re.Pattern[str]
    """Complete."""
    partial: re.Pattern[str]
    """The whole of what is there so far may still become `shape`."""
    becomes: Callable[[re.Match[str]], str]
    """The text in its place."""
    opens_item: bool = False
    """The line is a heading or list item: it ends in BREAK."""
    keeps_line_start: bool = False
    """Another line-start rule may follow."""
    skips_to: str = ""
    """Drop everything up to and with this."""


def _markup(
    opens: str,
    shape: str,
    partial: str,
    becomes: str | Callable[[re.Match[str]], str] = "",
    *,
    opens_item: bool = False,
    keeps_line_start: bool = False,
    skips_to: str = "",
) -> Markup:
    act = (lambda _: becomes) if isinstance(becomes, str) else becomes
    return Markup(opens, re.compile(shape), re.compile(partial), act, opens_item, keeps_line_start, skips_to)


def _unmarked(text: str) -> str:
    return re.sub(r"[*_`~]+", "", text)


def _emphasis(match: re.Match[str]) -> str:
    return " " if directions.is_acting(match[1]) else _unmarked(match[1])


def _bracket(match: re.Match[str]) -> str:
    text = match["text"]
    if match["image"]:
        return " "
    if match["target"] is None and (directions.is_direction(text) or re.fullmatch(r"\^?\d+|/?INST|[ xX]?", text)):
        return " "
    return _unmarked(text)


def _row(match: re.Match[str]) -> str:
    """| a | b | -> a, b. The line under a table's head says nothing."""
    cells = [_unmarked(cell).strip() for cell in match[1].strip().strip("|").split("|")]
    said = ", ".join(cell for cell in cells if re.search(r"\w", cell))
    return BREAK + said + BREAK


_INDENT = r"(?<=\n)[ \t]*"
_BULLETS = "-*+•‣◦▪–"

LINE_START = (
    _markup("\n \t", _INDENT + r"\n", r"[ \t]*", BREAK, keeps_line_start=True),
    _markup("-*_= \t", _INDENT + r"(?:[-*_=][ \t]*){3,}\n", r"[ \t]*(?:[-*_=][ \t]*)*", BREAK, keeps_line_start=True),
    _markup("# \t", _INDENT + r"#{1,6}[ \t]+(?=\S)", r"[ \t]*(?:#{1,6}[ \t]*)?", BREAK, opens_item=True),
    _markup("> \t", _INDENT + r">[ \t]*(?=[^ \t])", r"[ \t]*(?:>[ \t]*)?", keeps_line_start=True),
    _markup(
        _BULLETS + " \t",
        _INDENT + rf"[{_BULLETS}][ \t]+(?=\S)",
        rf"[ \t]*(?:[{_BULLETS}][ \t]*)?",
        BREAK,
        opens_item=True,
    ),
    _markup(
        "0123456789 \t",
        _INDENT + r"(\d{1,3})[.)][ \t]+(?=\S)",
        r"[ \t]*(?:\d{1,3}(?:[.)][ \t]*)?)?",
        lambda match: f"{BREAK}{match[1]}. ",
        opens_item=True,
    ),
    _markup("| \t", _INDENT + r"\|([^\n]*)\n", r"[ \t]*(?:\|[^\n]*)?", _row, keeps_line_start=True),
    _markup(" \t", r"(?<=\n)[ \t]+(?=\S)", r"[ \t]+", keeps_line_start=True),
)
"""Tried only where a line begins."""

INLINE = (
    _markup("`", r"```", r"`{1,2}", BREAK, skips_to="```"),
    _markup("`", r"`", r"(?!)"),
    _markup("<", r"<think>", r"<(?:t(?:h(?:i(?:nk?)?)?)?)?", skips_to="</think>"),
    _markup("<", r"<\|[^|>\n]{0,40}\|?>", r"<(?:\|[^|>\n]{0,40}\|?)?", " "),
    _markup("<", r"</?(?:br|p|li|div)[^<>\n]{0,80}>", r"</?(?:[a-z][^<>\n]{0,80})?", " "),
    _markup("<", r"</?[A-Za-z][^<>\n]{0,80}>", r"</?(?:[A-Za-z][^<>\n]{0,80})?"),
    _markup("<", r"<3(?=[\s.,!?])", r"<3?"),
    _markup(
        "*",
        rf"(?<![^\W_])\*(?![*\s])([^*\n]{{1,{_PART}}})(?<!\s)\*(?=[^*])",
        rf"(?<![^\W_])\*(?:[^*\s\n][^*\n]{{0,{_PART - 1}}}\*?)?",
        _emphasis,
    ),
    _markup("*", r"(?<=\s)\*(?=\s)", r"\*", "*"),
    _markup("*", r"(?<=\d)\*(?=\d)", r"\*", " * "),
    _markup("*", r"\*+(?=[^*])", r"\*+"),
    _markup(
        "_",
        rf"(?<![^\W_])_(?![_\s])([^_\n]{{1,{_PART}}})(?<!\s)_(?=[\W])",
        rf"(?<![^\W_])_(?:[^_\s\n][^_\n]{{0,{_PART - 1}}}_?)?",
        _emphasis,
    ),
    _markup("_", r"(?<=[^\W_])_+(?=[^\W_])", r"_+", lambda match: match[0]),
    _markup("_", r"_+(?=[^_])", r"_+"),
    _markup("~", r"~(?=\d)", r"~", "~"),
    _markup("~", r"~+(?=[^~])", r"~+"),
    _markup(
        "![",
        r"(?P<image>!?)\[(?P<text>[^\[\]\n]{0,200})\](?:\((?P<target>[^()\n]{0,400}(?:\([^()\n]{0,80}\))?[^()\n]{0,80})\)"
        r"|(?=[^(]))",
        r"!?(?:\[[^\[\]\n]{0,200}(?:\](?:\([^)\n]{0,480}(?:\)[^()\n]{0,80})?)?)?)?",
        _bracket,
    ),
    _markup("(", rf"\({directions.DIRECTION}\)", rf"\({directions.DIRECTION_SO_FAR}", " "),
    _markup("&", r"&(?:amp|lt|gt|quot|nbsp|apos|#39);", r"&#?[a-z0-9]{0,4}", lambda match: html.unescape(match[0])),
    _markup("\\", r"\\([^\w\s])", r"\\", lambda match: match[1]),
    _markup(":;", r"(?<=\s)[:;]['-]?[()DPp](?=[\s.,!?])", r"[:;]['-]?[()DPp]?", " "),
    _markup(
        "hw",
        r"(?<![^\W_])(?:https?://|www\.)[^\s<>\"*`)\]]*(?=[\s<>\"*`)\]])",
        r"(?<![^\W_])(?:h|ht|htt|https?|https?:|https?:/|https?://[^\s<>\"*`)\]]*|w|ww|www|www\.[^\s<>\"*`)\]]*)",
        lambda match: match[0],
    ),
)
"""Tried at every character that one of them opens with."""
