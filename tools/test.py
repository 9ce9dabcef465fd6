"""Runs everything that can be tested on this machine, and says at the end what ran, what did not, and why.

    python -m tools.test [--fast] [PYTEST ARGUMENT …]

Parts: the suite on SQLite (several processes), what touches the database on PostgreSQL where a server answers
(DATABASE_URL_TEST, else the local socket); beside them, in a lane of their own, the tests over the whole portal and the
browser tests where /usr/bin/chromium is found. --fast leaves the last three out.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
SOCKET_DATABASE = "postgres:///postgres"
_COUNT = re.compile(r"(\d+) (passed|failed|error|errors|skipped|xfailed|xpassed)")


@dataclass(frozen=True)
class Part:
    """One run of pytest, or the reason why there is none."""

    name: str
    arguments: Sequence[str] = ()
    environ: tuple[tuple[str, str], ...] = ()
    missing: str = ""
    #: Parts of one lane run one after the other; lanes run beside each other, each with a home of its own.
    lane: int = 0


@dataclass(frozen=True)
class Result:
    """How a part ended."""

    part: Part
    code: int
    seconds: float
    counts: dict[str, int]

    @property
    def line(self) -> str:
        """One closing line."""
        if self.part.missing:
            return f"{self.part.name}: not run, {self.part.missing}"
        counts = ", ".join(f"{count} {word}" for word, count in self.counts.items()) or "no test"
        return f"{self.part.name}: {counts} ({self.seconds:.0f} s)"


def parts(arguments: Sequence[str]) -> list[Part]:
    """What is to be run here."""
    fast = "--fast" in arguments
    rest = [argument for argument in arguments if argument != "--fast"]
    # Tests of the whole portal share one filled portal and empty the database themselves: they run on their own.
    several = ["-n", str(min(os.cpu_count() or 1, 4)), "--ignore=tests/crawl"]
    left_out = "left out (--fast)" if fast else ""
    return [
        Part("SQLite", [*several, "-m", "not browser", *rest]),
        Part("Whole portal", ["-m", "not browser", "tests/crawl"], (), left_out or _named(rest), lane=1),
        _postgres([*several, "-m", "not browser", *rest], left_out),
        _browser(["-m", "browser", *rest], left_out),
    ]


def _named(rest: Sequence[str]) -> str:
    return "left out (ARGS)" if rest else ""


def _postgres(arguments: Sequence[str], left_out: str) -> Part:
    url, problem = os.environ.get("DATABASE_URL_TEST", ""), left_out
    if not problem:
        problem = _no_answer(url or SOCKET_DATABASE)
        url = url or "postgres:///roterfaden"
    return Part("PostgreSQL", arguments, (("DATABASE_URL_TEST", url),), problem)


def _no_answer(url: str) -> str:
    """Why the server does not answer; empty if it does."""
    import psycopg

    try:
        psycopg.connect(url.replace("postgres://", "postgresql://", 1), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = (str(error).strip().splitlines() or ["no answer"])[-1].strip()
        return f"no server ({reason}); set DATABASE_URL_TEST"
    return ""


def _browser(arguments: Sequence[str], left_out: str) -> Part:
    found = os.access(CHROMIUM, os.X_OK)
    missing = left_out or ("" if found else f"no {CHROMIUM}; sudo apt install chromium")
    return Part("Browser", arguments, (), missing, lane=1)


def home_of(lane: int) -> Path:
    """Where a lane's test database is kept. Other migrations get another one: a kept database must fit."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "roterfaden").rglob("migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    digest.update((ROOT / "uv.lock").read_bytes())
    return Path(tempfile.gettempdir()) / f"roterfaden-tests-{os.getuid()}-{digest.hexdigest()[:12]}-{lane}"


def run(part: Part, say: Callable[[str], None]) -> Result:
    """Run one part; `say` gets its output line by line."""
    if part.missing:
        return Result(part, 0, 0.0, {})
    say(f"\n=== {part.name} ===\n")
    began, last = time.monotonic(), ""
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL_TEST"}
    environ.setdefault("ROTERFADEN_HOME", str(home_of(part.lane)))
    command = [sys.executable, "-m", "pytest", "-q", "-r", "fE", *part.arguments]
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env={**environ, **dict(part.environ)}, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            say(line)
            last = line if _COUNT.search(line) else last
    counts = {word: int(number) for number, word in _COUNT.findall(last)}
    # 5: nothing was collected. For a part that may be empty (a single file was asked for) that is no failure.
    return Result(part, 0 if process.returncode == 5 else process.returncode, time.monotonic() - began, counts)


def run_all(wanted: Sequence[Part]) -> list[Result]:
    """Run the lanes beside each other. The first one's output is shown as it comes, the other's when it has ended."""
    results: dict[str, Result] = {}
    kept: list[str] = []

    def follow(lane: int, say: Callable[[str], None]) -> None:
        for part in wanted:
            if part.lane == lane:
                results[part.name] = run(part, say)

    beside = threading.Thread(target=follow, args=(1, kept.append))
    beside.start()
    follow(0, lambda line: print(line, end="", flush=True))
    beside.join()
    print("".join(kept), end="", flush=True)
    return [results[part.name] for part in wanted]


def main(arguments: Sequence[str]) -> int:
    """Run all parts; 1 if one failed or if nothing ran at all."""
    results = run_all(parts(arguments))
    total = {word: sum(result.counts.get(word, 0) for result in results) for word in ("passed", "failed", "skipped")}
    total["failed"] += sum(result.counts.get(word, 0) for result in results for word in ("error", "errors"))
    failed = [result for result in results if result.code]
    print("\n=== What ran ===")
    for result in results:
        print(result.line + (f" – FAILED (code {result.code})" if result.code else ""))
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 1 if failed or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
