"""Sets the portal up on a machine that has nothing but Python: environment, packages, front end, translations.

Standard library only, because it runs before anything is installed. Every step leaves a stamp of what it was made
from; a later run does only what has changed. Started by the Makefile:

    python3 -m tools.setup install [--dev]     set up (with --dev also the tools for tests and checks)
    python3 -m tools.setup demo [OPTION …]     set up, then `roterfaden demo OPTION …`
    python3 -m tools.setup serve [OPTION …]    set up, then `roterfaden serve OPTION …`
    python3 -m tools.setup run COMMAND …       set up with --dev, then COMMAND of the environment
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from tools import setup_messages as say
from tools.setup_steps import STEPS, Machine

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")


def main(arguments: list[str]) -> int:
    """Set up, then hand over to what was asked for. Returns the exit code."""
    needs_python()
    os.chdir(ROOT)
    action, rest = (arguments[0], arguments[1:]) if arguments else ("install", [])
    if action not in {"install", "demo", "serve", "run"}:
        print(__doc__)
        return 2
    try:
        install(dev=action == "run" or "--dev" in rest)
    except say.Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again: what is done is kept.", file=sys.stderr)
        return 130
    return hand_over(action, rest)


def needs_python() -> None:
    """Go on in a newer Python if this one is too old and another is there; else end with a sentence."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_NAMES:
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            if os.access(os.path.join(folder, name), os.X_OK):
                path = os.path.join(folder, name)
                os.execv(path, [path, "-m", "tools.setup", *sys.argv[1:]])  # noqa: S606
    raise SystemExit(say.OLD_PYTHON.format(found=".".join(map(str, sys.version_info[:3]))))


def install(dev: bool) -> None:
    """Every step that is not done yet, one after the other; a second set-up in the same folder waits for the first."""
    machine = Machine(ROOT, dev=dev)
    with machine.alone():
        for step in STEPS:
            step.ensure(machine)


def hand_over(action: str, rest: list[str]) -> NoReturn:
    """Become the command that was asked for, so that its signals and its exit code are those of `make`."""
    commands = {"install": ["roterfaden", "prepare"], "run": rest}
    command = commands.get(action, ["roterfaden", action, *rest])
    path = str(ROOT / ".venv" / "bin" / command[0])
    sys.stdout.flush()
    keep_bytecode()
    os.execv(path, [path, *command[1:]])  # noqa: S606


def keep_bytecode() -> None:
    """Without kept bytecode each start of the portal compiles thousands of files and takes twice as long.

    Who asked Python not to litter the sources gets it inside the environment instead.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / ".venv" / "bytecode"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
