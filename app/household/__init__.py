"""The doors of app/ui/household.py, fitted to the real things: settings file, sound, models, folder.

Made by the command `tray` before anything is started; the running conversation is attached when there is one. Questions
are answered on one thread of its own (`household`), so that the window never waits for a disk or a device.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

from app.home import is_usual
from app.household.autostart import of_this_user
from app.household.companions import LocalCompanions
from app.household.folder import After, Folder
from app.household.kept import Kept
from app.household.models import LocalModels
from app.household.sound import RunningSound
from app.ui.household import Household

if TYPE_CHECKING:
    from app.house import House
    from app.plan import Plan
    from app.ui.doors import Front


PATIENCE_S = 1.0
"""Nobody who quits waits longer for an answer."""


class Estate:
    """`doors` for the window; `attach` when the conversation runs."""

    def __init__(self, plan: Plan, *, wants_first_run: bool) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="household")
        self._kept = Kept(plan.home, plan.settings, self._pool)
        self._sound = RunningSound(self._kept, self._pool)
        elsewhere = None if is_usual(plan.home) else plan.home.folder
        self.folder = Folder(plan.home, self._pool, of_this_user(elsewhere))
        models = LocalModels(plan.profile.name, self._pool, (plan.companion, plan.persona.voice))
        self._companions = LocalCompanions(plan.home.companions_folder, self._pool)
        self.doors = Household(self._kept, self._sound, models, self.folder, wants_first_run, self._companions)

    def attach(self, house: House, front: Front) -> None:
        """The conversation runs: settings are followed, the microphone can be measured."""
        self._kept.follow = house.follow
        self._companions.met = house.plan.meet_others
        self._sound.house = house
        self.folder.front = front
        self.folder.since = lambda: _first_day(house)

    @property
    def after(self) -> After:
        """What is to be done when everything is closed."""
        return self.folder.after

    def close(self) -> None:
        """Nothing is asked any more."""
        self._sound.close()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _first_day(house: House) -> date | None:
    """Looked up on the keeper's thread; None also while that is ending."""
    try:
        days = house.keeper.ask(house.store.days).result(PATIENCE_S)
    except TimeoutError:
        return None
    return date.fromisoformat(days[-1][0]) if days else None
