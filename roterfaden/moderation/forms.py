"""Forms for everybody: report, look up a receipt, object."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.html import clean_line, clean_text
from roterfaden.moderation.actions.objecting import LONGEST
from roterfaden.moderation.actions.reporting import Claimed
from roterfaden.moderation.cutting import sentences
from roterfaden.moderation.kinds import Reason
from roterfaden.moderation.receipts import normal
from roterfaden.moderation.registry import Target

LONGEST_WORDS = 2_000
_NO_ADDRESS = _("Das ist keine vollständige E-Mail-Adresse, zum Beispiel name@example.org.")


class ReportForm(forms.Form):
    """A report after Art. 16 DSA, in words of every day. `website` is a trap: people leave it empty."""

    reason = forms.ChoiceField(
        label=_("Was ist damit?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie einen Grund.")},
    )
    passage = forms.MultipleChoiceField(
        label=_("Um welche Stelle geht es?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wählen Sie nichts, wenn es um den ganzen Beitrag geht."),
    )
    words = forms.CharField(
        label=_("Was sollten wir wissen?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zum Beispiel, warum die Stelle gegen eine Regel oder ein Gesetz verstößt."),
    )
    address = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Nur, um Ihnen das Ergebnis zu schreiben. Danach löschen wir sie."),
        error_messages={"invalid": _NO_ADDRESS},
    )
    good_faith = forms.BooleanField(
        label=_("Ich melde das nach bestem Wissen; was ich angebe, halte ich für richtig und vollständig."),
        error_messages={"required": _("Bitte bestätigen Sie das, sonst können wir die Meldung nicht annehmen.")},
    )
    website = forms.CharField(label=_("Dieses Feld bitte leer lassen"), required=False)

    def __init__(self, target: Target, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = sentences(target.title, target.text)
        passage = self.fields["passage"]
        assert isinstance(passage, forms.MultipleChoiceField)
        passage.choices = [(str(number), row) for number, row in enumerate(self.rows)]

    def clean_address(self) -> str:
        """No characters that act unseen."""
        address = str(self.cleaned_data["address"])
        if clean_line(address) != address:
            raise forms.ValidationError(_NO_ADDRESS)
        return address

    def clean_words(self) -> str:
        """Cleaned once."""
        return clean_text(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        """ "Something else" needs words."""
        data = super().clean() or self.cleaned_data
        if data.get("reason") == Reason.OTHER and not data.get("words"):
            self.add_error("words", _("Bitte schreiben Sie kurz, was damit ist."))
        return data

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled the field that people do not see."""
        return bool(self.cleaned_data.get("website"))

    def claimed(self, language: str) -> Claimed:
        """What was typed."""
        data = self.cleaned_data
        passage = "\n".join(self.rows[int(number)] for number in data["passage"])
        return Claimed(
            Reason(data["reason"]), passage, data["words"], data["address"], language, bool(data["good_faith"])
        )


class CodeForm(forms.Form):
    """The code of a receipt."""

    code = forms.CharField(
        label=_("Code Ihrer Meldung"),
        max_length=60,
        help_text=_("Er besteht aus drei Gruppen von Buchstaben und Ziffern."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        """In its one spelling."""
        code = normal(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Das ist kein Code einer Meldung. Bitte vergleichen Sie ihn noch einmal."))
        return code


class ObjectionForm(forms.Form):
    """Why somebody objects."""

    text = forms.CharField(
        label=_("Warum sollen wir noch einmal hinsehen?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schreiben Sie kurz, warum Sie widersprechen.")},
    )

    def clean_text(self) -> str:
        """Cleaned once."""
        text = clean_text(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Schreiben Sie kurz, warum Sie widersprechen."))
        return text
