"""Forms of the back office. They read and check; actions write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from roterfaden.kit import documents
from roterfaden.kit.things import LONGEST_KEY, Ref, kinds
from roterfaden.participation.modules.draft.models import Decision, Draft

SMALL, LARGE = forms.Textarea(attrs={"rows": 3}), forms.Textarea(attrs={"rows": 30})
_GONE = {
    "required": _("Bitte wählen Sie mindestens einen Vorschlag."),
    "invalid_choice": _("Einer der Vorschläge ist nicht mehr offen."),
}
COUNTER: dict[str, Any] = {"widget": forms.HiddenInput, "min_value": 1, "max_value": 2**31 - 1}


class DraftForm(forms.Form):
    """Title and introduction."""

    title = forms.CharField(label=_("Titel des Textes"), max_length=200)
    title_en = forms.CharField(label=_("Titel des Textes (englisch)"), max_length=200, required=False)
    intro = forms.CharField(label=_("Ein, zwei Sätze vorweg"), required=False, widget=SMALL, max_length=2_000)
    intro_en = forms.CharField(
        label=_("Ein, zwei Sätze vorweg (englisch)"), required=False, widget=SMALL, max_length=2_000
    )
    version = forms.IntegerField(required=False, **COUNTER)

    @property
    def texts(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in ("title", "title_en", "intro", "intro_en")}


class NewDraftForm(DraftForm):
    """The same, and where the text comes from."""

    source = forms.CharField(
        label=_("Text übernehmen aus"),
        required=False,
        max_length=LONGEST_KEY + 50,
        help_text=_("Titel oder Adresse eines Plans, der schon im Portal steht. Leer: Sie schreiben den Text hier."),
    )
    field_order = ["title", "title_en", "intro", "intro_en", "source"]

    def clean_source(self) -> Ref | None:
        """The one public text that is meant."""
        text = self.cleaned_data["source"].replace("\x00", "").strip()
        if not text:
            return None
        found = {thing.ref for kind in documents.kinds() for thing in kinds[kind].find(text, None)}
        if len(found) != 1:
            raise forms.ValidationError(_t("Dazu gibt es nicht genau einen öffentlichen Text."))
        return found.pop()


class TextForm(forms.Form):
    """The whole text."""

    text = forms.CharField(
        label=_("Text"),
        widget=LARGE,
        required=False,
        help_text=_("Absätze durch eine leere Zeile trennen. Überschriften beginnen mit #, ## oder ###."),
    )
    number = forms.IntegerField(**COUNTER)
    version = forms.IntegerField(**COUNTER)


class PublishForm(forms.Form):
    """Why there is a new version."""

    reason = forms.CharField(label=_("Was anders ist und warum"), widget=SMALL, max_length=4_000)
    reason_en = forms.CharField(
        label=_("Was anders ist und warum (englisch)"), widget=SMALL, max_length=4_000, required=False
    )
    number = forms.IntegerField(**COUNTER)
    version = forms.IntegerField(**COUNTER)


class DecisionForm(forms.Form):
    """What is decided about the chosen suggestions."""

    keys = forms.TypedMultipleChoiceField(
        label=_("Vorschläge"), coerce=int, widget=forms.CheckboxSelectMultiple, error_messages=_GONE
    )
    decision = forms.ChoiceField(label=_("Entscheidung"), choices=Decision.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Wortlaut, der übernommen wird (nur bei „in anderer Form“)"), required=False, widget=SMALL
    )
    reason = forms.CharField(
        label=_("Begründung"), widget=SMALL, help_text=_("Steht öffentlich dabei. Wer vorschlug, bekommt sie.")
    )

    def __init__(self, data: Any, choices: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["keys"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = choices


def draft_values(draft: Draft) -> dict[str, Any]:
    """A draft as its form shows it."""
    names = ("title", "title_en", "intro", "intro_en", "version")
    return {name: getattr(draft, name) for name in names}
