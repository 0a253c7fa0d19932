"""What of the cache a new prompt can use."""

from hypothesis import given
from hypothesis import strategies as st

from app.engines.token_reuse import WORTH_SHIFTING_TOKENS, Reuse, reuse

PERSONA = list(range(1000, 1050))
TURNS = [[1, 2, *range(100 * n, 100 * n + 30), 3] for n in range(1, 7)]


def prompt(*turns):
    return PERSONA + [token for turn in turns for token in turn]


def test_a_longer_prompt_keeps_all_of_the_old_one():
    assert reuse(prompt(*TURNS[:3]), prompt(*TURNS[:4]), fixed_tokens=50) == Reuse(149, 149, 0)


def test_an_empty_cache_and_an_empty_prompt():
    assert reuse([], PERSONA, fixed_tokens=50).tokens == 0
    assert reuse(PERSONA, [], fixed_tokens=0).tokens == 0


def test_a_dropped_block_is_cut_out():
    old, new = prompt(*TURNS[:5]), prompt(*TURNS[2:6])
    plan = reuse(old, new, fixed_tokens=50)
    assert plan == Reuse(52, 52 + 66, 97)  # "1 2" opens every turn, so it belongs to both
    assert old[: plan.keep] + old[plan.resume : plan.resume + plan.run] == new[: plan.tokens]


def test_a_short_match_is_chance():
    assert reuse(prompt(TURNS[0], TURNS[1][:20]), prompt(TURNS[1][:20], TURNS[4]), fixed_tokens=50).run == 0


def test_another_persona_keeps_nothing_of_the_history():
    assert reuse(prompt(*TURNS), [7, 8, 9, *prompt(*TURNS[2:])], fixed_tokens=53) == Reuse(0, 0, 0)


@given(st.lists(st.integers(0, 3), max_size=200), st.lists(st.integers(0, 3), max_size=200), st.integers(0, 60))
def test_what_is_kept_is_always_the_new_prompt_s_beginning(old, new, fixed):
    plan = reuse(old, new, fixed_tokens=fixed)
    assert old[: plan.keep] + old[plan.resume : plan.resume + plan.run] == new[: plan.tokens]
    assert plan.run == 0 or (plan.run >= WORTH_SHIFTING_TOKENS and plan.keep >= fixed)
