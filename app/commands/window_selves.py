"""The window's door to the selves (app/ui/selves_doors.py), fitted to a running house: the functions of `companion`.

Called on the main thread. What writes runs on a thread of its own and asks the keeper's thread step by step, as a
command of another process does: a pause of the conversation, and a file on a slow disk, are waited for there.
"""

from __future__ import annotations

import argparse
import io
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from app.asking import talk_as
from app.errors import BadOption, EarpieceError
from app.memory.protocol import Episode
from app.ui.selves_doors import SelfCard

if TYPE_CHECKING:
    from app.commands.memory import Desk
    from app.house import House
    from app.memory.selves import Branch
    from app.memory.store import SqliteTranscriptStore

T = TypeVar("T")


class HouseSelves:
    """`forgotten`: what is gone from the disk goes from the running conversation too."""

    def __init__(self, house: House, forgotten: Callable[[tuple[str, ...]], None]) -> None:
        self._house = house
        self._forgotten = forgotten

    def tree(self, companion: str, answer: Callable[[tuple[SelfCard, ...]], None]) -> None:
        self._read(lambda: self._tree(companion), answer)

    def use(self, one: SelfCard, answer: Callable[[str], None]) -> None:
        def use() -> None:
            from app.memory.selves import Selves

            self._ask(lambda: Selves(self._store).use(one.id))
            if one.companion == self._house.plan.companion:
                with self._house.who_talks:
                    talk_as(self._house, one.id)

        self._do(use, answer)

    def fork(self, parent: str, label: str, at: str | None, answer: Callable[[str], None]) -> None:
        def fork() -> None:
            from app.memory.selves import Selves

            selves, now = Selves(self._store), self._house.plan.wall.now()
            self._ask(lambda: selves.fork(parent or self._house.selves[""], now, at=at, label=label))

        self._do(fork, answer)

    def rename(self, self_id: str, label: str, answer: Callable[[str], None]) -> None:
        def rename() -> None:
            from app.memory.selves import Selves

            self._ask(lambda: Selves(self._store).name(self_id, label))

        self._do(rename, answer)

    def to_give(self, giver: str, taker: str, answer: Callable[[Sequence[Episode]], None]) -> None:
        def read() -> Sequence[Episode]:
            from app.memory.portraits import to_give

            return to_give(self._store, giver, taker)

        self._read(read, answer)

    def give(self, giver: str, taker: str, ids: Sequence[str], answer: Callable[[str], None]) -> None:
        def give() -> None:
            from app.memory.selves import Selves

            self._ask(lambda: Selves(self._store).merge(giver, taker, ids))

        self._do(give, answer)

    def let_go(self, one: SelfCard, path: Path, answer: Callable[[str], None]) -> None:
        def go() -> None:
            from app.commands.companion_selves import send_off
            from app.memory.letting_go import branch_of

            def branch() -> list[Branch]:
                going = branch_of(self._store, one.id, with_branches=True)
                if any(each.id == self._house.selves[""] for each in going):
                    raise BadOption("It is the self you talk with.", "Talk as another one first.")
                return going

            self._forgotten(send_off(self._desk(), branch, path)[1])

        self._do(go, answer)

    @property
    def _store(self) -> SqliteTranscriptStore:
        return cast("SqliteTranscriptStore", self._house.store)

    def _desk(self) -> Desk:
        from app.commands.memory import Desk

        plan = self._house.plan
        return Desk(
            argparse.Namespace(), plan.home, self._store, io.StringIO(), plan.wall.now(), self._ask, self._forgotten
        )

    def _tree(self, companion: str) -> tuple[SelfCard, ...]:
        """On the keeper's thread."""
        from app.memory.ids import first_self
        from app.memory.portraits import portraits

        talking = self._house.selves.get("", "")
        return tuple(
            SelfCard(
                id=one.branch.id,
                companion=companion,
                depth=one.depth,
                label=one.branch.label,
                since=one.since,
                shared=one.shared,
                lines=one.lines,
                is_current=one.branch.is_current,
                talks=one.branch.id == talking,
                is_first=one.branch.id == first_self(companion),
            )
            for one in portraits(self._store, companion)
        )

    def _ask(self, job: Callable[[], T]) -> T:
        """Waits. Not on the main thread."""
        return self._house.keeper.ask(job).result()

    def _read(self, question: Callable[[], T], answer: Callable[[T], None]) -> None:
        """A question that fails is not answered: the keeper's own stage tells what is wrong."""

        def tell(done: Future[T]) -> None:
            if not done.exception():
                answer(done.result())

        self._house.keeper.ask(question).add_done_callback(tell)

    def _do(self, act: Callable[[], None], answer: Callable[[str], None]) -> None:
        def run() -> None:
            try:
                act()
                self._house.look_back().result()
            except EarpieceError as error:
                answer(str(error))
            else:
                answer("")

        threading.Thread(target=run, name="selves", daemon=True).start()
