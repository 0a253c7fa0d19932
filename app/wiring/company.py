"""Who counts the talk and may begin by itself, in a run with somebody there: what it reads and where it is kept.

Called by surroundings.py on the main thread, before the house starts. A run on a sound file, and `ask`, have none: they
give the same events in every home.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as TooLate
from dataclasses import replace
from datetime import timedelta
from functools import partial

from app import private_file
from app.companion.proactive import Said
from app.conversation.boundaries.crisis import crisis
from app.errors import EarpieceError
from app.house import House
from app.runtime.company import Company, Wanted
from app.runtime.wondering import Wondering

log = logging.getLogger(__name__)

DAYS = 3
WAIT_S = 5.0


def keep_company(house: House, may_speak: Callable[[], bool]) -> None:
    """It starts and ends with the house. `may_speak`: nothing fills the screen."""
    settings, path = house.plan.settings, house.plan.home.cache_folder / "day"

    def keep(text: str) -> None:
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            private_file.replace(path, text)
        except (OSError, EarpieceError) as error:
            log.info("the day is not kept: %s", type(error).__name__)

    try:
        kept = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        kept = ""
    plan = house.plan
    company = Company(
        plan.persona.name, plan.wall.now, house.session.post, lambda: _said(house), keep, kept, may_speak
    )
    wanted = Wanted(
        settings.talk_by_itself, settings.allowance_min, settings.quiet_from, settings.quiet_until, plan.persona.starts
    )
    _follow(house, company, wanted)
    _wonder(house, company)
    house.bounds.company = company
    house.session.subscribe(company.follow)
    house.at_start(company.start)
    house.at_close(company.close)


def _follow(house: House, company: Company, wanted: Wanted) -> None:
    """The settings page counts at once."""
    now = {"wanted": wanted}
    company.want(wanted)

    def change(name: str, value: object) -> None:
        now["wanted"] = replace(now["wanted"], **{name: value})  # type: ignore[arg-type]  # checked by the declaration
        company.want(now["wanted"])

    for key, name in (
        ("proactive.talk", "talk"), ("boundaries.allowance_min", "allowance_min"),
        ("quiet.from", "quiet_from"), ("quiet.until", "quiet_until"),
    ):  # fmt: skip
        house.follow[key] = partial(change, name)


def _wonder(house: House, company: Company) -> None:
    """What contradicts is asked about in a lull; the settings count at once."""
    wondering = Wondering(house.plan.wall.now, house.doubts, house.bounds.is_grave)
    settings = house.plan.settings
    wondering.is_wanted, wondering.quiet = settings.asks_doubts, (settings.quiet_from, settings.quiet_until)
    company.wonder = wondering.words
    house.session.subscribe(wondering.follow)
    house.follow["memory.asks"] = lambda is_on: setattr(wondering, "is_wanted", is_on)
    _also(house, "quiet.from", lambda at: setattr(wondering, "quiet", (at, wondering.quiet[1])))
    _also(house, "quiet.until", lambda at: setattr(wondering, "quiet", (wondering.quiet[0], at)))


def _also(house: House, key: str, follow: Callable[[str], object]) -> None:
    """Beside whoever follows that setting already."""
    before = house.follow[key]
    house.follow[key] = lambda value: (before(value), follow(value))


def _said(house: House) -> Sequence[Said]:
    """What the user said in the last days, newest first, without what was said in a crisis."""

    def read() -> list[Said]:
        today, found = house.plan.wall.now().date(), []
        for ago in range(DAYS):
            day = (today - timedelta(days=ago)).isoformat()
            episodes = [one for one in house.store.of_day(day, house.plan.self_id) if one.speaker == "user"]
            found += [Said(one.text, ago) for one in reversed(episodes) if crisis(one.text) is None]
        return found

    try:
        return house.keeper.ask(read).result(WAIT_S)
    except TooLate:
        return []
