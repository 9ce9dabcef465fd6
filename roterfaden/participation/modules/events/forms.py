"""The form with which people register. State, seat and the like are never fields."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.forms import LineField
from roterfaden.participation.modules.events.actions.registering import LONGEST_NAME, LONGEST_NOTE


class RegistrationForm(forms.Form):
    """Who comes, and what they need."""

    name = LineField(
        LONGEST_NAME, label=_("Ihr Name"), help_text=_("Für die Liste am Eingang. Er wird nicht veröffentlicht.")
    )
    note = LineField(
        LONGEST_NOTE,
        label=_("Was sollten wir wissen?"),
        required=False,
        help_text=_("Zum Beispiel: Platz für einen Rollstuhl, Dolmetschen in Gebärdensprache, Kinderbetreuung."),
    )
