"""Settings, Day and night: whether it may begin to talk, how long a day one wants to, what it owes to the user.

A card of that section, on the main thread.
"""

from __future__ import annotations

from app.ui.settings_parts import Choice, Row, Switch
from app.ui.settings_section import Section

ALLOWANCES_MIN = (15, 30, 45, 60, 90, 120, 180)


def fill_limits(section: Section) -> None:
    """Add the card to `section`."""
    now = section.household.settings.now
    card = section.add_card(section.tr("Your time"))
    begins = Choice(section.tr("I may begin to talk"), lambda value: section.keep("proactive.talk", value))
    often = ("off", section.tr("never")), ("rarely", section.tr("once a day")), ("sometimes", section.tr("three times"))
    begins.offer(often, now.talk_by_itself)
    hint = section.tr("When you come back, I ask about something you left open. Ask me why, and I tell you.")
    card.add(Row(section.tr("I may begin to talk"), hint, begins))
    name = section.tr("I ask what is right")
    asks = Switch(name, is_on=now.asks_doubts, act=lambda is_on: section.keep("memory.asks", is_on))
    hint = section.tr("When two things you told me cannot both be: once, in a quiet moment of our talk.")
    card.add(Row(name, hint, asks))
    name = section.tr("I read again what you said")
    reads = Switch(name, is_on=now.reads_by_model, act=lambda is_on: section.keep("memory.reads", is_on))
    hint = section.tr("When nobody talks, to find what I missed. Only words of yours become a memory.")
    card.add(Row(name, hint, reads))
    time = Choice(section.tr("Time a day"), lambda minutes: section.keep("boundaries.allowance_min", int(minutes)))
    minutes = sorted({*ALLOWANCES_MIN, now.allowance_min} - {0})
    shown = [(str(one), section.tr("{minutes} minutes").format(minutes=one)) for one in minutes]
    time.offer([("0", section.tr("no limit")), *shown], str(now.allowance_min))
    hint = section.tr("I say when a minute is left. Then my answers are short; help and your data stay.")
    card.add(Row(section.tr("Time a day"), hint, time))
    hint = section.tr("At the day's first talk and after every three hours. It stays on: you should always know.")
    card.add(Row(section.tr("I say that I'm software"), hint))
    name = section.tr("A log of hard moments")
    moments = Switch(name, is_on=now.keep_moments, act=lambda is_on: section.keep("boundaries.keep_log", is_on))
    card.add(Row(name, section.tr("When something sounded like danger: the time, never your words."), moments))
