"""The forms of the back office."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Outcome
from roterfaden.kit.dates import BERLIN
from roterfaden.participation.modules.ideas.actions.common import LONGEST_SENTENCE
from roterfaden.participation.modules.ideas.actions.steps import STEPS
from roterfaden.participation.modules.ideas.drafts import LONGEST_TEXT, LONGEST_TITLE, IdeaDraft
from roterfaden.participation.modules.ideas.forms import RawText
from roterfaden.participation.modules.ideas.models import Status
from roterfaden.participation.office.forms import DayField


class ReasonForm(forms.Form):
    """Why: those whom it concerns read it."""

    reason = forms.CharField(
        label=_("Warum? Ein Satz, den alle lesen, die es betrifft"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StatusForm(forms.Form):
    """The office's word."""

    status = forms.ChoiceField(label=_("Stand"), choices=Status.choices, required=False)


class StepForm(ReasonForm):
    """What happened to the ideas."""

    kind = forms.ChoiceField(label=_("Was ist geschehen?"), choices=[(kind.value, kind.label) for kind in STEPS])
    day = DayField(label=_("Wann war das?"), required=False, help_text=_("Leer: heute."))

    def clean_day(self) -> date | None:
        """Nothing has happened in the future."""
        day: date | None = self.cleaned_data["day"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag liegt noch vor uns. Tragen Sie ein, was geschehen ist."))
        return day

    @property
    def at(self) -> datetime | None:
        """Noon of that day; None: now."""
        day: date | None = self.cleaned_data["day"]
        return datetime.combine(day, time(12), BERLIN) if day and day != timezone.localdate() else None

    @property
    def outcome(self) -> Outcome.Kind:
        """The kind of step."""
        return Outcome.Kind(self.cleaned_data["kind"])


class PartForm(ReasonForm):
    """The second wish of an idea."""

    title = RawText(forms.TextInput, LONGEST_TITLE, label=_("Titel der neuen Idee"))
    text = RawText(forms.Textarea, LONGEST_TEXT, label=_("Text, mit den Worten der Einreichenden"))

    def draft(self, category: str) -> IdeaDraft:
        """As an idea."""
        return IdeaDraft(self.cleaned_data["title"], self.cleaned_data["text"], category)

    def told(self, error: Any) -> None:
        """What the draft found wrong, at its fields."""
        for name, problems in error.error_dict.items():
            self.add_error(name if name in self.fields else None, problems)
