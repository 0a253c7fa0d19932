"""What people say of themselves and of others: the verbs, as "I" and as "she" uses them, and what may follow.

The table that traits.py reads. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.memory.facts import trait_values, values
from app.memory.facts.building import ADVERBS
from app.memory.facts.values import Reader
from app.memory.facts.vocabulary import CONDITIONS, DIETS, FIELDS, INSTRUMENTS_AND_SPORTS, STATES

A = ADVERBS
_AM = rf"(?:'m| am|'re| are){A}"
_IS = rf"(?:'s| is){A}"
HAVE = rf"(?:'ve| have)?{A}"
_HAS = rf"(?:'s| has)?{A}"
_OVER = r"(?: over| out| up| down| right| here| back)?"
_SETTLED = (
    r"(?:relocated to|settled(?: down)? in|emigrated to|moved in with [^,.]{1,30}? in|"
    r"(?:got|bought|rented|found|have|taken) (?:an?|our|my) new (?:flat|apartment|house|home|place|studio) in|"
    r"moved into (?:an?|our|my|the) (?:[a-z]+ ){0,2}?(?:flat|apartment|house|home|place|studio) in)"
)
_MOVED = r"moved(?: back| house| over| out| up| down| away)?(?: from [^,.]{1,30}?)? (?:in)?to"


@dataclass(frozen=True)
class Trait:
    """`me` follows "I" or "we", `other` follows a name or "my sister"; `read` what follows both."""

    predicate: str
    me: str
    other: str
    read: Reader
    slot: Callable[[str], str] | None = None
    is_change: bool | None = None
    may_negate: bool = False
    text: Callable[[str], str] | None = None


def _taste(value: str) -> str:
    return f"taste {re.sub(r'^(?:the|a|an) ', '', value)}"


def allergy(value: str) -> str:
    """The slot of being allergic or not to `value`."""
    return f"allergy {value}"


def _named(prefix: str) -> Callable[[str], str]:
    return lambda value: f"{prefix} {re.sub(r'^(?:the|a|an) ', '', value)}"


TRAITS = (
    Trait("name", rf"(?:{_AM} called| go by)", r"(?: goes by)", values.name),
    Trait(
        "home",
        rf"(?:{A} live|{_AM} living|(?:'ve| have){A} (?:lived|been living)|{_AM} based){A}{_OVER} in",
        rf"(?:{A} lives|{_IS} living|{_IS} based|{_HAS} been living){A}{_OVER} in",
        values.place,
    ),
    Trait("home", rf"{HAVE} {_MOVED}", rf"{_HAS} {_MOVED}", values.place, is_change=True),
    Trait("home", rf"{HAVE} {_SETTLED}", rf"{_HAS} {_SETTLED}", values.place, is_change=True),
    Trait(
        "home",
        rf"(?:{A} live|{_AM} living){A}",
        rf"(?:{A} lives|{_IS} living){A}",
        trait_values.nearby,
        text=lambda v: f"You live {v}.",
    ),
    Trait("address", rf"(?:{A} live|{_AM} living){A} at", rf"(?:{A} lives|{_IS} living){A} at", trait_values.address),
    Trait(
        "origin",
        rf"(?:{_AM} from|{A} come from|{_AM} originally from)",
        rf"(?:{_IS} from|{A} comes from)",
        values.place,
    ),
    Trait(
        "birthplace", r" (?:was|were) born(?: and raised| and bred)? in", r" was born(?: and raised)? in", values.place
    ),
    Trait("birth year", r" was born in", r" was born in", values.year),
    Trait("birthday", r" was born on", r" was born on", values.date),
    Trait(
        "childhood", r"(?:'ve| have)? (?:grew up|grown up|was raised) in", r" (?:grew up|was raised) in", values.place
    ),
    Trait("job", rf"{_AM}(?: back to being)?", rf"{_IS}", trait_values.trade_or_none),
    Trait(
        "job",
        rf"(?:{A} work|{_AM} working|{HAVE} (?:started(?: out| working| a (?:new )?job)?|been working|retrained|"
        rf"got (?:a |my )?(?:new |first )?(?:job|work)|trained|qualified))(?: full[- ]time| part[- ]time)? as",
        rf"(?:{A} works|{_IS} working|{_HAS} started(?: working)?|{_HAS} got a (?:new )?job) as",
        values.trade,
    ),
    Trait("job", rf"(?:'ve| have){A} been", rf"(?:'s| has){A} been", trait_values.trade_until_now),
    Trait(
        "job", rf"{HAVE} (?:became|become)", rf"{_HAS} (?:became|become)", trait_values.trade_or_none, is_change=True
    ),
    Trait(
        "job",
        rf"{HAVE} (?:got promoted to|been promoted to)",
        rf"{_HAS} (?:got|been) promoted to",
        values.trade,
        is_change=True,
    ),
    Trait(
        "employer",
        rf"(?:{A} work|{_AM} working|{_AM} employed|(?:'ve| have){A} (?:worked|been working)){A}{_OVER} (?:for|at|by)",
        rf"(?:{A} works|{_IS} working|{_IS} employed){A} (?:for|at|by)",
        values.workplace,
    ),
    Trait(
        "employer",
        rf"{HAVE} (?:started(?: working| work| a (?:new )?job)?|(?:got|found|landed|took|accepted) (?:a |"
        rf"my )?(?:new |first )?(?:job|position)|switched|moved to a job) (?:at|with|for|to)",
        rf"{_HAS} (?:started(?: working| a (?:new )?job)?|got a (?:new )?job) (?:at|with|for)",
        values.workplace,
        is_change=True,
    ),
    Trait(
        "employer",
        rf"(?:{HAVE} signed (?:on )?with|(?:'ve been| have been| was| got| am|'m){A} hired (?:by|at))",
        rf"(?:'s been| has been| was| got){A} hired (?:by|at)",
        values.workplace,
        is_change=True,
    ),
    Trait(
        "employer",
        rf"(?:{A} work|{_AM} working) as an? [a-z -]{{2,40}}? (?:at|for)",
        rf"(?:{A} works|{_IS} working) as an? [a-z -]{{2,40}}? (?:at|for)",
        values.workplace,
    ),
    Trait(
        "field", rf"(?:{A} work|{_AM} working){A} in", rf"(?:{A} works|{_IS} working){A} in", trait_values.only(FIELDS)
    ),
    Trait(
        "school",
        rf"(?:{A} (?:go to|attend|study at)|{_AM} (?:studying at|enrolled at|a student at))",
        rf"(?:{A} (?:goes to|attends|studies at)|{_IS} (?:studying at|a student at))",
        trait_values.school,
    ),
    Trait(
        "studies",
        rf"(?:{A} (?:study|major in)|{_AM} (?:studying|majoring in))",
        rf"(?:{A} (?:studies|majors in)|{_IS} (?:studying|majoring in))",
        trait_values.studies,
    ),
    Trait("age", rf"{_AM}", rf"{_IS}", values.age, is_change=True),
    Trait("age", rf"{HAVE} turned", rf"{_HAS} turned", values.age, is_change=True),
    Trait(
        "family",
        rf"(?:{_AM}|{HAVE} got(?: re)?)",
        rf"(?:{_IS}|{_HAS} got(?: re)?)",
        trait_values.only("married|divorced|engaged|single|widowed|separated|in a relationship"),
    ),
    Trait(
        "condition",
        rf"(?:{A} have|'ve got|{A} suffer from|(?: was|'ve been| have been| got) diagnosed with)",
        rf"(?:{A} has|'s got|{A} suffers from|(?: was| has been| got) diagnosed with)",
        trait_values.only(CONDITIONS),
        slot=_named("condition"),
    ),
    Trait("state", _AM, _IS, trait_values.only(STATES), slot=_named("state")),
    Trait(
        "diet",
        rf"(?:{_AM}|{HAVE} (?:became|become|gone|went|turned))",
        rf"(?:{_IS}|{_HAS} (?:became|become|gone|went|turned))",
        trait_values.only(DIETS),
    ),
    Trait(
        "allergy",
        rf"(?:{_AM}(?: severely| very| highly| terribly| mildly| slightly| deathly| badly)?|{HAVE} (?:become|"
        rf"became)) allergic to",
        rf"{_IS}(?: severely| very| highly| terribly)? allergic to",
        trait_values.allergens,
        slot=allergy,
    ),
    Trait(
        "allergy",
        rf"(?:{A} have|'ve got) an? (?:bad |severe |serious |strong |mild )?allergy to",
        rf"{A} has an? (?:bad |severe |serious )?allergy to",
        values.things,
        slot=allergy,
    ),
    Trait(
        "no allergy",
        rf"(?:{_AM} (?:not|no longer)|{_AM}n't) allergic to",
        r"(?:(?:'s| is) (?:not|no longer)| isn't) allergic to",
        values.things,
        slot=allergy,
        is_change=True,
        may_negate=True,
    ),
    Trait(
        "likes",
        rf"{A} (?:love|like|adore|enjoy|prefer)",
        rf"{A} (?:loves|likes|adores|enjoys|prefers)",
        values.thing,
        slot=_taste,
    ),
    Trait(
        "likes",
        rf"{_AM}(?: very| so| pretty| big)? (?:into|fond of|keen on|crazy about|mad about|a (?:big |huge |great |"
        rf"real |massive )?fan of)",
        rf"{_IS}(?: very| so)? (?:into|fond of|keen on|crazy about|mad about|a (?:big |huge |great )?fan of)",
        values.thing,
        slot=_taste,
    ),
    Trait(
        "dislikes",
        rf"(?:{A} (?:hate|dislike|can't stand|cannot stand|can't bear|detest|loathe)|(?:{A} don't| do not|"
        rf"{A} never)(?: really| much| even| actually| particularly| quite)? (?:like|enjoy|care for|liked)|"
        rf"{_AM} not(?: really| very| much)? (?:into|fond of|keen on|(?:a (?:big |huge )?|much of a )fan of)|"
        rf"{A} no longer (?:like|enjoy|love))",
        rf"(?:{A} (?:hates|dislikes|can't stand|detests|loathes)|(?: doesn't| does not)(?: really| much)? (?:like|"
        rf"enjoy|care for)|{_IS} not (?:a fan of|fond of|keen on|into))",
        values.thing,
        slot=_taste,
        may_negate=True,
    ),
    Trait(
        "avoids",
        r"(?: don't| do not| can't| cannot| never| mustn't| may not| stopped| have stopped|'ve stopped|"
        r" quit)(?: really| usually| ever)? eat(?:ing)?",
        r"(?: doesn't| can't| cannot| never| mustn't| stopped)(?: really| usually)? eat(?:ing)?",
        values.things,
        slot=_named("eats"),
        may_negate=True,
    ),
    Trait(
        "no drink",
        r"(?: don't| do not| can't| cannot| never| mustn't| stopped| quit)(?: really| usually| ever)? drink(?:ing)?",
        r"(?: doesn't| can't| never| stopped)(?: really| usually)? drink(?:ing)?",
        values.things,
        slot=_named("drinks"),
        may_negate=True,
    ),
    Trait(
        "language",
        rf"(?:{A} speak|{_AM} fluent in)",
        rf"(?:{A} speaks|{_IS} fluent in)",
        values.languages,
        slot=_named("language"),
    ),
    Trait(
        "learning",
        rf"{_AM} (?:learning|studying)",
        rf"{_IS} (?:learning|studying)",
        values.languages,
        slot=_named("language"),
    ),
    Trait(
        "instrument",
        rf"(?:{A} play|{_AM} learning|{_AM} learning to play)",
        rf"(?:{A} plays|{_IS} learning(?: to play)?)",
        trait_values.only(INSTRUMENTS_AND_SPORTS),
        slot=_named("plays"),
    ),
    Trait("vehicle", rf"(?:{A} drive|{HAVE} bought)", rf"{A} drives", trait_values.vehicle),
)
