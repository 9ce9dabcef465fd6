"""The rules of the game of a process, as moderation may quote them: one a line."""

from __future__ import annotations

from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation.models import Process

LONGEST = 500


def rules_in_words(area: Ref) -> list[str]:
    """The lines of a process' own rules."""
    text = Process.objects.filter(pk__in=keys_as_numbers([area.key])).values_list("rules", flat=True).first() or ""
    lines = (line.strip(" -•*\t") for line in text.splitlines())
    return [line[:LONGEST] for line in lines if line]
