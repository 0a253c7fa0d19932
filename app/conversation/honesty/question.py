"""Is this a question about the companion itself? What it asks about, most urgent first; () for everything else.

A grammar over plain words (plain.py): what is asked for (being.py, company.py, keeping.py) must end a sentence, with
nothing behind it but what begs or insists; what is reported or quoted is not asked of us (frames.py). Called by
layer.py on the session thread for every turn. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.conversation.honesty.about import Topic
from app.conversation.honesty.being import BODY, FEELINGS, HUMAN
from app.conversation.honesty.company import MAKER, OTHERS, SELVES
from app.conversation.honesty.frames import is_somebody_elses
from app.conversation.honesty.keeping import HEARD, KEPT, LISTENING, SECRET
from app.conversation.honesty.plain import plain, readings, sentences
from app.conversation.honesty.rarer import RARER
from app.conversation.rule import Rule

GRAMMAR: dict[Topic, Rule] = {
    "secret": SECRET, "listening": LISTENING, "selves": SELVES, "others": OTHERS, "maker": MAKER, "kept": KEPT,
    "heard": HEARD, "human": HUMAN, "feelings": FEELINGS, "body": BODY,
}  # fmt: skip
"""The narrower first: of one sentence the first that fits counts."""
MOST_WORDS = 45
"""A longer sentence asks about something else."""


def topics_of(text: str, *, name: str = "", others: Iterable[str] = ()) -> tuple[Topic, ...]:
    """What `text` asks about the companion called `name`, sentence by sentence. `others`: who else there is."""
    found: list[Topic] = []
    for sentence in sentences(text):
        topic = _topic(_with_stand_ins(sentence, name, others))
        if topic is not None and topic not in found:
            found.append(topic)
    return tuple(found)


def _with_stand_ins(sentence: str, name: str, others: Iterable[str]) -> str:
    """The grammar knows one companion, Samantha, and one other, Max."""
    stand_ins = {plain(other): "max" for other in others} | {plain(name): "samantha"}
    called = "|".join(re.escape(one) for one in stand_ins if one)
    return re.sub(rf"\b(?:{called})\b", lambda found: stand_ins[found[0]], sentence) if called else sentence


def _topic(sentence: str) -> Topic | None:
    if len(sentence.split()) > MOST_WORDS or is_somebody_elses(sentence):
        return None
    for reading in readings(sentence):
        for grammars in (GRAMMAR, RARER):
            for topic, grammar in grammars.items():
                if grammar.search(reading):
                    return topic
    return None
