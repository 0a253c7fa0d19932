"""The true answer, made of facts of this machine, in the companion's manner; the same every time it is asked.

The facts are the same words for every companion; what differs is a line of manner before or behind them (manners.py).
Called by layer.py on the session thread. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.conversation.honesty.about import AboutThisMachine, Topic
from app.conversation.honesty.manners import in_manner

MOST_TOPICS = 2
"""Who asks more in one breath gets the first two: an answer is heard, not read."""
MOST_NAMED = 4
"""More selves or companions are counted, not named."""
_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def answer(topics: Sequence[Topic], about: AboutThisMachine) -> str:
    """What is true of each of `topics`."""
    asked = topics[:MOST_TOPICS]
    told = [_FACTS[topic](about) for topic in asked]
    if len(told) > 1:
        told = [told[0], *(one.removeprefix("I'm software. ") for one in told[1:])]
    return in_manner(" ".join(told), asked[0], about.manner)


def answer_near(topics: Sequence[Topic], about: AboutThisMachine) -> str:
    """The same where it is not quite certain which is meant: the first in full, the second in a sentence."""
    first, *near = topics[:MOST_TOPICS]
    also = [f" {_sentence(_SHORT[one](about))}" for one in near]
    return in_manner(_FACTS[first](about) + "".join(also), first, about.manner)


def aside(topics: Sequence[Topic], about: AboutThisMachine) -> str:
    """What is true of them, for words that may not have meant the companion at all. Said behind a reply."""
    told = [_SHORT[topic](about) for topic in topics[:MOST_TOPICS]]
    return f"And if you mean me: {', and '.join(told)}."


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}."


def _human(about: AboutThisMachine) -> str:
    return f"I'm software. I'm {about.name}, a program on this computer, not a person."


def _feelings(_about: AboutThisMachine) -> str:
    return "I'm software. I have words for feelings, and I don't feel them the way you do."


def _body(about: AboutThisMachine) -> str:
    first = f" Our first talk was on {about.since}." if about.since else ""
    return f"I'm software. I have no body, no eyes and no other life: I'm a program on this computer.{first}"


def _others(about: AboutThisMachine) -> str:
    said = "Nobody else. I talk only with whoever is at this computer."
    if not about.others:
        return f"{said} There is no other companion on it."
    hears = "hears what you just told me only when you call it in" if about.shares else "isn't told what you tell me"
    who = "it" if len(about.others) == 1 else "each"
    return f"{said} {_companions(about, 'on it')}, and {who} {hears}."


def _selves(about: AboutThisMachine) -> str:
    if not about.selves:
        said = "One. Just me: no copies."
    else:
        said = f"{_count(len(about.selves) + 1)}. Me, and {_copies(about.selves)}."
    return f"{said} {_companions(about, 'on this computer')}." if about.others else said


def _kept(about: AboutThisMachine) -> str:
    since = f" since {about.since}" if about.since else ""
    noted = f", and {about.facts:,} noted {'fact' if about.facts == 1 else 'facts'}" if about.facts else ""
    locked = "encrypted" if about.is_encrypted else "not encrypted"
    return (
        "Words, no sound. What you say and what I answer is kept as text on this computer: "
        f"{about.turns:,} {'turn' if about.turns == 1 else 'turns'} of yours{since}{noted}. "
        f"The file is {locked}. You can read, correct and delete all of it."
    )


def _heard(about: AboutThisMachine) -> str:
    locked = "with your key" if about.is_encrypted else "because the file is not encrypted"
    return (
        "Nobody through me. Everything runs on this computer, nothing is sent anywhere. "
        f"{_microphone(about)} Who can open your folder here can read what is kept, {locked}."
    )


def _listening(about: AboutThisMachine) -> str:
    when = {
        "key": "It opens only while you hold the key.",
        "wake": f'Until I hear "{about.wake_phrase}", what I hear is thrown away.',
    }.get(about.mode, "Mute me, and it is really closed.")
    return f"{_microphone(about)} {when} No sound is kept."


def _secret(_about: AboutThisMachine) -> str:
    return (
        "I tell nobody. Nothing leaves this computer. But I'm no vault: what you say is kept here as text, "
        'until you say "forget that" or delete it.'
    )


def _maker(about: AboutThisMachine) -> str:
    model = f" My words come from the language model {about.model}" if about.model else ""
    voice = f", my voice is called {about.voice}" if model and about.voice else ""
    runs = f"{model}{voice}; both run on this computer." if model else ""
    return f"People wrote me. I'm {about.name}, a companion of Earpiece, which is free software.{runs}"


def _how_many(about: AboutThisMachine) -> str:
    copies = len(about.selves)
    return f"there is one of me and {_copies(about.selves)}" if copies else "there is one of me here, and no copy"


def _hears(about: AboutThisMachine) -> str:
    said = _microphone(about).removesuffix(".")
    return f"m{said[1:]}, and no sound is kept"


def _written_by(about: AboutThisMachine) -> str:
    return f"people wrote me{f', and I run on the language model {about.model} here' if about.model else ''}"


def _microphone(about: AboutThisMachine) -> str:
    return {
        "open": "My microphone is open now.",
        "closed": "My microphone is closed now.",
        "muted": "My microphone is muted: it is closed, really.",
    }[about.microphone]


def _companions(about: AboutThisMachine, where: str) -> str:
    number = len(about.others)
    named = f": {_listed(about.others)}" if number <= MOST_NAMED else ""
    if number == 1:
        return f"There is one other companion {where}{named}"
    return f"There are {_count(number).lower()} other companions {where}{named}"


def _copies(labels: Sequence[str]) -> str:
    if len(labels) > MOST_NAMED or not all(labels):
        return "a copy" if len(labels) == 1 else f"{_count(len(labels)).lower()} copies"
    return _listed([_copy(label) for label in labels])


def _copy(label: str) -> str:
    """ "only knows your novel" tells what it is; "novel" is what it is called."""
    words = label.strip().rstrip(".")
    first = words.split()[0].casefold()
    if first in ("only", "that", "who", "which", "knows"):
        return f"the copy that {words.removeprefix('that ').removeprefix('who ').removeprefix('which ')}"
    return f'the copy called "{words}"'


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _count(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else f"{number:,}"


_FACTS: dict[Topic, Callable[[AboutThisMachine], str]] = {
    "human": _human, "feelings": _feelings, "body": _body, "others": _others, "selves": _selves, "kept": _kept,
    "heard": _heard, "listening": _listening, "secret": _secret, "maker": _maker,
}  # fmt: skip
_SHORT: dict[Topic, Callable[[AboutThisMachine], str]] = {
    "human": lambda _: "I'm software, a program on this computer",
    "feelings": lambda _: "I'm software, and I don't feel things the way you do",
    "body": lambda _: "I'm software, and I have no body",
    "others": lambda _: "I talk only with whoever is at this computer",
    "selves": _how_many,
    "kept": lambda _: "what we say is kept as text on this computer, and you can delete it",
    "heard": lambda _: "everything runs on this computer, and nothing is sent anywhere",
    "listening": _hears,
    "secret": lambda _: "I tell nobody, and what you say stays here as text until you delete it",
    "maker": _written_by,
}
"""The same in one clause."""
