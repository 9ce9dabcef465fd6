"""Entries are public things themselves: entries about erasures speak of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, register
from roterfaden.ledger.models import Entry
from roterfaden.ledger.querysets import ENTRY


def load(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Every entry has a page, whatever of it is shown there."""
    rows = Entry.objects.filter(number__in=keys_as_numbers(keys)).values_list("number", "time")
    return {
        str(number): Thing(
            Ref(ENTRY, str(number)),
            _("Eintrag {number}").format(number=number),
            reverse("ledger:entry", args=[number]),
            gettext_lazy("Eintrag im Protokollbuch"),
            number=str(number),
            date=timezone.localdate(time),
        )
        for number, time in rows
    }


def register_things() -> None:
    """Make entries known."""
    register(
        Kind(
            ENTRY,
            gettext_lazy("Eintrag im Protokollbuch"),
            gettext_lazy("Einträge im Protokollbuch"),
            load,
            follow=False,
        )
    )
