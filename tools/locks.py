"""Lock file hygiene: no host but PyPI's two public ones, no address at all in npm's, no path of a machine.

python -m tools.locks     name every breach; exit code 1 if there is one
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {"https://pypi.org", "https://files.pythonhosted.org"}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://[^/\"'\s]*", re.IGNORECASE)
_PATH = re.compile(r"[\"'= ](/[\w.~-]+/|[A-Za-z]:\\|\.\./|file:)")


def uv_breaches(text: str) -> Iterator[str]:
    """Breaches in uv.lock."""
    for number, line in enumerate(text.splitlines(), 1):
        for address in _ADDRESS.findall(line):
            if address.lower() not in ALLOWED:
                yield f"uv.lock:{number}: {address} is not one of PyPI's public hosts"
        if _PATH.search(line):
            yield f"uv.lock:{number}: a path of a machine: {line.strip()[:100]}"


def npm_breaches(text: str) -> Iterator[str]:
    """Breaches in package-lock.json: entries that say where they came from, links and paths."""
    for name, entry in json.loads(text).get("packages", {}).items():
        if "resolved" in entry or entry.get("link"):
            yield f"package-lock.json: {name or 'the project'} has a 'resolved' or 'link' entry"
        if name and not name.startswith("node_modules/"):
            yield f"package-lock.json: {name!r} is a path"
        if name and not entry.get("integrity"):
            yield f"package-lock.json: {name} has no integrity hash"
        for version in (entry.get("version", ""), *entry.get("dependencies", {}).values()):
            if "/" in version or ":" in version:
                yield f"package-lock.json: {name or 'the project'} wants {version!r}, which is no version"


def breaches(root: Path = ROOT) -> list[str]:
    """All breaches of the two files."""
    uv, npm = (root / "uv.lock").read_text("utf-8"), (root / "package-lock.json").read_text("utf-8")
    return [*uv_breaches(uv), *npm_breaches(npm)]


def main() -> int:
    """Print the breaches."""
    found = breaches()
    for breach in found:
        print(breach)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
