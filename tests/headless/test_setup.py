"""The scripts: nothing missing costs nothing, something missing is noticed, and what cannot be done is said.

They run in a copy with a stand-in for Python and for set-up: a real one takes minutes (scripts/fresh-machine runs it).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-native.lock", "requirements-dev.lock"]


class Checkout:
    """A copy of the scripts; `.venv/bin/python` and scripts/setup only say that they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        self.cache = folder / "cache"
        self.folder.mkdir()
        for name in ["scripts", "models", "pyproject.toml", *LOCKS]:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, self.folder / name)
        self.write("scripts/setup", '#!/bin/sh\necho "setup $*"\n. "$(dirname "$0")/stamp"\n')
        self.write("scripts/stamp", ":\n")
        self.write(".venv/bin/python", '#!/bin/sh\necho "python $*"\n')
        (self.cache / "earpiece" / "models").mkdir(parents=True)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def stamp(self) -> None:
        """As set-up leaves it."""
        self.bash('fingerprint run >"$venv/set-up-run"; fingerprint dev >"$venv/set-up-dev"')

    def bash(self, script: str, **env: str) -> subprocess.CompletedProcess[str]:
        """A piece of bash with the libraries of the scripts loaded."""
        libraries = 'fail() { echo "$@" >&2; exit 1; }; for one in scripts/lib*.sh; do . "$one"; done; '
        return self.run("bash", "-euo", "pipefail", "-c", libraries + script, **env)

    def run(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("EARPIECE_")}
        return subprocess.run(
            command, cwd=self.folder, env={**clean, "XDG_CACHE_HOME": str(self.cache), **env},
            capture_output=True, text=True, check=False, timeout=60,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path)
    made.stamp()
    return made


def test_nothing_missing_starts_at_once(checkout: Checkout) -> None:
    took_s = []
    for _ in range(5):
        started_s = time.perf_counter()
        done = checkout.run("scripts/earpiece", "ask", "a b")
        took_s.append(time.perf_counter() - started_s)
        assert (done.stdout, done.stderr, done.returncode) == ("python -P -m app ask a b\n", "", 0)
    assert min(took_s) < 0.2, f"contract: under 0.2 s, took {min(took_s):.3f} s"


@pytest.mark.parametrize("name", ["requirements.lock", "models/catalog.toml", "scripts/lib_llama.sh", "pyproject.toml"])
def test_what_set_up_depends_on_is_watched(checkout: Checkout, name: str) -> None:
    with (checkout.folder / name).open("a") as file:
        file.write("\n# changed\n")
    done = checkout.run("scripts/earpiece", "doctor")
    assert done.stderr == "setup \n", "set-up speaks on standard error"
    assert done.stdout == "python -P -m app doctor\n", "standard output belongs to the command"


def test_no_environment_means_set_up(checkout: Checkout) -> None:
    (checkout.folder / ".venv/bin/python").unlink()
    checkout.write("new", "#!/bin/sh\necho new\n")
    checkout.write("scripts/stamp", "cp new .venv/bin/python\n")
    done = checkout.run("scripts/earpiece")
    assert (done.stderr, done.stdout) == ("setup \n", "new\n")


def test_a_moved_checkout_is_set_up_again(checkout: Checkout) -> None:
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("moved"))
    assert checkout.run("scripts/earpiece").stderr == "setup \n"


def test_weights_that_somebody_removed(checkout: Checkout) -> None:
    shutil.rmtree(checkout.cache / "earpiece" / "models")
    assert checkout.run("scripts/earpiece").stderr == "setup \n"
    assert checkout.run("scripts/earpiece", EARPIECE_MODELS="elsewhere").stderr == "", "left to the app to explain"


def test_a_failed_set_up_starts_nothing(checkout: Checkout) -> None:
    (checkout.folder / ".venv/set-up-run").unlink()
    checkout.write("scripts/setup", "#!/bin/sh\nexit 1\n")
    done = checkout.run("scripts/earpiece")
    assert (done.stdout, done.returncode) == ("", 1)


