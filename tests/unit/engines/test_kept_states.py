"""What is kept of the companions that do not have the floor."""

from app.engines.kept_states import WORTH_TOKENS, KeptStates

ADA, BO = list(range(100)), list(range(500, 600))


def test_what_was_left_comes_back_once() -> None:
    kept = KeptStates()
    kept.keep(ADA, b"ada")
    kept.keep(BO, b"bo")
    found = kept.take([*ADA, 7, 8], over_tokens=3)
    assert found is not None
    assert (found.tokens, found.state) == (tuple(ADA), b"ada")
    assert kept.take(ADA, over_tokens=0) is None


def test_a_common_beginning_is_not_worth_it() -> None:
    kept = KeptStates()
    kept.keep(ADA, b"ada")
    assert kept.take([*ADA[: WORTH_TOKENS - 1], 900], over_tokens=0) is None
    assert kept.take([*ADA[:50], 900], over_tokens=50) is None, "the live sequence has as much"
    assert kept.take([*ADA[:50], 900], over_tokens=49) is not None


def test_the_longest_left_goes_first() -> None:
    kept = KeptStates(limit_bytes=5)
    kept.keep(ADA, b"ada")
    kept.keep(BO, b"boo")
    assert kept.take(ADA, over_tokens=0) is None
    assert kept.take(BO, over_tokens=0) is not None


def test_forgotten_is_all_of_it() -> None:
    kept = KeptStates()
    kept.keep(ADA, b"ada")
    kept.forget()
    assert kept.take(ADA, over_tokens=0) is None
