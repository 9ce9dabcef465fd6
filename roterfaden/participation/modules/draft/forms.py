"""Forms of drafts. They read and check; actions write. Status, author and the like are never fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.forms import LineField, TextField
from roterfaden.participation.modules.draft.actions.suggesting import LONGEST, LONGEST_WHY, Wording


class SuggestionForm(forms.Form):
    """Another wording for a passage."""

    text = TextField(
        LONGEST,
        label=_("So sollte der Absatz lauten"),
        help_text=_("Ändern Sie einfach den Text. Wir zeigen dann, welche Wörter anders sind."),
        required=False,
    )
    strike = forms.BooleanField(label=_("Den Absatz ganz streichen"), required=False)
    why = LineField(
        LONGEST_WHY, label=_("Warum?"), required=False, help_text=_("Ein Satz hilft allen, die darüber entscheiden.")
    )

    def clean(self) -> dict[str, Any]:
        """Words, or the wish that the passage goes."""
        values = super().clean() or {}
        if not values.get("strike") and not values.get("text") and "text" not in self.errors:
            self.add_error("text", _("Bitte schreiben Sie, wie der Absatz lauten soll."))
        return values

    def wording(self, anchor: str, language: str = "de") -> Wording:
        """What was filled in."""
        data = self.cleaned_data
        return Wording(anchor, data["text"], data["why"], data["strike"], language=language)
