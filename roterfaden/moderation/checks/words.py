"""The word list: whole words, phrases and beginnings of words that editors put there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.moderation.checks import Check, Found, Material, register
from roterfaden.moderation.checks.folding import holds, phrase
from roterfaden.moderation.models import ListedWord


def register_check() -> None:
    """Tell the registry."""
    reason = _("Ihr Text enthält ein Wort, bei dem wir vor der Veröffentlichung nachsehen.")
    register(Check("words", "1", _("Wortliste"), reason, look))


def look(material: Material) -> Found | None:
    """The gravest word of the list in a text. The version names the state of the list, too."""
    rows = ListedWord.objects.filter(ended_at=None).order_by("-gravity", "pk")
    for listed in rows:
        wanted, beginning = phrase(listed.word.rstrip("*")), listed.word.endswith("*")
        if wanted and (words := holds(material.tokens, wanted, beginning)):
            return Found(words[:300], gravity=listed.gravity, version=f"1.{state_of_list()}")
    return None


def state_of_list() -> int:
    """Grows with every word that was added or ended."""
    return ListedWord.objects.count() + ListedWord.objects.exclude(ended_at=None).count()
