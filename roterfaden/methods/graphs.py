"""Circles in what waits for what. No Django: usable as a library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def circle(edges: Iterable[tuple[T, T]]) -> list[T]:
    """The things of one circle in their order (a → b → c gives [a, b, c]); empty if there is none."""
    after: dict[T, list[T]] = {}
    for start, end in edges:
        after.setdefault(start, []).append(end)
    done: set[T] = set()
    for start in after:
        if start not in done and (found := _walk(start, after, done)):
            return found
    return []


def _walk(start: T, after: dict[T, list[T]], done: set[T]) -> list[T]:
    """Depth first without recursion: a chain may be as long as it likes."""
    path: list[T] = [start]
    place = {start: 0}
    todo = [iter(after.get(start, ()))]
    while todo:
        following = next(todo[-1], None)
        if following is None:
            todo.pop()
            last = path.pop()
            del place[last]
            done.add(last)
        elif following in place:
            return path[place[following] :]
        elif following not in done:
            place[following] = len(path)
            path.append(following)
            todo.append(iter(after.get(following, ())))
    return []
