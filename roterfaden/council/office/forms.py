"""Forms of the back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from roterfaden.council.corrections import CORRECTABLE, LONGEST_TITLE, MOST_VOTES
from roterfaden.council.models import Paper, Source
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.models.result import Outcome

UNCHANGED = ("", _("nicht berichtigen"))


class LookupForm(forms.Form):
    """What is it about?"""

    q = forms.CharField(
        label=_("Adresse auf dem Portal oder Nummer der Drucksache"),
        max_length=500,
        help_text=_("Zum Beispiel 0728/2026 oder https://…/rat/sitzungen/12"),
    )


class ReasonForm(forms.Form):
    """Why something is hidden. Visitors read it."""

    reason = forms.CharField(
        label=_("Grund"), max_length=200, help_text=_("Er steht öffentlich auf der Seite, die dann mit 410 antwortet.")
    )


class CorrectionForm(forms.Form):
    """What should count instead of what was read. Only filled fields are corrected."""

    name = forms.CharField(
        label=_("Titel"), max_length=LONGEST_TITLE, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    outcome = forms.ChoiceField(label=_("Ausgang"), choices=[UNCHANGED, *Outcome.choices], required=False)
    yes = forms.IntegerField(label=_("Ja-Stimmen"), min_value=0, max_value=MOST_VOTES, required=False)
    no = forms.IntegerField(label=_("Nein-Stimmen"), min_value=0, max_value=MOST_VOTES, required=False)
    abstentions = forms.IntegerField(label=_("Enthaltungen"), min_value=0, max_value=MOST_VOTES, required=False)
    unanimous = forms.ChoiceField(
        label=_("Einstimmig"), choices=[UNCHANGED, ("yes", _("ja")), ("no", _("nein"))], required=False
    )
    kind = forms.ChoiceField(label=_("Art"), choices=[UNCHANGED, *Paper.Kind.choices], required=False)
    decided_on = forms.DateField(
        label=_("entschieden am"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Sie steht öffentlich dabei.")
    )

    def __init__(self, thing: CouncilObject, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(CORRECTABLE[thing.oparl_type]) - {"reason"}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """At least one field must be filled."""
        data = super().clean() or {}
        if not self.errors and not self.values():
            raise forms.ValidationError(_("Bitte berichtigen Sie mindestens ein Feld."))
        return data

    def values(self) -> dict[str, Any]:
        """The filled fields, as corrections keep them."""
        given = {
            name: value for name, value in self.cleaned_data.items() if name != "reason" and value not in ("", None)
        }
        if "unanimous" in given:
            given["unanimous"] = given["unanimous"] == "yes"
        if "decided_on" in given:
            given["decided_on"] = given["decided_on"].isoformat()
        return given


class SourceForm(WagtailAdminModelForm):
    """A source, with its known gaps one a line."""

    known_gaps = forms.CharField(
        label=_("Bekannte Lücken"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Eine je Zeile. Sie stehen öffentlich auf der Seite „Quellen“."),
    )

    class Meta:
        model = Source
        fields = ("name", "enabled", "every_hours", "mode", "mirror_files", "max_vanish_percent", "known_gaps")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gaps = self.instance.known_gaps if isinstance(self.instance.known_gaps, list) else []
        self.initial["known_gaps"] = "\n".join(str(gap) for gap in gaps)

    def clean_known_gaps(self) -> list[str]:
        """The lines as a list."""
        return [line.strip() for line in str(self.cleaned_data["known_gaps"]).splitlines() if line.strip()][:50]

    def clean_every_hours(self) -> int:
        """At least an hour between two runs."""
        return max(1, int(self.cleaned_data["every_hours"]))


class NewSourceForm(WagtailAdminModelForm):
    """Only what is needed to begin: where it is and what it speaks."""

    url = forms.URLField(label=_("Adresse"), max_length=1000, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("kind", "url", "name")
