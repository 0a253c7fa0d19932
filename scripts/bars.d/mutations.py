"""Bar: of 30 seeded mutations in listening/ and conversation/, at least 27 are caught by the tests of these packages.

A mutation changes one comparison, one sum, one condition, one number or one returned list. It is made in a copy of the
checkout; the checkout itself is not touched. `--seed` draws others.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.commands.bench import hardware

ROOT = Path(__file__).parents[2]
PACKAGES = ("listening", "conversation")
BAR = 27
HANG_GUARD_S = 300.0

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """`path`, from the root, with `source` instead of what it is."""

    path: Path
    line: int
    what: str
    source: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="")
    parser.add_argument("--short", action="store_true", help="six mutations")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    count = 6 if args.short else 30
    drawn = [_mutation(*place) for place in random.Random(args.seed).sample(_all_places(), count)]
    survivors = [mutation for mutation in drawn if not _is_caught(mutation)]
    for mutation in survivors:
        print(f"  survived: {mutation.path}:{mutation.line} {mutation.what}")
    caught = count - len(survivors)
    if args.json:
        print(json.dumps({"hardware": hardware(), "mutations": count, "caught": caught, "seed": args.seed}))
    print(f"mutations: {caught} of {count} caught (bar {BAR} of 30), seed {args.seed} · {hardware()}")
    return 0 if caught * 30 >= BAR * count else 1


def _all_places() -> list[tuple[Path, int]]:
    """Every place that can be changed: (file, its number in the file)."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / "app" / package).rglob("*.py"))]
    return [(path, n) for path in paths for n, _ in enumerate(_sites(ast.parse(path.read_text(encoding="utf-8"))))]


def _mutation(path: Path, n: int) -> Mutation:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node, change = list(_sites(tree))[n]
    what = change(node)
    return Mutation(path.relative_to(ROOT), node.lineno, what, ast.unparse(tree))


def _sites(tree: ast.Module) -> Iterator[tuple[ast.expr, Callable[[Any], str]]]:
    """Where something can be changed, with what changes it."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare() if type(node.ops[0]) in _COMPARISONS:
                yield node, _swap_comparison
            case ast.BinOp() if type(node.op) in _SUMS and not isinstance(node.left, ast.Constant):
                yield node, _swap_sum
            case ast.BoolOp():
                yield node, _swap_condition
            case ast.UnaryOp(op=ast.Not()):
                yield node, _drop_not
            case ast.Constant() if type(node.value) in (int, float) and node.value:
                yield node, _change_number


def _swap_comparison(node: ast.Compare) -> str:
    was = node.ops[0]
    node.ops[0] = _COMPARISONS[type(was)]()
    return f"{type(was).__name__} -> {type(node.ops[0]).__name__}"


def _swap_sum(node: ast.BinOp) -> str:
    was = node.op
    node.op = _SUMS[type(was)]()
    return f"{type(was).__name__} -> {type(node.op).__name__}"


def _swap_condition(node: ast.BoolOp) -> str:
    was = node.op
    node.op = ast.And() if isinstance(was, ast.Or) else ast.Or()
    return f"{type(was).__name__} -> {type(node.op).__name__}"


def _drop_not(node: ast.UnaryOp) -> str:
    node.op = ast.UAdd()
    return "not dropped"


def _change_number(node: ast.Constant) -> str:
    was = node.value
    assert isinstance(was, int | float)
    node.value = was + 1 if isinstance(was, int) else was * 1.5
    return f"{was} -> {node.value}"


def _is_caught(mutation: Mutation) -> bool:
    with tempfile.TemporaryDirectory(prefix="earpiece-mutant-") as folder:
        copy = Path(folder) / "earpiece"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache"))
        (copy / mutation.path).write_text(mutation.source, encoding="utf-8")
        tests = [f"tests/unit/{package}" for package in PACKAGES]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
            cwd=copy, env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
            capture_output=True, timeout=HANG_GUARD_S, check=False,
        )  # fmt: skip
        return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
