"""Histories of one thing each, drawn by a seed: what it is, told among other things, and how it changes.

Used by the tests of facts and by the bar `facts`. The stories come in three sets: those the rules were written with,
corrections a minute after what they correct, and some by which nothing was tuned.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tests.kit.facts import Life

CITIES = ("Hamburg", "Berlin", "New York", "Ghent", "San Sebastián", "Leeds", "Kyoto", "Porto")
NAMES = ("Anna", "Peter", "Hannah", "Marek", "Zoë", "Amy", "Oliver", "Ines")
TRADES = ("nurse", "software engineer", "primary school teacher", "baker", "architect", "bus driver")
FIRMS = ("Siemens", "Google", "the University of Leeds", "Volkswagen", "Deutsche Bank", "IKEA")
COLOURS = ("green", "dark blue", "orange", "purple", "black")
CODES = ("4711", "0815", "1234", "9876", "2468")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
Story = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""(values, how it is told first, how a change is told)"""
STORIES: dict[str, Story] = {
    "home": (CITIES, ("I live in {}.", "I'm living in {} at the moment.", "By the way, I live in {}."),
             ("I moved to {} last week.", "We've just moved to {}.", "I live in {} now.", "Actually, I live in {} now.",
              "No, I live in {}.", "I don't live there anymore, I live in {} now.")),
    "name": (NAMES, ("My name is {}.", "Hi, I'm {}.", "My name's {}, nice to meet you."),
             ("Call me {}.", "Actually, my name is {}.", "No, my name is {}.", "Please call me {} from now on.")),
    "job": (TRADES, ("I'm a {}.", "I work as a {}.", "I'm working as a {} at the moment."),
            ("I became a {}.", "I work as a {} now.", "I'm a {} now.", "I've started working as a {}.")),
    "employer": (FIRMS, ("I work at {}.", "I work for {}."),
                 ("I started at {} last week.", "I got a new job at {}.", "I work for {} now.",
                  "Now I'm working at {}.")),
    "partner": (NAMES, ("My girlfriend is called {}.", "I'm dating {}.", "My wife {} says hello."),
                ("I'm with somebody new. I'm dating {} now.", "My new girlfriend is called {}.", "I married {}.")),
    "favourite colour": (COLOURS, ("My favourite colour is {}.", "My favorite color is {}."),
                         ("My favourite colour is {} now.", "Actually, my favourite colour is {}.",
                          "My favourite colour has changed to {}.")),
    "locker code": (CODES, ("My locker code is {}.", "Remember that my locker code is {}."),
                    ("My locker code is now {}.", "My locker code was changed to {}.", "My new locker code is {}.")),
    "dentist appointment": (DAYS, ("My dentist appointment is on {}.", "My dentist appointment's on {}."),
                            ("My dentist appointment was moved to {}.", "My dentist appointment is on {} now.",
                             "No, my dentist appointment is on {}.")),
}  # fmt: skip
CORRECTED: dict[str, Story] = {
    "home": (CITIES, ("I live over in {}.", "You know I live in {}, right.", "Our flat in {} is freezing."),
             ("We packed everything up and moved to {}.", "Since Sunday I've been living in {}.",
              "No, hold on, {}.", "I've relocated to {} for good.", "My new place is in {}, I live there now.")),
    "name": (NAMES, ("I'm called {}.", "The name's {}.", "Good morning, I am {}."),
             ("I'd prefer it if you called me {}.", "Don't use my old name, call me {}.", "Sorry, I meant {}.",
              "I changed my name to {}.")),
    "job": (TRADES, ("I've been working as a {} for years.", "I earn my money as a {}.", "I'm a {} by trade."),
            ("I switched careers and I'm a {} now.", "I retrained as a {}.", "These days I work as a {}.",
             "I got a job as a {}.")),
    "employer": (FIRMS, ("I've worked for {} since spring.", "I work over at {}.", "I'm employed by {}."),
                 ("I quit and started at {}.", "I handed in my notice, I'm working for {} now.",
                  "I've been hired by {}.", "I switched to {} on Monday.")),
    "favourite colour": (COLOURS, ("My favourite colour? It's {}.", "My all-time favourite colour is {}."),
                         ("My favourite colour's {} these days.", "Hm, actually {}.", "I got that wrong, it's {}.")),
    "locker code": (CODES, ("Make a note that my locker code is {}.", "The code? My locker code is {}."),
                    ("They changed my locker code to {}.", "Wait, no, {}.", "My locker code has changed, it's {}.")),
}  # fmt: skip
"""Written after the rules; 71 % were right before they were looked at. Short ones come at once."""
SEEN: dict[str, Story] = {
    "home": (CITIES, ("I've settled in {}.", "Here in {}, where I live, it's dark by four.", "I live right in {}."),
             ("I'm in {} now, moved on Friday.", "I've swapped that for a flat in {}.", "Oh, wait, I meant {}.",
              "By the way, I don't live there any more, it's {} now.", "The move is done, I live in {}.")),
    "name": (NAMES, ("You can just call me {}.", "My first name is {}.", "I go by {}."),
             ("I've decided I want to be called {}.", "Nope, {}.", "It's actually {}.", "From today on I'm {}.")),
    "job": (TRADES, ("For a living I'm a {}.", "I've been a {} for ten years.", "I work full time as a {}."),
            ("I gave that up and became a {}.", "I'm not one any more, I'm a {} now.", "I've just qualified as a {}.")),
    "employer": (FIRMS, ("I've got a job at {}.", "I work for {}, have done for ages.", "My employer is {}."),
                 ("I left and now I work at {}.", "They let me go, I'm at {} now.", "My new employer is {}.",
                  "I start at {} on Monday and I'm done with the old place.")),
    "favourite colour": (COLOURS, ("If you ask me, my favourite colour is {}.",
                                   "My favourite colour has always been {}."),
                         ("My new favourite colour is {}.", "No, sorry, {}.", "I've changed my mind, it's {}.")),
    "locker code": (CODES, ("Keep in mind that my locker code is {}.", "My locker code, by the way, is {}."),
                    ("I had to change my locker code to {}.", "I misspoke, {}.", "The new locker code is {}.")),
}  # fmt: skip
"""Were held out: 40 % were right before they were looked at."""
HELD_OUT: dict[str, Story] = {
    "home": (CITIES, ("I rent a room in {}.", "Home for me is {}.", "We've been living in {} since the spring.",
                      "I'm a {} person, lived here for years."),
             ("We've packed up and relocated to {}.", "My new address is in {}.", "I ended up moving to {} after all.",
              "That's not where I live now, I'm in {} these days.", "No, sorry, it's {}.",
              "My landlord threw me out, so now I live in {}.", "I said it wrong, {}.")),
    "name": (NAMES, ("People call me {}.", "It's {}, by the way, that's my name.", "You're talking to {}."),
             ("I'd rather be called {}.", "Everybody calls me {} now.", "I mean {}.", "My name's been changed to {}.",
              "I've taken the name {}.", "Not quite, it's {}.")),
    "job": (TRADES, ("I make my living as a {}.", "My job is being a {}.", "I'm currently a {}."),
            ("I've changed jobs, I'm a {} now.", "They made me a {}.", "I've gone back to being a {}.",
             "My job's different now, I work as a {}.", "I've started a new career as a {}.")),
    "employer": (FIRMS, ("My job is with {}.", "{} is where I work.", "I do my nine to five at {}."),
                 ("I've moved to {}.", "I've signed a contract with {}.", "I don't work there any more, I'm with {}.",
                  "I took a job with {}.", "My company now is {}.", "I've gone over to {}.")),
    "favourite colour": (COLOURS, ("The colour I like best is {}, it's my favourite colour.",
                                   "My favourite colour would have to be {}."),
                         ("These days my favourite colour is {}.", "I've gone off that, my favourite colour is {} now.",
                          "Wait, I meant {}.", "Make that {}.")),
    "locker code": (CODES, ("My locker code's {}.", "Can you remember my locker code, it's {}."),
                    ("I've got a new locker code, {}.", "The locker code was reset to {}.", "Sorry, it's {}.",
                     "My locker code isn't that any more, it's {}.")),
}  # fmt: skip
"""By these nothing was tuned; who tunes by them moves them up, and writes others."""
CHAT = (
    "It rained all day.", "Do you think I should move to Rome?", "If I worked at NASA I'd be happy.",
    "Tom lives in Oslo.", "My brother Tom works at Nestlé.", "I wish my name was Zelda.",
    "My sister's favourite colour is pink.",
    "She said I live in a zoo.", "Remember when we talked about Rome?", "I don't live in Madrid.", "What's my name?",
)  # fmt: skip


