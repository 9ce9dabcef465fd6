"""robots.txt as RFC 9309 says: groups, longest match, `*` and `$`; plus the widespread Crawl-delay."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

#: RFC 9309 section 2.5 asks for at least 500 KiB.
MAX_BYTES = 512 * 1024
MAX_RULES = 5000


@dataclass(frozen=True)
class Rules:
    """What one robots.txt says to us. `rules` are (allowed, pattern); none: everything is allowed."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0
    #: robots.txt could not be read (5xx, no connection): nothing may be read for now.
    unknown: bool = False

    def allows(self, target: str) -> bool:
        """Whether path and query `target` may be read. The longest pattern wins, Allow where both are as long."""
        if self.unknown:
            return False
        path = normal(target)
        best = max(((len(pattern), allowed) for allowed, pattern in self.rules if matches(pattern, path)), default=None)
        return best is None or best[1] or path == "/robots.txt"


@dataclass
class _Group:
    agents: list[str] = field(default_factory=list)
    rules: list[tuple[bool, str]] = field(default_factory=list)
    delay: float = 0.0
    closed: bool = False


def parse(body: bytes, product: str) -> Rules:
    """The rules for the crawler `product`: its own groups together, else those for `*`."""
    groups = _groups(body[:MAX_BYTES].decode("utf-8-sig", "replace"))
    mine = [group for group in groups if product.lower() in group.agents]
    chosen = mine or [group for group in groups if "*" in group.agents]
    rules = [rule for group in chosen for rule in group.rules]
    return Rules(tuple(rules[:MAX_RULES]), max((group.delay for group in chosen), default=0.0))


def normal(text: str) -> str:
    """Percent-encoding in its one form, so that `/ä`, `/%C3%A4` and `/%c3%a4` are the same."""
    return quote(unquote_to_bytes(text.replace("%2F", "%252F").replace("%2f", "%252F")), safe="/?&=*$%:@!',;()+~[]")


def matches(pattern: str, path: str) -> bool:
    """Whether `pattern` (with `*`, and `$` at its end) matches the beginning of `path`; in linear time."""
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not anchored or path == first
    at = len(first)
    for piece in rest[:-1] if anchored else rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not anchored or (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at)


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            _take(groups, name.strip().lower(), value.strip())
    return groups


def _take(groups: list[_Group], name: str, value: str) -> None:
    """Add one line. Agents after a rule open a new group; rules before any agent are nobody's."""
    if name == "user-agent":
        if not groups or groups[-1].closed:
            groups.append(_Group())
        groups[-1].agents.append(value.partition("/")[0].strip().lower())
    elif groups and name in ("allow", "disallow"):
        groups[-1].closed = True
        if value:
            groups[-1].rules.append((name == "allow", normal(value)))
    elif groups and name == "crawl-delay":
        groups[-1].closed = True
        groups[-1].delay = max(groups[-1].delay, _seconds(value))


def _seconds(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return number if 0 < number < 86_400 else 0.0
