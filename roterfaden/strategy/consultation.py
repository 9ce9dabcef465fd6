"""Public consultation of a draft plan: who comments, and where.

Each node and each paragraph of a plan has an anchor that stays as long as its text begins the same way. The room that
collects comments registers a provider; until then a draft says who to write to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils import timezone
from django.utils.safestring import SafeString

from roterfaden.strategy.models import Node, Plan

#: So many words make an anchor: a correction further behind does not move the comments.
ANCHOR_WORDS = 12


@dataclass(frozen=True)
class Passage:
    """Something one can comment on: a paragraph of a text. `owner`: the node's code, "" for the plan's own text."""

    owner: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Voice:
    """What a provider shows beside a passage: a number of comments, and the way to read and write them."""

    count: int
    address: str
    label: str = ""
    html: SafeString | str = ""


class Provider(Protocol):
    """What the room of participation registers."""

    def is_open(self, plan: Plan) -> bool:
        """Whether one can comment on this plan now."""

    def address(self, plan: Plan) -> str:
        """Where the whole consultation is."""

    def voices(self, plan: Plan, anchors: Sequence[str]) -> Mapping[str, Voice]:
        """What is shown beside these passages, by anchor, with a constant number of queries."""


_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let somebody collect comments on drafts."""
    if provider not in _providers:
        _providers.append(provider)


def provider_of(plan: Plan) -> Provider | None:
    """Who collects comments on this plan, if anybody does."""
    return next((provider for provider in _providers if provider.is_open(plan)), None)


def passages(text: str, owner: str = "") -> list[Passage]:
    """The paragraphs of a text with their anchors; equal beginnings are told apart by their order."""
    found: list[Passage] = []
    seen: dict[str, int] = {}
    for paragraph in (part.strip() for part in text.replace("\r\n", "\n").split("\n\n")):
        if not paragraph:
            continue
        start = " ".join(paragraph.casefold().split()[:ANCHOR_WORDS])
        stem = hashlib.sha256(f"{owner}\n{start}".encode()).hexdigest()[:10]
        seen[stem] = seen.get(stem, 0) + 1
        anchor = f"absatz-{stem}" if seen[stem] == 1 else f"absatz-{stem}-{seen[stem]}"
        found.append(Passage(owner, anchor, paragraph))
    return found


def node_anchor(node: Node) -> str:
    """The anchor of a node on its plan's page."""
    return f"punkt-{node.code}"


def is_running(plan: Plan, today: date | None = None) -> bool:
    """Whether the public is asked about this plan now."""
    if plan.state != Plan.State.CONSULTATION:
        return False
    return plan.consultation_until is None or plan.consultation_until >= (today or timezone.localdate())
