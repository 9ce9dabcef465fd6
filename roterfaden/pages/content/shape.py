"""The shape of a page that a new portal starts with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A page's text in one language. `body` and `plain` are values of a StreamField."""

    slug: str
    title: str
    lead: str
    body: list[Block] = field(default_factory=list)
    plain_title: str = ""
    plain: list[Block] = field(default_factory=list)
    kind: str = "standard"
    footer: bool = True
    #: How accessibility was checked (the statement only).
    method: str = ""


def heading(words: str, level: int = 2) -> Block:
    """A heading."""
    return {"type": "heading", "value": {"text": words, "level": str(level)}}


def text(*paragraphs: str) -> Block:
    """Plain sentences, or HTML where a paragraph begins with `<`."""
    html = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in paragraphs)
    return {"type": "paragraph", "value": html}


def bullets(*points: str) -> Block:
    """A list."""
    return {"type": "list", "value": [f"<p>{point}</p>" for point in points]}


def step(title: str, words: str, decision: bool = False) -> Block:
    """A step of how a decision is made."""
    return {"type": "step", "value": {"title": title, "text": words, "decision": decision}}
