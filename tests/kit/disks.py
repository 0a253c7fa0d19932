"""Disks that cannot take anything: full, or read-only. Real ones, mounted for one test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """`folder` becomes a disk of its own while inside."""
    folder.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Not a byte more fits on the disk of `folder`; -> the file to delete to make room again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size_bytes in (64 * 1024, 1):
            try:
                while True:
                    file.write(b"x" * size_bytes)
            except OSError:
                continue
    return filler


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """`folder` cannot be written while inside, not even by root."""
    if os.getuid() != 0:
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    _mount("--bind", str(folder), str(folder))
    try:
        _mount("-o", "remount,bind,ro", str(folder))
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"needs the right to mount a small disk: run as root with CAP_SYS_ADMIN ({done.stderr.strip()})")
