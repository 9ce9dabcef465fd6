"""The feedback form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.pages.models import Feedback

LONGEST = 5000


class FeedbackForm(forms.ModelForm[Feedback]):
    """What, where, and an address for those who want an answer. `website` is a trap: people leave it empty."""

    website = forms.CharField(label=_("Dieses Feld bitte leer lassen"), required=False)

    class Meta:
        model = Feedback
        fields = ("kind", "message", "page", "name", "email")
        labels = {
            "kind": _("Worum geht es?"),
            "message": _("Was ist passiert?"),
            "page": _("Auf welcher Seite?"),
            "name": _("Ihr Name"),
            "email": _("Ihre E-Mail-Adresse"),
        }
        help_texts = {
            "message": _("Was wollten Sie tun, womit (zum Beispiel Screenreader oder Handy), und was ging nicht?"),
            "page": _("Die Adresse der Seite, wenn Sie sie kennen."),
            "email": _("Nur wenn Sie eine Antwort möchten."),
        }
        error_messages = {
            "message": {"required": _("Bitte schreiben Sie, was passiert ist. Ein Satz genügt.")},
            "email": {"invalid": _("Das ist keine vollständige E-Mail-Adresse, zum Beispiel name@example.org.")},
        }
        widgets = {
            "kind": forms.RadioSelect,
            "message": forms.Textarea(attrs={"rows": 7, "maxlength": LONGEST}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def clean_message(self) -> str:
        """At most as long as the field says."""
        text = str(self.cleaned_data["message"]).strip()
        if len(text) > LONGEST:
            raise forms.ValidationError(_("Bitte kürzen Sie den Text auf höchstens 5.000 Zeichen."))
        return text

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled the field that people do not see."""
        return bool(self.cleaned_data.get("website"))
