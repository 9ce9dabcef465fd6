"""Two versions side by side, passage by passage, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roterfaden.methods.diff import Row, Segment, diff, side_by_side
from roterfaden.participation.modules.draft.models import Version
from roterfaden.participation.modules.draft.passages import Passage


@dataclass(frozen=True)
class Change:
    """A passage in both versions. `status`: changed, new, gone; `moved`: it stands elsewhere."""

    old: Passage | None
    new: Passage | None
    status: str
    rows: Sequence[Row]
    segments: Sequence[Segment]

    @property
    def passage(self) -> Passage:
        """The newer of both."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class Comparison:
    """What differs; `same` counts the passages that do not."""

    changes: Sequence[Change]
    same: int

    def number(self, status: str) -> int:
        """How many passages have a status."""
        return sum(change.status == status for change in self.changes)

    @property
    def changed(self) -> int:
        """Worded otherwise."""
        return self.number("changed")

    @property
    def new(self) -> int:
        """Came."""
        return self.number("new")

    @property
    def gone(self) -> int:
        """Went."""
        return self.number("gone")


def compare(old: Version, new: Version) -> Comparison:
    """In the order of the new version; what went stands behind what it followed."""
    pairs = [(old.by_anchor.get(part.anchor), part) for part in new.parts]
    gone = [part for part in old.parts if part.anchor not in new.by_anchor]
    ordered = _with_gone(old, pairs, gone)
    changes = [_change(before, after) for before, after in ordered if _text(before) != _text(after)]
    return Comparison(changes, len(ordered) - len(changes))


def _with_gone(
    old: Version, pairs: list[tuple[Passage | None, Passage]], gone: Sequence[Passage]
) -> list[tuple[Passage | None, Passage | None]]:
    after: dict[str, list[Passage]] = {}
    last, missing = "", {part.anchor for part in gone}
    for part in old.parts:
        if part.anchor in missing:
            after.setdefault(last, []).append(part)
        else:
            last = part.anchor
    found: list[tuple[Passage | None, Passage | None]] = [(part, None) for part in after.get("", ())]
    for before, now in pairs:
        found.append((before, now))
        found += [(part, None) for part in after.get(now.anchor, ())]
    return found


def _change(old: Passage | None, new: Passage | None) -> Change:
    status = "new" if old is None else "gone" if new is None else "changed"
    left, right = _text(old), _text(new)
    return Change(old, new, status, side_by_side(left, right), diff(left, right))


def _text(part: Passage | None) -> str:
    return part.text if part else ""
