"""Decisions and house rules as public things: so the ledger's entries about them can be read, and lead somewhere."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.bilingual import said
from roterfaden.kit.things import Kind, Ref, Thing, register
from roterfaden.moderation.models import Decision, HouseRule
from roterfaden.moderation.statements import done_to


def register_things() -> None:
    """Tell the registry. Nobody follows a decision: it would tell whose words somebody waits for."""
    label, plural = _("Entscheidung der Moderation"), _("Entscheidungen der Moderation")
    register(Kind("moderation", label, plural, load_decisions, follow=False))
    register(Kind("houserule", _("Hausregel"), _("Hausregeln"), load_rules, follow=False))


def load_decisions(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """All are public; what is public of them names nobody: one query."""
    wanted = [found for key in keys if (found := _uid(key))]
    return {str(row.uid): _thing(row) for row in Decision.objects.filter(uid__in=wanted)}


def load_rules(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Rules by their newest wording: one query."""
    rows = HouseRule.objects.filter(key__in=list(keys)).order_by("version")
    url, label = reverse("moderation:rules"), _("Hausregel")
    return {row.key: Thing(row.ref, str(said(row, "title")), url, label) for row in rows}


def _thing(row: Decision) -> Thing:
    day = localtime(row.made_at).date()
    url = reverse("moderation:entry", args=[row.uid])
    return Thing(Ref("moderation", str(row.uid)), done_to(row), url, _("Moderation"), date=day)


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
