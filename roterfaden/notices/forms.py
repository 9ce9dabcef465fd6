"""The forms of followers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.html import clean_line
from roterfaden.notices.models import Rhythm

_WRONG = _("Das ist keine vollständige E-Mail-Adresse, zum Beispiel name@example.org.")
_MISSING = _("Bitte geben Sie Ihre E-Mail-Adresse an.")


class AddressForm(forms.Form):
    """A mail address. `website` is a trap: people leave it empty."""

    address = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        error_messages={"invalid": _WRONG, "required": _MISSING},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(label=_("Dieses Feld bitte leer lassen"), required=False)

    def clean_address(self) -> str:
        """No characters that act unseen, which some checks of the domain let pass."""
        address = str(self.cleaned_data["address"])
        if clean_line(address) != address:
            raise forms.ValidationError(_WRONG)
        return address

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled the field that people do not see."""
        return bool(self.cleaned_data.get("website"))


class FollowForm(AddressForm):
    """An address and how often."""

    rhythm = forms.ChoiceField(
        label=_("Wie oft möchten Sie hören?"),
        choices=[(Rhythm.NOW.value, Rhythm.NOW.label), (Rhythm.WEEK.value, Rhythm.WEEK.label)],
        initial=Rhythm.NOW.value,
        widget=forms.RadioSelect,
    )
    field_order = ("address", "rhythm", "website")


class RhythmForm(forms.Form):
    """How often, on one's own page."""

    rhythm = forms.ChoiceField(label=_("Wie oft möchten Sie hören?"), choices=Rhythm.choices, widget=forms.RadioSelect)
