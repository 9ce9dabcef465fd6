"""The word lists beside this file."""

from __future__ import annotations

from pathlib import Path


def words(name: str) -> list[str]:
    """The words of a list, without its comments."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [word for line in lines for word in line.partition("#")[0].split()]