PYTEST = "python -m pytest -rs -o faulthandler_timeout=600"
BOTH = f"""== with a sound card and a screen: tests/headless tests/desktop
{PYTEST} tests/headless tests/desktop
== everything else
{PYTEST} --ignore=tests/headless --ignore=tests/desktop
"""


def test_the_tests_want_more(checkout: Checkout) -> None:
    assert checkout.run("scripts/test", "-x").stdout == f"{PYTEST} -x\n"
    (checkout.folder / ".venv/set-up-dev").unlink()
    assert checkout.run("scripts/test").stdout == f"setup --dev\n{BOTH}"


@pytest.mark.parametrize("fails", ["-m*tests/headless tests/desktop", "-m*--ignore=tests/headless*"])
def test_either_half_of_the_tests_may_fail(checkout: Checkout, fails: str) -> None:
    pattern = fails.replace(" ", "\\ ")
    checkout.write(".venv/bin/python", f'#!/bin/sh\necho "python $*"\ncase "$*" in {pattern}) exit 3;; esac\n')
    done = checkout.run("scripts/test")
    assert done.stdout.startswith(BOTH), "the other half was run all the same"
    assert done.returncode == 3


def test_an_unknown_option(tmp_path: Path) -> None:
    done = subprocess.run([ROOT / "scripts/setup", "--fast"], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (2, "usage: scripts/setup [--dev]\n")


def test_without_root_it_prints_the_one_command(checkout: Checkout) -> None:
    checkout.write("bin/sudo", "#!/bin/sh\nexit 1\n")
    checkout.write("bin/apt-get", "#!/bin/sh\nexit 9\n")
    script = 'PATH=$PWD/bin:$PATH; install_packages libegl1 g++'
    if os.getuid() == 0:  # bash takes its UID from the kernel: become nobody for this
        prelude = "; ".join(f". {path}" for path in sorted((checkout.folder / "scripts").glob("lib*.sh")))
        for folder in [checkout.folder, *checkout.folder.parents][:-1]:
            if not folder.stat().st_mode & 0o001:
                folder.chmod(folder.stat().st_mode | 0o011)
        words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c"]
        done = checkout.run(*words, f'fail() {{ echo "$@" >&2; exit 1; }}; {prelude}; {script}')
    else:
        done = checkout.bash(script)
    assert done.returncode == 1
    assert "missing: libegl1 g++." in done.stderr
    assert "Run: sudo apt-get install -y --no-install-recommends libegl1 g++" in done.stderr


def test_a_lock_is_divided_without_loss(checkout: Checkout) -> None:
    one = checkout.bash("only_locked requirements.lock llama-cpp-python").stdout
    rest = checkout.bash("without_locked requirements.lock llama-cpp-python").stdout
    assert one.startswith("llama-cpp-python==")
    assert "--hash=sha256:" in one
    whole = (ROOT / "requirements.lock").read_text()
    assert sorted((one + rest).splitlines()) == sorted(whole.splitlines())
    assert "llama-cpp-python==" not in rest


def test_an_engine_is_kept_for_one_processor(checkout: Checkout) -> None:
    here = checkout.bash("llama_key").stdout
    assert here.startswith("llama-cpp-python-0.3.36-cp3")
    assert checkout.bash("processor() { echo another; }; llama_key").stdout != here
    wheels = checkout.cache / "earpiece" / "wheels" / here.strip()
    assert checkout.bash("kept_wheel").stdout == ""
    wheels.mkdir(parents=True)
    (wheels / "llama.whl").touch()
    assert checkout.bash("kept_wheel").stdout == f"{wheels / 'llama.whl'}\n"


def test_every_script_is_valid_bash() -> None:
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.is_file() and path.suffix in ("", ".sh")]
    bash = [path for path in [*scripts, ROOT / ".ci/run"] if path.suffix == ".sh" or "bash" in path.read_text()[:40]]
    assert len(bash) >= 9
    for path in bash:
        subprocess.run(["bash", "-n", path], check=True, timeout=60)
