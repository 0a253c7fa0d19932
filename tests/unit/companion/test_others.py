"""Who may be called: whoever reads keeps what it reads, and who was met stays as it was met first."""

from __future__ import annotations

from typing import cast

from app.companion.others import Names, Others
from app.companion.persona import Persona

MAX, OTHER_MAX, QUINN = (cast(Persona, object()) for _ in range(3))


def test_somebody_is_met_on_the_way() -> None:
    others = Others({"max": MAX})
    reading = iter(others)
    others.meet({"max": OTHER_MAX, "quinn": QUINN})
    assert list(reading) == ["max"]
    assert dict(others) == {"max": MAX, "quinn": QUINN}
    assert len(Others()) == 0


def test_names_are_those_of_now() -> None:
    now = {"": "Samantha"}
    names = Names(lambda: now)
    assert (len(names), names.get("max")) == (1, None)
    now["max"] = "Max"
    assert (dict(names), names["max"]) == ({"": "Samantha", "max": "Max"}, "Max")