@dataclass(frozen=True)
class History:
    """One thing and its values; `lines`: what was said of it, or beside it, with the hours before each."""

    slot: str
    values: tuple[str, ...]
    lines: tuple[tuple[str, float], ...]

    @property
    def value(self) -> str:
        """What the current fact must say."""
        return self.values[-1] if self.slot != "dentist appointment" else f"{self.values[-1]}, "

    def is_in(self, held: list[str]) -> bool:
        return len(held) == 1 and held[0].casefold().startswith(self.value.casefold())


def histories(
    seed: int, count: int, stories: dict[str, Story] = STORIES, *, has_chat: bool = True
) -> Iterator[History]:
    """`has_chat`: something else is said between the first telling and the change."""
    chance = random.Random(seed)
    for _ in range(count):
        slot = chance.choice(sorted(stories))
        values, first, later = stories[slot]
        chosen = tuple(chance.sample(values, chance.randint(2, min(4, len(values)))))
        lines: list[tuple[str, float]] = []
        for turn, value in enumerate(chosen):
            line = chance.choice(later if turn else first).format(value)
            line = line.replace(" a a", " an a") if value[0] in "aeiou" else line
            is_short = len(line.split()) - len(value.split()) <= 4 and bool(turn) and not has_chat
            if turn == 1 and has_chat:
                lines.append((chance.choice(CHAT), 1.0))
            lines.append((line, 1 / 60 if is_short else 24.0))
        yield History(slot, chosen, tuple(lines))


def lived(life: Life, history: History, self_id: str) -> list[str]:
    """The values that hold in `history`'s slot, once it was told to a self of its own."""
    life.store.db.execute("INSERT INTO self (id, companion_id) VALUES (?, 'samantha')", (self_id,))
    for line, hours in history.lines:
        life.say(line, after=timedelta(hours=hours), self_id=self_id, conversation=self_id)
    facts = life.facts.current(self_id)
    return [fact.value for fact in facts if (fact.subject, fact.slot) == ("user", history.slot)]
