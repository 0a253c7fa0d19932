"""`talk --wav`: the whole loop on a sound file. The contract's door for everybody who measures."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from app.audio.wav import WavReader, WavWriter, open_wav
from app.home import Home

if TYPE_CHECKING:
    from app.plan import Plan


def talk_on_file(args: argparse.Namespace, home: Home) -> int:
    """Raises CannotStart, and Failed when OUT or the event file cannot grow."""
    with ExitStack() as stack:
        # The sound file first: most mistakes are there, and nothing heavy is imported yet.
        reader = stack.enter_context(open_wav(args.wav))
        return _run(args, home, reader, stack)


def _run(args: argparse.Namespace, home: Home, reader: WavReader, stack: ExitStack) -> int:
    from app import wiring
    from app.asking import tell_notice
    from app.audio.file_deck import OUT_HZ, FileDeck, realtime_pace
    from app.owner import Owner
    from app.runtime.clock import FileClock
    from app.runtime.event_file import EventFile

    plan = _plan(args, home)
    stack.enter_context(home.own())
    writer = stack.enter_context(WavWriter(args.out, OUT_HZ)) if args.out else None
    events = EventFile(args.events) if args.events else None
    is_realtime = args.pace == "realtime"
    clock = FileClock(is_realtime=is_realtime)
    # At full speed nobody reads along, and looking at an hour of speech every 0.7 s takes longer than the hour.
    house = wiring.build(plan, clock, knows_user=False, reads_along=is_realtime)
    stack.callback(house.close)

    def advance(t_s: float) -> None:
        clock.advance(t_s)
        house.timers.fire_due(house.session.post)

    deck = FileDeck(reader, writer, advance)
    wiring.add_deck(house, deck)
    house.start()
    tell_notice(house, sys.stderr)
    house.open_microphone()
    house.wait_until_warm()
    if events is not None:
        house.session.subscribe(events.write)
    stack.enter_context(Owner(house, leave=deck.end).at_home())
    pace: Callable[[float], object] = realtime_pace() if is_realtime else lambda _: house.settle()
    deck.run(pace=pace, is_at_rest=(lambda: house.is_at_rest) if is_realtime else house.settle, tail_s=args.tail_s)
    house.close()
    if events is not None:
        events.close()
    return 0


def _plan(args: argparse.Namespace, home: Home) -> Plan:
    """As the contract has it: mode open, awake, nothing muted, and the same seed unless another is given."""
    from app.plan import make_plan

    plan = make_plan(args, home, seed=args.seed or 0)
    settings = dataclasses.replace(plan.settings, mode="open", microphone_muted=False, voice_muted=False)
    return dataclasses.replace(plan, settings=settings)
