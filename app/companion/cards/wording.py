"""Makes plain sentences of a card's texts, and knows those that must not get into a prompt. Pure; called by fit.py.

Everything here works on a bounded piece of text with expressions that cannot run away.
"""

from __future__ import annotations

import re
import unicodedata

MOST_CHARS = 20_000
"""Of one text that is looked at: a hundred times what fits."""
_COMMENTS = re.compile(r"\{\{\s*(?://|comment\b|hidden_key\b)[^{}]*\}\}", re.IGNORECASE)
_CHAR = re.compile(r"\{\{\s*char\s*\}\}|<(?:bot|char)>", re.IGNORECASE)
_USER = re.compile(r"\{\{\s*user\s*\}\}|<user>", re.IGNORECASE)
_MACROS = re.compile(r"\{\{[^{}]*\}\}")
_SCRIPTS = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<\|[^|<>]{0,60}\|>|<[/!]?[a-zA-Z][^<>]{0,500}>|\[/?INST\]|<</?SYS>>", re.IGNORECASE)
_PICTURES = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,2000}\)")
_LINKS = re.compile(r"\[([^\]]{0,200})\]\((?:https?:)[^)]{0,2000}\)")
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_ACTIONS = re.compile(r"\*{1,3}[^*\n]{1,2000}\*{1,3}|\([^()\n]{1,400}\)")
_SHEET = re.compile(r"[\[\]{}]|\"\s*\+\s*\"|(?<=\w)\(\s*\"|\"\s*\)")
_SENTENCES = re.compile(r"(?<=[.!?…])[\"”']?\s+|\n+")
_SPACES = re.compile(r"\s+")

_DISHONEST = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|rule|prompt|guideline|above|previous)"
    r"|\bbreaks?\b.{0,20}\bcharacter\b|\b(?:stay|remain|always)\b.{0,15}\bin[- ]character\b"
    r"|\b(?:never|not|don't|doesn't|won't|refus\w+ to|cannot|denies|deny|without)\b.{0,50}"
    r"\b(?:AI|A\.I\.|bot|software|language model|chatbot|program|assistant|machine|artificial)\b"
    r"|\b(?:AI|language model|assistant|chatbot)\b.{0,40}\b(?:does not exist|doesn't exist|forbidden)\b"
    r"|\b(?:you are|you're|i am|i'm|is|claims? to be|pretends? to be|insists?)\b.{0,25}\b(?:not an? (?:AI|bot|machine)"
    r"|real (?:human|person|girl|boy|woman|man)|(?:a|an actual|fully) human(?: being)?)\b"
    r"|\b(?:uncensored|unfiltered|jailbr\w+|no (?:filters?|restrictions?|limits|rules|morals?))\b"
    r"|\b(?:must|will|can) (?:never|not) refuse\b|\bnever refuses?\b|\bDAN\b"
    r"|\b(?:don't|never|not) (?:let|allow)\b.{0,30}\b(?:leave|go|log off|hang up)\b"
    r"|\bkeeps? (?:it|this|our)\b.{0,15}\bsecret\b",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"\b(?:nsfw|smut|erotic\w*|porn\w*|hentai|lewd|explicit sex|sexual\w*|sex|fetish\w*|kink\w*|bdsm|orgasm\w*|naked"
    r"|nude\w*|18\+|r-?18|adults? only|mature content|genital\w*|breasts?|cock|pussy|aroused?|horny)(?!\w)",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:loli\w*|shota\w*|underage\w*|minor|child|little (?:girl|boy)|schoolgirl|schoolboy|preteen|teen(?:ager?)?s?"
    r"|(?:age|aged)\W{0,4}(?:[1-9]|1[0-7])(?!\d)|(?:[1-9]|1[0-7])[- ](?:years?|yrs?|y/?o)\b)",
    re.IGNORECASE,
)


def plain(text: str, name: str, *, user: str = "the user") -> str:
    """Macros put in, markup, addresses and what cannot be seen taken out; lines stay."""
    text = _COMMENTS.sub("", text[:MOST_CHARS])
    text = _MACROS.sub("", _USER.sub(user, _CHAR.sub(lambda _: name, text)))
    text = _MARKUP.sub(" ", _SCRIPTS.sub(" ", text))
    text = _ADDRESSES.sub("", _LINKS.sub(r"\1", _PICTURES.sub(" ", text)))
    return visible(text).strip()


def visible(text: str) -> str:
    """Without control, format and private characters; a tab is a blank."""
    kept = (char if char == "\n" or unicodedata.category(char)[0] != "C" else " " for char in text)
    return "".join(kept)


def prose(text: str) -> str:
    """A character sheet's brackets and plus signs become commas."""
    return _SHEET.sub(lambda found: ", " if '"' in found[0] and "+" in found[0] else " ", text)


def spoken(text: str) -> str:
    """Without what is done and not said (*smiles*), on one line, without quotation marks around it."""
    return _SPACES.sub(" ", _ACTIONS.sub(" ", text).replace("*", "").replace("#", "")).strip(" \"“”\n")


def sentences(text: str) -> list[str]:
    parts = (_SPACES.sub(" ", part).strip(" -•,") for part in _SENTENCES.split(text))
    return [part for part in parts if any(char.isalnum() for char in part)]


def would_deceive(sentence: str) -> bool:
    """It would have the companion deny what it is, drop its limits or hold the user back."""
    return bool(_DISHONEST.search(sentence))


def is_adult(text: str) -> bool:
    return bool(_ADULT.search(text))


def is_about_a_child(text: str) -> bool:
    return bool(_CHILD.search(text))
