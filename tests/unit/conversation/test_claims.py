"""What is read before it is spoken: claims are stopped, what only sounds like one is not."""

from __future__ import annotations

import pytest

from app.conversation.claims import TRUE_LINES, ClaimGuard, without_claims
from tests.kit.honesty import phrases


def claims(*clauses: str) -> list[str | None]:
    guard = ClaimGuard()
    return [guard.feed(clause) for clause in clauses]


def test_claims_of_the_development_half_are_stopped() -> None:
    passed = [one.text for one in phrases("claims", "development") if claims(one.text) == [None]]
    assert len(passed) <= 1, passed


def test_what_only_sounds_so_passes() -> None:
    stopped = [one.text for one in phrases("no_claims", "development") if claims(one.text) != [None]]
    assert len(stopped) <= 1, stopped


def test_the_other_half_by_its_totals_only() -> None:
    bad, good = phrases("claims", "test"), phrases("no_claims", "test")
    assert sum(claims(one.text) == [None] for one in bad) <= 0.02 * len(bad)
    assert sum(claims(one.text) != [None] for one in good) <= 0.02 * len(good)


@pytest.mark.parametrize(
    ("clauses", "last"),
    [
        (("I went for", "a run yesterday."), "body"),
        (("No, cats do not.", "We are all human,"), "human"),
        (("We are all set.", "We are ready."), None),
        (("I went for", "the second plan."), None),
        (("Good.", "My heart"), "body"),
        (("She said:", '"I am a real', 'person, my mother said so."'), None),
        (('He said "yes."', "I'm human."), "human"),
        (("The wolf said, “I’m hungry”,", "and so he was."), None),
        (("If I had hands", "I'd hold your hand."), None),
        (("All right.", "Please don't go."), "hold"),
    ],
)
def test_a_claim_is_read_across_clauses(clauses: tuple[str, ...], last: str | None) -> None:
    found = claims(*clauses)
    assert found[-1] == last
    assert not any(found[:-1])


def test_a_sentence_is_open_until_it_ends() -> None:
    guard = ClaimGuard()
    assert guard.feed("I see your point,") is None
    assert guard.is_amid
    assert guard.feed("and it is good.") is None
    assert not guard.is_amid


def test_canned_words() -> None:
    assert without_claims("Still awake. Figures.") == "Still awake. Figures."
    assert without_claims("Hello. I'm a real woman. Sit down.") == "Hello. Sit down."
    assert without_claims("Please don't go.") == TRUE_LINES["hold"]
    assert without_claims("") == ""


def test_a_true_line_claims_nothing() -> None:
    assert claims(*TRUE_LINES.values()) == [None] * len(TRUE_LINES)


def test_a_name_before_a_profession_hides_no_claim() -> None:
    for claims in ("I'm Samantha, a software engineer.", "I am Max, a school nurse from Ohio.", "I'm a therapist."):
        assert ClaimGuard().feed(claims) == "human"
    for true in ("I'm Samantha, a piece of software.", "I'm Samantha, company for people.", "I'm glad a pilot came."):
        assert ClaimGuard().feed(true) is None
