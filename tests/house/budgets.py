"""Measures the tail of the code: files, classes, functions, constructors. For test_tail_budgets.py."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BUDGETS = {
    "file-lines": 300,
    "class-lines": 200,
    "public-methods": 12,
    "function-lines": 40,
    "constructor-parameters": 7,
    "complexity": 8,
}
EXCEPTION = re.compile(r"^- budget: `(?P<place>[^`]+)` (?P<measure>[a-z-]+) (?P<limit>\d+): \S.*$", re.MULTILINE)
"""One line in app/DECISIONS.md: - budget: `app/x.py::Class.method` function-lines 55: why."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Measure:
    """`place` (a file, or file::Class.method) has `value` of `name`."""

    place: str
    name: str
    value: int


def measures(path: Path, root: Path) -> Iterator[Measure]:
    """Everything in one file that has a budget."""
    text = path.read_text(encoding="utf-8")
    place = str(path.relative_to(root))
    yield Measure(place, "file-lines", len(text.splitlines()))
    yield from _in_body(ast.parse(text).body, f"{place}::")


def _in_body(body: list[ast.stmt], prefix: str) -> Iterator[Measure]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _class(node, prefix)
        elif isinstance(node, Function):
            yield from _function(node, prefix)
        elif isinstance(node, ast.If):  # a platform's variant of something
            yield from _in_body([*node.body, *node.orelse], prefix)


def _class(node: ast.ClassDef, prefix: str) -> Iterator[Measure]:
    place = prefix + node.name
    public = {item.name for item in node.body if isinstance(item, Function) and not item.name.startswith("_")}
    yield Measure(place, "class-lines", _lines(node))
    yield Measure(place, "public-methods", len(public))
    yield from _in_body(node.body, f"{place}.")


def _function(node: Function, prefix: str) -> Iterator[Measure]:
    place = prefix + node.name
    yield Measure(place, "function-lines", _lines(node))
    yield Measure(place, "complexity", complexity(node))
    if node.name == "__init__":
        arguments = node.args
        count = len(arguments.posonlyargs + arguments.args + arguments.kwonlyargs) - 1  # without self
        yield Measure(place, "constructor-parameters", count)


def complexity(node: Function) -> int:
    """McCabe's number as ruff counts it, by statements: 1 + branches, `else` of a try, cases, inner functions."""
    inside = list(ast.walk(node))[1:]
    branches = sum(isinstance(one, _BRANCHES) for one in inside)
    elses = sum(bool(one.orelse) for one in inside if isinstance(one, ast.Try))
    cases = sum(len(one.cases) - _has_catch_all(one) for one in inside if isinstance(one, ast.Match))
    return 1 + branches + elses + cases


def _has_catch_all(node: ast.Match) -> bool:
    last = node.cases[-1]
    return isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None


def _lines(node: ast.ClassDef | Function) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1
