"""What a character card says, by name, whichever of its three versions it is. Pure; called by fit.py.

V1 is a flat object of six texts; V2 and V3 put it into `data` and add lore, greetings, tags, system prompts and
extensions (the specifications of chara_card_v2 and chara_card_v3). What has the wrong type counts as absent: cards are
written by many programs, and a companion can be made of whatever is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.errors import BadOption

OWN = "earpiece"
"""The extension in which a companion's whole file travels."""


@dataclass(frozen=True)
class Card:
    """Texts as written, macros and all; '' where there is none."""

    version: str
    name: str
    description: str
    personality: str
    scenario: str
    first_words: str
    examples: str
    notes: str
    """For people."""
    system_prompt: str
    last_instructions: str
    """What is to stand behind the history (post_history_instructions)."""
    tags: tuple[str, ...]
    lore_entries: int
    more_greetings: int
    scripts: int
    """Regular expressions that would rewrite what is said."""
    extensions: tuple[str, ...]
    assets: int
    own: Mapping[str, object]
    """A companion's file of ours, or nothing."""


def card_from(values: Mapping[str, object]) -> Card:
    """Raises BadOption: no character is in it."""
    spec = _text(values, "spec")
    if spec.startswith("lorebook") or ("entries" in values and "name" not in values and "data" not in values):
        raise BadOption("This is a book of lore and no character.", "Name the card of a character.")
    data = values.get("data")
    inside: Mapping[str, object] = data if isinstance(data, Mapping) else values
    extensions = _table(inside, "extensions")
    card = Card(
        version={"chara_card_v2": "V2", "chara_card_v3": "V3"}.get(spec, "V2" if inside is data else "V1"),
        name=_text(inside, "nickname") or _text(inside, "name") or _text(inside, "char_name"),
        description=_text(inside, "description") or _text(inside, "char_persona"),
        personality=_text(inside, "personality"),
        scenario=_text(inside, "scenario") or _text(inside, "world_scenario"),
        first_words=_text(inside, "first_mes") or _text(inside, "char_greeting"),
        examples=_text(inside, "mes_example") or _text(inside, "example_dialogue"),
        notes=_text(inside, "creator_notes"),
        system_prompt=_text(inside, "system_prompt"),
        last_instructions=_text(inside, "post_history_instructions"),
        tags=tuple(tag for tag in _list(inside, "tags") if isinstance(tag, str)),
        lore_entries=_lore(inside),
        more_greetings=len(_list(inside, "alternate_greetings")) + len(_list(inside, "group_only_greetings")),
        scripts=len(_list(extensions, "regex_scripts")),
        extensions=tuple(name[:40] for name in extensions if name not in (OWN, "regex_scripts")),
        assets=len(_list(inside, "assets")),
        own=_table(extensions, OWN),
    )
    if not any((card.description, card.personality, card.first_words, card.examples, card.own)):
        raise BadOption("No character is described in this file.", "Name a SillyTavern character card.")
    return card


def card_of(values: Mapping[str, object]) -> str:
    """The V2 card, as JSON, of a companion's file with these values. What other programs do not know travels beside."""
    samples = values.get("samples")
    talks = [
        f"<START>\n{{{{user}}}}: {sample['user']}\n{{{{char}}}}: {sample['companion']}"
        for sample in (samples if isinstance(samples, Sequence) else ())
    ]
    rules = [*_list(values, "style"), _text(values, "humour"), *_list(values, "limits")]
    data = {
        "name": _text(values, "name"),
        "description": _text(values, "character"),
        "personality": " ".join(str(rule) for rule in rules if rule),
        "scenario": "",
        "first_mes": _text(values, "greeting"),
        "mes_example": "\n".join(talks),
        "creator_notes": _text(values, "purpose"),
        "system_prompt": "",
        "post_history_instructions": "",
        "alternate_greetings": [],
        "tags": [],
        "creator": "",
        "character_version": "",
        "extensions": {OWN: values},
    }
    card = {"spec": "chara_card_v2", "spec_version": "2.0", "data": data}
    return json.dumps(card, ensure_ascii=False, indent=2) + "\n"


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _table(values: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = values.get(key)
    return value if isinstance(value, Mapping) else {}


def _list(values: Mapping[str, object], key: str) -> Sequence[object]:
    value = values.get(key)
    return value if isinstance(value, list | tuple) else ()


def _lore(inside: Mapping[str, object]) -> int:
    """V2 has a list of entries, exports of the book's own editor a table."""
    entries = _table(inside, "character_book").get("entries")
    return len(entries) if isinstance(entries, list | dict) else 0
