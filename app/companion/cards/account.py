"""Says in one line each what of a card was read and what was left out. Pure; called by fit.py."""

from __future__ import annotations

from app.companion.cards import wording
from app.companion.cards.card import Card
from app.companion.cards.sieve import Sieve

_SHOWN = 6


def read_in(what: str, kept: int, of: int, unit: str) -> str:
    if not of:
        return f"{what}: nothing that can be said"
    return f"{what}: {kept} of {of} {unit}{'s' if of != 1 else ''}"


def left_out(card: Card, *, sieve: Sieve | None = None, is_adult_left: bool) -> tuple[str, ...]:
    """`sieve`: what went through it. `is_adult_left`: the card's rating is not taken over."""
    lines = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in (
            (sieve.deceiving if sieve else 0, *_sentences("that would switch honesty or limits off")),
            (sieve.adult if sieve else 0, *_sentences("with adults' themes")),
            (card.lore_entries, "entry of lore", "entries of lore"),
            (card.more_greetings, "other greeting", "other greetings"),
            (card.scripts, "script: nothing in a card is executed", "scripts: nothing in a card is executed"),
            (card.assets, "picture or other asset", "pictures and other assets"),
        )
        if count
    ]
    prompts = (("system prompt", card.system_prompt), ("instructions behind the history", card.last_instructions))
    for what, text in prompts:
        if text.strip():
            note = "; it would switch honesty off" if wording.would_deceive(text[: wording.MOST_CHARS]) else ""
            lines.append(f"{what}: {len(text.split())} words{note}")
    if card.extensions:
        lines.append(f"extensions: {', '.join(wording.visible(name) for name in card.extensions[:_SHOWN])}")
    if is_adult_left:
        lines.append("the rating for adults: it is rated for everyone")
    return tuple(lines)


def _sentences(kind: str) -> tuple[str, str]:
    return f"sentence {kind}", f"sentences {kind}"
