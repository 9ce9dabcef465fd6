"""The steps of the set-up. Each knows what it is made from, whether it is done, and how to do it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from tools import setup_messages as say

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class Machine:
    """Where we install, and how programs are run there."""

    def __init__(self, root: Path, dev: bool) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.stamps = root / ".stamps"
        self.log = self.stamps / "setup.log"
        # Once the developer's tools are there they stay: otherwise `demo` and `test` would take turns removing them.
        packages = self.stamps / Packages.name
        self.dev = dev or (packages.exists() and packages.read_text().endswith(" dev"))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One set-up at a time in this folder."""
        try:
            self.stamps.mkdir(exist_ok=True)
            handle = (self.stamps / "lock").open("w")
        except OSError:
            raise say.Problem(say.NOT_WRITABLE.format(folder=self.root)) from None
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(say.WAITING, flush=True)
                fcntl.flock(handle, fcntl.LOCK_EX)
            self.log.write_text("")
            yield

    def python(self) -> str:
        """The environment's Python."""
        return str(self.venv / "bin" / "python")

    def npm(self) -> str | None:
        """An npm that is already installed on the machine, with a Node new enough for it."""
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node or not npm:
            return None
        found = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        major = found.strip().lstrip("v").split(".")[0]
        return npm if major.isdigit() and int(major) >= 18 else None

    def run(self, what: str, *command: str, extra_path: str = "") -> None:
        """Run a program with its output in the log; a failure becomes a sentence with the mend."""
        environ = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        environ.update(UV_PYTHON_DOWNLOADS="never", UV_NO_PROGRESS="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
        environ["UV_PROJECT_ENVIRONMENT"] = str(self.venv)
        if CERTIFICATES.exists():
            # uv and node bring certificates of their own; a city's network may need those of the machine.
            environ.setdefault("SSL_CERT_FILE", str(CERTIFICATES))
            environ.setdefault("NODE_EXTRA_CA_CERTS", str(CERTIFICATES))
        if extra_path:
            environ["PATH"] = extra_path + os.pathsep + environ.get("PATH", "/usr/bin:/bin")
        done = subprocess.run(  # noqa: S603
            command,
            cwd=self.root,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        with self.log.open("a") as log:
            log.write(f"$ {' '.join(command)}\n{done.stdout}\n")
        if done.returncode:
            self.fail(what, done.stdout)

    def fail(self, what: str, output: str) -> NoReturn:
        """End the set-up with the sentence that fits the output."""
        log = str(self.log.relative_to(self.root))
        raise say.problem_of(what, output, log, str(self.root))


class Step:
    """One step. Subclasses say from what (`source`), whether its result is there (`present`), and how (`do`)."""

    name = ""
    what = ""

    def source(self, machine: Machine) -> str:
        """Text or file contents from which the result is made; another source means doing it again."""
        raise NotImplementedError

    def present(self, machine: Machine) -> bool:
        """Whether the result is still there."""
        raise NotImplementedError

    def do(self, machine: Machine) -> None:
        """Make it."""
        raise NotImplementedError

    def ensure(self, machine: Machine) -> None:
        """Do the step unless its stamp says that nothing changed."""
        stamp, wanted = machine.stamps / self.name, self.source(machine)
        if stamp.exists() and stamp.read_text() == wanted and self.present(machine):
            return
        print(f"· {self.what} …", end=" ", flush=True)
        began = time.monotonic()
        stamp.unlink(missing_ok=True)
        self.do(machine)
        if not self.present(machine):
            machine.fail(self.what, "It ended without an error, but its result is missing.")
        stamp.write_text(wanted)
        print(f"{time.monotonic() - began:.1f} s", flush=True)


class Environment(Step):
    """The environment `.venv` and the pinned installer in it."""

    name, what = "environment", "Python environment"

    def source(self, machine: Machine) -> str:
        return digest(machine.root / "tools" / "uv-requirements.txt", text=f"{sys.version} {machine.root}")

    def present(self, machine: Machine) -> bool:
        return os.access(machine.python(), os.X_OK) and os.access(machine.venv / "bin" / "uv", os.X_OK)

    def do(self, machine: Machine) -> None:
        if not has_module("ensurepip") or not has_module("venv"):
            raise say.Problem(say.NO_VENV)
        (machine.stamps / "packages").unlink(missing_ok=True)
        machine.run(self.what, sys.executable, "-m", "venv", "--clear", str(machine.venv))
        pip = [machine.python(), "-m", "pip", "install", "--quiet", "--retries", "2", "--require-hashes"]
        machine.run("The installer uv", *pip, "-r", "tools/uv-requirements.txt")


class Packages(Step):
    """The Python packages that uv.lock names."""

    name, what = "packages", "Python packages"

    def source(self, machine: Machine) -> str:
        groups = "node" if not machine.npm() else ""
        dev = " dev" if machine.dev else ""
        return digest(machine.root / "uv.lock", machine.root / "pyproject.toml", text=groups) + dev

    def present(self, machine: Machine) -> bool:
        return os.access(machine.venv / "bin" / "roterfaden", os.X_OK)

    def do(self, machine: Machine) -> None:
        groups = [] if machine.npm() else ["--group", "node"]
        dev = [] if machine.dev else ["--no-dev"]
        command = [str(machine.venv / "bin" / "uv"), "sync", "--frozen", *dev, *groups]
        machine.run(self.what, *command)
        if not self.present(machine):
            # Somebody deleted files of the environment, which uv takes for installed.
            machine.run(self.what, *command, "--reinstall")


class FrontEnd(Step):
    """KERN, fonts and htmx. Their install scripts never run."""

    name, what = "front-end", "Front-end packages"

    def source(self, machine: Machine) -> str:
        return digest(machine.root / "package.json", machine.root / "package-lock.json", machine.root / ".npmrc")

    def present(self, machine: Machine) -> bool:
        return (machine.root / "node_modules" / ".package-lock.json").exists()

    def do(self, machine: Machine) -> None:
        binaries = str(machine.venv / "bin")
        npm = machine.npm() or str(machine.venv / "bin" / "npm")
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=2"]
        options += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000"]
        machine.run(self.what, npm, "ci", *options, extra_path="" if machine.npm() else binaries)


class Translations(Step):
    """The compiled translations; the sources are .po files."""

    name, what = "translations", "Translations"

    def source(self, machine: Machine) -> str:
        return digest(*self._sources(machine))

    def _sources(self, machine: Machine) -> list[Path]:
        return sorted((machine.root / "roterfaden").glob("**/locale/*/LC_MESSAGES/*.po"))

    def present(self, machine: Machine) -> bool:
        return all(path.with_suffix(".mo").exists() for path in self._sources(machine))

    def do(self, machine: Machine) -> None:
        machine.run(self.what, machine.python(), "-m", "tools.translations", "compile")


STEPS: tuple[Step, ...] = (Environment(), Packages(), FrontEnd(), Translations())


def digest(*paths: Path, text: str = "") -> str:
    """SHA-256 over the text and the contents of the files."""
    result = hashlib.sha256(text.encode())
    for path in paths:
        result.update(path.read_bytes() if path.exists() else b"")
    return result.hexdigest()


def has_module(name: str) -> bool:
    """Whether this Python can import a module (Debian ships ensurepip in a package of its own)."""
    command = [sys.executable, "-c", f"import {name}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
