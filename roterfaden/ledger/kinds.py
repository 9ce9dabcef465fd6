"""The ledger's own kinds of entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.ledger.registry import EntryType, register
from roterfaden.ledger.showing import erased_parts


def _erased(content: Mapping[str, Any]) -> str:
    return _("Gelöscht wurde: {what}. Grund: {reason}").format(
        what=erased_parts([str(part) for part in content.get("what", ())]), reason=content.get("reason", "")
    )


def register_kinds() -> None:
    """Make them known."""
    register(EntryType("ledger.erased", gettext_lazy("Löschung"), _erased, gettext_lazy("enthält keine")))
