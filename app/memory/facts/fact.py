"""The two shapes of a fact: a claim as a rule reads it in one utterance, and a fact as it is kept.

Made by finder.py and fact_store.py, read by whoever shows, recalls or forgets. Frozen values; on any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

USER = "user"
"""The subject of what the user says of themselves; everybody else is a subject by name or by kin ("sister")."""


@dataclass(frozen=True)
class Claim:
    """What one stretch of the user's words states. `text[start:end] == quote`, counted in characters."""

    subject: str
    """USER, a name as it was said, or whose kin: "sister"."""
    predicate: str
    """A word of vocabulary.py: name, home, job, sister, likes …"""
    slot: str
    """Facts of one subject in one slot follow each other: the newest that differs is the current one. A predicate with
    one value is its own slot ("home"); one with many has a slot for each ("friend amy", "taste coffee")."""
    value: str
    statement: str
    """A sentence said to the user: "Your sister is Amy.\""""
    quote: str
    start: int
    end: int
    said: str
    """The part of the quote that gives the value."""
    is_change: bool = False
    """Said as news or as a correction ("actually", "now", "not any more", "call me"): no contradiction of what was."""
    is_presupposed: bool = False
    """Taken for granted by the words ("my sister Amy"), so true also in a question or behind a "not"."""
    may_negate: bool = False
    """The rule reads a negation and means it ("I don't like fish")."""
    context_id: str | None = None
    """The earlier episode whose words this one corrects, and repeats in part."""


@dataclass(frozen=True)
class Fact:
    """A claim that was kept. Times carry their zone."""

    id: str
    self_id: str
    subject: str
    predicate: str
    slot: str
    value: str
    statement: str
    quote: str
    """Exactly what stands at `start`..`end` of the source episode's text."""
    start: int
    end: int
    source_episode_id: str
    context_episode_id: str | None
    valid_from: datetime
    """When it was said; for an edited one, when it was edited."""
    valid_to: datetime | None
    """When something else took its place; None while it is current."""
    supersedes: str | None
    """Id of the fact whose place it took."""
    is_change: bool
    is_pinned: bool
    is_uncertain: bool
    """It contradicts what was said before, and nobody has said which is right."""
    edited_at: datetime | None
    """When the user wrote the value with their own hand; the quote is still what it was first read from."""
    created_at: datetime
    is_beside: bool = False
    """It contradicts another, and the user said that both hold."""
    asked_at: datetime | None = None
    """When the user was asked which is right: once is enough."""
