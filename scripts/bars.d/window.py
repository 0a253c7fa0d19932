"""Bar: the window with a hundred thousand turns: opened, scrolled and searched.

A real store with that many turns, a real keeper thread, real widgets on Qt's offscreen platform. Opening counts from
the click on the tray until the first page of the transcript is painted with its words; a search from the last letter
until its hits are painted. The longest stall is that of a heartbeat on the main thread while all of this goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from app.commands.bench import hardware
from app.memory.reading import SqliteTranscriptReader
from app.memory.store import SqliteTranscriptStore
from app.memory.withdrawal import SqliteWithdrawal
from app.runtime.inbox import Work
from app.runtime.shelf import Shelf
from app.runtime.worker import Worker
from app.ui import style
from app.ui.bridge import Bridge
from app.ui.lines import IS_HEADING, LINE, Lines
from app.ui.pages import pages
from app.ui.transcript import Transcript
from app.ui.transcript_page import TranscriptPage
from app.ui.window import Window
from app.ui.wishes import Wishes
from tests.kit.kept_conversation import KeptConversation
from tests.kit.sentences import HARVARD, SENTENCES

BARS = {"open_ms": 300, "transcript_ms": 300, "first_page_ms": 100, "search_ms": 100, "scroll_ms": 33, "stall_ms": 150}
A_DAY = 274
"""Turns a day: a hundred thousand in a year."""
LAST = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
SEARCHES = ("pencils", "the", "best part", "runnin", "samantha", "you", "zebra", "t", "kitchen table", "monday")
SAID = (*HARVARD.values(), *SENTENCES)
JUMPS = 60
GUARD_S = 30.0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--turns", type=int, default=100_000)
    parser.add_argument("--profile", default="", help="not used: no model is loaded")
    parser.add_argument("--short", action="store_true", help="ten thousand turns")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    turns = 10_000 if args.short else args.turns
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteTranscriptStore(Path(folder) / "memory.db")
        sys.stderr.write(f"writing {turns} turns\n")
        fill(store, turns)
        figures = measure(store)
    report = {"hardware": hardware(), "turns": turns, **figures}
    if args.json:
        print(json.dumps(report))
    else:
        print(f"{report['hardware']}, {turns} turns")
        for name, bar in BARS.items():
            print(f"{name:16} {report[name]:>8}   bar ≤ {bar}")
    return int(any(float(str(report[name])) > bar for name, bar in BARS.items()))


def fill(store: SqliteTranscriptStore, turns: int) -> None:
    """A year of talk; the index is made once, at the end."""
    store.open()
    self_id = store.ensure_self("samantha")
    db = store.db
    rows = []
    for number in range(turns):
        day, place = divmod(turns - 1 - number, A_DAY)
        at = LAST - timedelta(days=day, seconds=60 * place)
        text = " ".join(SAID[(number * 7 + k) % len(SAID)] for k in range(1 + number % 3))
        speaker = "companion" if number % 2 else "user"
        micros = int(at.timestamp() * 1e6)
        rows.append((f"ep_{number:09}", "samantha", self_id, f"co_{day}", number, speaker, text, "", at.isoformat(),
                     at.isoformat(), micros))  # fmt: skip
    names = "id, companion_id, self_id, conversation_id, turn, speaker, text, unheard, start_at, end_at, start_us"
    db.execute("BEGIN")
    db.executemany(f"INSERT INTO episode ({names}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    store.index.rebuild(db)
    db.execute("COMMIT")
    store.close()


class Stalls:
    """The longest wait between two heartbeats, in ms."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last_s = time.perf_counter()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def reset(self) -> None:
        self.longest_ms, self._last_s = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now_s = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000 - 5)
        self._last_s = now_s


def measure(store: SqliteTranscriptStore) -> dict[str, object]:
    application = QApplication([])
    keeper = Worker("keeper", lambda _: None, lambda _: None, Work()).with_load(store.open)
    keeper.start()
    keeper.loaded.result()
    try:
        return _measured(application, store, keeper)
    finally:
        keeper.ask(store.close).result()
        keeper.close()
        keeper.join(GUARD_S)


