"""Ups and downs of a key on a virtual clock."""

from __future__ import annotations

from app.runtime.hold import LOOK_S, MAX_HOLD_S, REPEAT_S, Hold
from app.wishes import PressKey, ReleaseKey

DOWN, UP = [PressKey()], [ReleaseKey()]


def test_it_talks_while_the_key_is_down() -> None:
    hold = Hold()
    assert hold.look_in_s is None
    assert (hold.press(1.0), hold.talks, hold.look_in_s) == (DOWN, True, LOOK_S)
    assert (hold.release(3.0), hold.talks) == (UP, False)


def test_auto_repeat_is_one_press() -> None:
    hold = Hold()
    made = [hold.press(0.0)] + [hold.press(0.6 + n * 0.03) for n in range(50)]
    assert made == [DOWN] + [[]] * 50
    assert hold.release(2.2) == UP


def test_a_release_without_a_press_is_nothing() -> None:
    assert Hold().release(1.0) == []


def test_a_lost_release_is_noticed_by_looking() -> None:
    hold = Hold()
    hold.press(0.0)
    assert hold.look(1.0, is_down=True) == hold.look(2.0, is_down=None) == []
    assert hold.look(3.0, is_down=False) == UP
    assert hold.release(9.0) == []
    assert hold.press(10.0) == DOWN


def test_a_key_that_is_stuck_lets_go_and_does_not_begin_again() -> None:
    hold = Hold()
    hold.press(0.0)
    for n in range(1, 119):
        assert hold.press(float(n)) == hold.look(float(n), is_down=True) == []
    assert hold.press(MAX_HOLD_S - 0.5) == []
    assert hold.look(MAX_HOLD_S, is_down=True) == UP
    assert hold.press(MAX_HOLD_S + 0.1) == [], "it still repeats"
    assert hold.release(MAX_HOLD_S + 0.2) == []
    assert hold.press(MAX_HOLD_S + 1.0) == DOWN


def test_toggle_talks_from_one_press_to_the_next() -> None:
    hold = Hold("toggle")
    assert hold.press(0.0) == DOWN
    assert hold.press(0.5) == [], "auto-repeat"
    assert hold.release(0.7) == []
    assert hold.look(2.0, is_down=False) == [], "it need not stay down"
    assert hold.press(3.0) == UP
    hold.release(3.1)
    assert hold.press(4.0) == DOWN


def test_toggle_survives_a_lost_release_and_a_forgotten_press() -> None:
    hold = Hold("toggle")
    hold.press(0.0)
    assert hold.press(REPEAT_S + 1.0) == UP
    hold.release(3.0)
    hold.press(5.0)
    assert hold.look(5.0 + MAX_HOLD_S, is_down=None) == UP


def test_a_keyboard_that_goes_takes_its_press_along() -> None:
    hold = Hold()
    hold.press(0.0)
    assert (hold.let_go(), hold.let_go()) == (UP, [])
