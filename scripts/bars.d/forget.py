"""Bars: 200 forgotten secrets leave 0 byte traces in the whole home folder, encryption off, also after kill -9 at
random moments; forgetting takes at most 2 s at 100,000 episodes; at a million nothing finds the line at once, its bytes
are gone within 60 s, in steps that no turn waits for; an import of 200 MB needs bounded memory.

Through the command line, in processes of their own. Each secret is a word that no other text has; a reply repeats it,
and ordinary talk stands around it. A trace is one of the words in any file under the home, in any case of letters.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.commands.bench import hardware
from app.commands.bench_rows import Drawn
from app.commands.bench_rows import fill as fill_at_once
from app.memory.database import empty_log
from app.memory.forget import Forgetting
from app.memory.store import SqliteTranscriptStore
from app.memory.tidying import tidy
from tests.kit.episodes import NINE
from tests.kit.forgotten import keep_secrets, secret_words, traces

BAR_S = 2.0
BAR_ROWS = 100_000
BAR_STEPS_S = 60.0
BAR_STEPS_ROWS = 1_000_000
BAR_STEP_MS = 100.0
"""The longest a turn could wait for a step under way."""
BAR_IMPORT_MB = 200
BAR_RSS_MB = 250
"""Python with everything that the command loads takes 40."""
TALK = ("the rain", "my sister", "a long walk", "the garden", "that book", "dinner", "the train", "a song", "work")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", help="as every bar has it; nothing here loads a model")
    parser.add_argument("--short", action="store_true", help="40 secrets, 5,000 episodes, 5 kills, 20 MB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    secrets, rows, kills, megabytes = (40, 5_000, 5, 20) if args.short else (200, BAR_ROWS, 30, BAR_IMPORT_MB)
    many = 20_000 if args.short else BAR_STEPS_ROWS
    with tempfile.TemporaryDirectory() as folder:
        report: dict[str, object] = {"hardware": hardware(), "rows": rows, "secrets": secrets}
        report |= at_once(Path(folder) / "once", secrets, rows)
        report |= killed(Path(folder) / "killed", secrets, kills, random.Random(args.seed))
        report |= in_steps(Path(folder) / "steps", many)
        report |= imported(Path(folder) / "large", megabytes)
    is_met = report["traces"] == report["traces_after_kill"] == 0
    is_met &= float(str(report["forget_s"])) <= BAR_S and float(str(report["import_rss_mb"])) <= BAR_RSS_MB
    is_met &= report["found_behind"] == report["traces_behind"] == 0
    is_met &= float(str(report["steps_s"])) <= BAR_STEPS_S and float(str(report["step_ms"])) <= BAR_STEP_MS
    words = (
        f"forget: {report['traces']} traces of {secrets} secrets (bar 0), {report['traces_after_kill']} after {kills} "
        f"kills (bar 0); {report['forget_s']} s at {rows} episodes (bar {BAR_S}); at {many} "
        f"hidden in {report['hidden_ms']} ms, then found {report['found_behind']} times, bytes gone after "
        f"{report['steps_s']} s (bar {BAR_STEPS_S}) in steps of {report['step_ms']} ms at most (bar {BAR_STEP_MS}), "
        f"{report['traces_behind']} traces; an import of {megabytes} MB: "
        f"{report['import_rss_mb']} MB of memory (bar {BAR_RSS_MB}), {report['import_s']} s · {report['hardware']}"
    )
    print(json.dumps(report) if args.json else words)
    return 0 if is_met else 1


def at_once(home: Path, secrets: int, rows: int) -> dict[str, object]:
    """All but one in one command; then the last, timed without the start of a process."""
    *ids, last = fill(home, secrets, rows)
    assert len(traces(home, secrets)) == secrets
    began_s = time.monotonic()
    earpiece(home, "memory", "forget", *ids)
    command_s = time.monotonic() - began_s
    store = SqliteTranscriptStore(home / "memory.db")
    store.open()
    began_s = time.monotonic()
    Forgetting(store).forget([last])
    forget_s = time.monotonic() - began_s
    store.close()
    left = traces(home, secrets)
    return {"traces": len(left), "forget_s": round(forget_s, 2), "forget_all_command_s": round(command_s, 2)}


def in_steps(home: Path, rows: int) -> dict[str, object]:
    """As the keeper does it beside a conversation: hidden first, then a step whenever nobody waits."""
    home.mkdir(parents=True)
    store = SqliteTranscriptStore(home / "memory.db")
    store.open()
    fill_at_once(store, rows, Drawn(), None, ("samantha", store.ensure_self("samantha")))
    (secret,) = keep_secrets(store, 1)
    while tidy(store):
        pass
    empty_log(store.db)  # the filling's, a gigabyte
    forgetting, began_s = Forgetting(store), time.monotonic()
    forgetting.forget([secret], at_once=False)
    hidden_s = time.monotonic() - began_s
    ((found,),) = store.db.execute("SELECT count(*) FROM episode_words WHERE episode_words MATCH ?", (secret_words(0),))
    steps_s, is_over = [], False
    while not is_over:
        step_s = time.monotonic()
        is_over = forgetting.merge()
        steps_s.append(time.monotonic() - step_s)
    store.close()
    return {
        "hidden_ms": round(1000 * hidden_s, 1),
        "found_behind": found,
        "steps_s": round(hidden_s + sum(steps_s), 1),
        "step_ms": round(1000 * max(steps_s), 1),
        "traces_behind": len(traces(home, 1)),
    }


def killed(home: Path, secrets: int, kills: int, chance: random.Random) -> dict[str, object]:
    """Four at a time, until all are gone; as many commands as `kills` are killed, somewhere in the time that the first
    of them took. What a killed command left counts after the next start."""
    left = dict(enumerate(fill(home, secrets, 500)))
    usual_s, seen, halves = 0.0, 0, 0
    while left:
        some = list(left.items())[:4]
        began_s = time.monotonic()
        process = subprocess.Popen(command(home, "memory", "forget", *(one for _, one in some)), stdout=subprocess.PIPE)
        is_killed = bool(usual_s) and kills > 0
        if is_killed:
            kills -= 1
            time.sleep(chance.uniform(0.3 * usual_s, 1.1 * usual_s))
            process.send_signal(signal.SIGKILL)
        process.communicate()
        usual_s = usual_s or time.monotonic() - began_s
        there = {one["id"] for one in json.loads(earpiece(home, "memory", "list", "--json"))}
        gone = {number for number, one in some if one not in there}
        halves += is_killed and bool(gone)
        seen += len(gone & set(traces(home, secrets)))
        left = {number: one for number, one in left.items() if number not in gone}
    return {"traces_after_kill": seen + len(traces(home, secrets)), "killed_behind_the_commit": halves}


def imported(home: Path, megabytes: int) -> dict[str, object]:
    """A ChatGPT export of that size."""
    home.mkdir(parents=True)
    path = home.parent / "conversations.json"
    with path.open("w") as file:
        file.write("[")
        talks = 0
        while file.tell() < megabytes * 1e6:
            file.write(("," if talks else "") + json.dumps(chat(talks)))
            talks += 1
        file.write("]")
    began_s = time.monotonic()
    earpiece(home, "memory", "import", str(path))
    took_s = time.monotonic() - began_s
    rss_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"import_mb": megabytes, "import_s": round(took_s), "import_rss_mb": round(rss_mb)}


def chat(number: int) -> dict[str, object]:
    """A talk of forty long messages."""
    nodes: dict[str, object] = {}
    for n in range(40):
        said = {"author": {"role": ("user", "assistant")[n % 2]}, "create_time": 1.7e9 + number * 1e4 + n * 10}
        said |= {"content": {"content_type": "text", "parts": [f"{number} {n}: " + "and so it goes on. " * 200]}}
        nodes[f"{n}"] = {"message": said, "parent": f"{n - 1}" if n else None, "children": []}
    return {"conversation_id": f"{number}", "create_time": 1.7e9 + number * 1e4, "mapping": nodes, "current_node": "39"}


def fill(home: Path, secrets: int, rows: int) -> list[str]:
    """A home with ordinary talk and secrets, imported; -> the ids of the lines that tell the secrets."""
    home.mkdir(parents=True)
    path = home.parent / f"{home.name}.jsonl"
    with path.open("w") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines(secrets, rows))
    earpiece(home, "memory", "import", str(path))
    path.unlink()
    return [f"ep_secret_{n:04}" for n in range(secrets)]


def lines(secrets: int, rows: int) -> Iterator[dict[str, str]]:
    every = max(4, rows // secrets)
    for n in range(max(rows, secrets * 4)):
        number, place = divmod(n, every)
        text, speaker, identity = f"We talked about {TALK[n % len(TALK)]}, for the {n}. time.", "user", f"ep_{n:08}"
        if number < secrets and place == 1:
            text, identity = f"My secret word is {secret_words(number)}.", f"ep_secret_{number:04}"
        if number < secrets and place == 2:
            text, speaker = f"I will keep {secret_words(number)} safe.", "companion"
        start = NINE + timedelta(seconds=20 * n)
        yield {
            "kind": "episode", "id": identity, "companion": "samantha", "speaker": speaker, "text": text,
            "start": start.isoformat(), "end": (start + timedelta(seconds=3)).isoformat(),
        }  # fmt: skip


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "app", "--home", str(home), *words]


def earpiece(home: Path, *words: str) -> str:
    done = subprocess.run(command(home, *words), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words[:2])}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
