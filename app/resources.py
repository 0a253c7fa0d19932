"""Finds the content that travels with the code: icons, personas, sounds, the catalog of weights.

Called from any thread, at any time; touches no file. In a checkout the content lies beside `app/`; in an installed
wheel it lies inside (pyproject.toml copies it there), so the same call works from both, whatever the current folder.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """`asset("personas", "samantha.toml")`: a file or folder of assets/. It need not exist."""
    return _content("assets").joinpath(*parts)


def catalog_path() -> Path:
    """models/catalog.toml."""
    return _content("models") / "catalog.toml"


def _content(folder: str) -> Path:
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
