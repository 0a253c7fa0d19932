"""kill -9 while episodes are written: every one that was reported kept is there, and the database is sound."""

import random
import subprocess
import sys
import threading

import apsw

from tests.kit.episodes import store_at

KILLS = 10
WRITER = """
import itertools, sys
from pathlib import Path
from tests.kit.episodes import episode, store_at
with store_at(Path(sys.argv[1])) as store:
    for n in itertools.count():
        one = episode(f"turn {n} " + "and what was said " * (n % 50), after_s=n)
        store.keep(one)
        print(one.id, flush=True)
"""


def test_what_was_kept_survives_kill_9(tmp_path):
    path = tmp_path / "memory.db"
    chance = random.Random(9)
    reported = []
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
            reported.append(writer.stdout.readline().strip())  # it writes by now
            threading.Timer(chance.uniform(0.0, 0.15), writer.kill).start()
            reported += [line.strip() for line in writer.stdout if line.endswith("\n")]
    with store_at(path) as store:
        kept = {episode.id for episode in store.all()}
    database = apsw.Connection(str(path))
    assert list(database.execute("PRAGMA integrity_check")) == [("ok",)]
    assert list(database.execute("PRAGMA foreign_key_check")) == []
    database.close()
    print(f"\nkilled {KILLS} times; {len(reported)} episodes reported, {len(kept)} found")
    assert set(reported) <= kept
    assert len(kept) - len(set(reported)) <= KILLS  # at most the one that was not reported any more, each time
