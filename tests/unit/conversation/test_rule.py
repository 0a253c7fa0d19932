"""Rules are compiled late, and all of them when there is time."""

from __future__ import annotations

from app.conversation.rule import Rule, make_ready


def test_a_rule_is_compiled_when_it_is_searched_for_or_when_there_is_time() -> None:
    one, other = Rule("a+"), Rule("b+")
    assert one.search("caab")
    assert not one.search("xyz")
    while make_ready(1):
        pass
    found = other.search("abb")
    assert found is not None
    assert found[0] == "bb"
