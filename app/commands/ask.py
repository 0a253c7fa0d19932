"""`ask`: one typed turn through the same loop. Works without any sound device, and touches none unless `--speak`."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import TextIO

from app.errors import BadOption
from app.home import Home


def add_arguments(to: argparse.ArgumentParser) -> None:
    to.add_argument("text", metavar="TEXT", help="what you say")
    to.add_argument("--speak", action="store_true", help="speak the reply too")
    to.add_argument("--seed", type=int, metavar="S", help="same question, past and seed, same reply")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """With nobody owning the home: load what a typed turn needs, ask, keep, leave. Raises CannotStart."""
    if not args.text.strip():
        raise BadOption("There is no text to ask.", 'For example: earpiece ask "What is on today?"')
    from app import wiring
    from app.asking import ask, tell_notice
    from app.plan import make_plan
    from app.runtime.clock import RealClock

    with ExitStack() as stack:
        plan = make_plan(args, home, seed=args.seed)
        clock = RealClock()
        house = wiring.build(plan, clock)
        stack.callback(house.close)
        if args.speak:
            from app.audio.speaker import Speaker

            wiring.add_devices(house, None, Speaker(plan.settings.speaker or None, clock.now_s))
        house.start()
        tell_notice(house, err)
        for worker in house.workers:
            worker.loaded.result()
        code = ask(house.session, args.text, aloud=args.speak, out=out, err=err)
        house.settle()
    return code
