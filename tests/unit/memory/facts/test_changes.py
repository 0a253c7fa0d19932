"""What is told as news of something that is known, in words that no rule lists; and what is not."""

from datetime import timedelta

import pytest

from tests.kit.facts import life_at

KNOWN = (
    "I live in Ghent.", "My name is Anna.", "I work as a nurse.", "I work for Lidl.", "My favourite colour is green.",
    "My locker code is 4711.",
)  # fmt: skip


@pytest.fixture
def told(tmp_path):
    """A function: what holds in `slot` a day after `line` was said; None: more or less than one thing."""
    with life_at(tmp_path / "memory.db") as life:
        for line in KNOWN:
            life.say(line, after=timedelta(hours=1))

        def now(line, slot):
            life.say(line, after=timedelta(hours=24))
            facts = life.facts.current("se_samantha")
            found = [one.value for one in facts if (one.subject, one.slot) == ("user", slot)]
            return found[0] if len(found) == 1 else None

        yield now


@pytest.mark.parametrize(
    ("line", "slot", "value"),
    [
        ("I've swapped that for a flat in Porto.", "home", "Porto"),
        ("The boxes are unpacked, we're in Leeds now.", "home", "Leeds"),
        ("From today on I'm Ines.", "name", "Ines"),
        ("I gave that up and became a baker.", "job", "baker"),
        ("They let me go, I'm at Siemens now.", "employer", "Siemens"),
        ("I've gone off it, my favourite colour has become orange.", "favourite colour", "orange"),
        ("I don't live in Ghent any more, it's Leeds now.", "home", "Leeds"),
        ("My locker code isn't 4711 any more, they made it 2468.", "locker code", "2468"),
        ("The new locker code is 2468.", "locker code", "2468"),
    ],
)
def test_news_of_what_is_known_takes_its_place(told, line, slot, value):
    assert told(line, slot) == value


@pytest.mark.parametrize(
    ("line", "slot", "value"),
    [
        ("I'm not living in a flat in Porto now.", "home", "Ghent"),
        ("They never moved me to Siemens, the contract stays as it was.", "employer", "Lidl"),
        ("My favourite colour on the new sofa is too loud now.", "favourite colour", "green"),
        ("I used to work as a baker, and now look at me.", "job", "nurse"),
        ("I was in Porto before, now I never move again from this flat.", "home", "Ghent"),
        ("I moved my account to First Coastal.", "home", "Ghent"),
        ("The gym is too full, so I moved my training to Fridays.", "home", "Ghent"),
        ("We might move to a flat in Porto now.", "home", "Ghent"),
        ("My sister has moved into a flat in Porto.", "home", "Ghent"),
        ("I'm moving my sofa to a flat in Porto, are you coming?", "home", "Ghent"),
        ("I've just been to a conference in Porto and lived on pastries.", "home", "Ghent"),
        ("I finally spoke to a baker about my job.", "job", "nurse"),
        ("Call me later, I'm in Porto now.", "name", "Anna"),
        ("I want to work at Siemens now.", "employer", "Lidl"),
        ("Two lockers now have a code, 2468 and 1234.", "locker code", "4711"),
    ],
)
def test_what_only_sounds_like_it_changes_nothing(told, line, slot, value):
    assert told(line, slot) == value
