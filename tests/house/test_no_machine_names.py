"""Nothing in the repository names a machine's own folders or a registry's host: it must work anywhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Each pattern is taken apart so that this file does not find itself.
FOLDERS = [f"/{name}/" for name in ("wo" "rk", "ro" "ot", "t" "mp", "ho" "me/[a-z]+")]
HOSTS = [
    rf"{name}\.{end}"
    for name, end in (
        ("py" "pi", "org"), ("python" "hosted", "org"), ("npm" "js", "(org|com)"), ("deb\\.deb" "ian", "org"),
        ("archive\\.ub" "untu", "com"), ("hugging" "face", "co"), ("pkg" "\\.dev", ""),
    )
]
FORBIDDEN = re.compile("|".join([*(rf"(?<![\w.~}}/]){folder}" for folder in FOLDERS), *HOSTS]))


def tracked_files() -> list[Path]:
    """What git knows here; in a tree without git, every file outside hidden folders."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=False,
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.parts)]


def test_no_file_names_a_machine() -> None:
    found = []
    for path in tracked_files():
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        for number, line in enumerate(text.splitlines(), 1):
            if match := FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert not found, "\n".join(found[:20])


def test_the_patterns_find_what_they_should() -> None:
    for bad in ("see /wo" "rk/main/x", "https://py" "pi.org/simple", '"/ho' 'me/amy/x"', "cd /ro" "ot/"):
        assert FORBIDDEN.search(bad), bad
    for good in ("tests/work/x", "$root/scripts", "~/.cache/earpiece", "assets/home/x", "../shared/audio"):
        assert not FORBIDDEN.search(good), good