def _measured(application: QApplication, store: SqliteTranscriptStore, keeper: Worker) -> dict[str, object]:
    conversation = KeptConversation()
    reader = SqliteTranscriptReader(store)
    shelf = Shelf(keeper, reader, SqliteWithdrawal(store), lambda: "se_samantha", lambda _: None, lambda *_: "")
    conversation.shelf = shelf  # type: ignore[assignment]
    bridge = Bridge()
    bridge.began.emit(conversation)
    application.processEvents()
    wishes = Wishes(bridge)
    style.dress(application)

    def until(holds: Callable[[], bool]) -> float:
        """Seconds until it holds."""
        began_s = time.perf_counter()
        while not holds():
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # asleep, as in exec()
            assert time.perf_counter() - began_s < GUARD_S
        return time.perf_counter() - began_s

    began_s = time.perf_counter()
    window = Window("Samantha", bridge, wishes, pages("Samantha", bridge, wishes, Transcript("Samantha")))
    window.bring_up()
    until(lambda: bool(window.isVisible()))
    window.repaint()
    open_ms = (time.perf_counter() - began_s) * 1000
    stalls = Stalls()
    began_s = time.perf_counter()
    window.open_page("transcript")
    page = window.page
    assert isinstance(page, TranscriptPage)
    view = page.view

    def has_words() -> bool:
        index = view.indexAt(QPoint(60, view.viewport().height() // 2))
        return index.isValid() and (index.data(IS_HEADING) or index.data(LINE) is not None)

    until(has_words)
    window.repaint()
    transcript_ms = (time.perf_counter() - began_s) * 1000
    first_page_ms = _asked(lambda: reader.page("2026-03-01", "se_samantha", start=0, limit=100), keeper)
    scrolls = _scrolls(application, page, until, has_words)
    searches = _searches(application, page, until)
    window.close()
    return {
        "open_ms": round(open_ms, 1), "transcript_ms": round(transcript_ms, 1),
        "first_page_ms": round(first_page_ms, 1),
        "scroll_ms": round(statistics.quantiles(scrolls, n=20)[-1], 1), "search_ms": round(max(searches.values()), 1),
        "searches": {words: round(took_ms, 1) for words, took_ms in searches.items()},
        "stall_ms": round(stalls.longest_ms, 1),
    }


def _asked(question: Callable[[], object], keeper: Worker) -> float:
    began_s = time.perf_counter()
    keeper.ask(question).result()
    return (time.perf_counter() - began_s) * 1000


def _scrolls(
    application: QApplication, page: TranscriptPage, until: Callable[[Callable[[], bool]], float],
    has_words: Callable[[], bool],
) -> list[float]:
    """Milliseconds from a move of the bar to the end of the frame, all over the year."""
    bar, took = page.view.verticalScrollBar(), []
    for jump in range(JUMPS):
        began_s = time.perf_counter()
        bar.setValue(bar.maximum() * (jump * 37 % JUMPS) // JUMPS)
        page.view.viewport().repaint()
        took.append((time.perf_counter() - began_s) * 1000)
        until(has_words)
        application.processEvents()
        for _ in range(5):
            began_s = time.perf_counter()
            bar.setValue(bar.value() + 120)
            page.view.viewport().repaint()
            took.append((time.perf_counter() - began_s) * 1000)
    return took


def _searches(
    application: QApplication, page: TranscriptPage, until: Callable[[Callable[[], bool]], float]
) -> dict[str, float]:
    """Milliseconds from the last letter until the hits are painted."""
    took: dict[str, float] = {}
    field = page.findChild(QLineEdit)
    lines = page.view.model()
    assert isinstance(field, QLineEdit)
    assert isinstance(lines, Lines)
    for words in SEARCHES:
        terms = tuple(words.split())
        began_s = time.perf_counter()
        field.setText(words)
        until(lambda terms=terms: lines.terms == terms)  # type: ignore[misc]
        page.view.viewport().repaint()
        took[words] = (time.perf_counter() - began_s) * 1000
        application.processEvents()
    return took


if __name__ == "__main__":
    sys.exit(main())
