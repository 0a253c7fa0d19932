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


class Live:
    """The model's sequence: what it holds, as bytes."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.held, self.refuses = b"ada", refuses

    def state(self) -> bytes:
        return self.held

    def restore(self, state: bytes) -> bool:
        self.held = b"" if self.refuses else state
        return not self.refuses


def test_changing_over_keeps_what_was_live_and_brings_back_what_was_left() -> None:
    kept, live = KeptStates(), Live()
    assert kept.change_over(ADA, [*ADA, 7], 50, live) is ADA, "the same companion goes on"
    assert kept.change_over(ADA[:40], ADA, 50, live) == ADA[:40], "it is still being read"
    assert kept.change_over(ADA, BO, 50, live) is ADA, "nothing was left for Bo: what is live will be cut"
    live.held = b"bo"
    assert kept.change_over(BO, [*ADA, 7], 50, live) == ADA
    assert live.held == b"ada"
    assert kept.change_over(ADA, BO, 50, Live(refuses=True)) == []
    assert kept.change_over([1, 2], BO, 50, live) == [1, 2], "a few tokens are not kept"
