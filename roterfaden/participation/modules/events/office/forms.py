"""Forms of the back office. They read and check; actions write."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.modules.events.actions.events import FIELDS
from roterfaden.participation.modules.events.models import Event

SMALL, LARGE = forms.Textarea(attrs={"rows": 4}), forms.Textarea(attrs={"rows": 16})
COUNTER: dict[str, Any] = {
    "widget": forms.HiddenInput,
    "required": False,
    "min_value": 1,
    "max_value": 2**31 - 1,
}
#: Where the clocks change, an hour is missing or comes twice: nobody shall guess which is meant.
NO_SUCH_TIME = _("Diese Uhrzeit gibt es an dem Tag nicht oder zweimal (Zeitumstellung). Bitte nehmen Sie eine andere.")


class MomentField(forms.DateTimeField):
    """A moment at Berlin's clock."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def prepare_value(self, value: Any) -> Any:
        """As the browser's field takes it."""
        return localtime(value).strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value

    def clean(self, value: Any) -> Any:
        """The moment; an hour that does not exist is told plainly."""
        try:
            return super().clean(value)
        except forms.ValidationError as problem:
            if getattr(problem, "code", "") == "ambiguous_timezone":
                raise forms.ValidationError(NO_SUCH_TIME, code="ambiguous_timezone") from None
            raise


class EventForm(forms.ModelForm[Event]):
    """An event. State, seats and who made it are never fields."""

    start = MomentField(label=_("Beginn"))
    end = MomentField(label=_("Ende"))
    registration_until = MomentField(
        label=_("Anmeldung bis"),
        required=False,
        help_text=_("Leer: bis zum Beginn. Die genannte Minute zählt nicht mehr."),
    )
    online_url = forms.CharField(
        label=_("Zugang im Netz (Adresse)"), required=False, max_length=500, help_text=_("https://…")
    )
    capacity = forms.IntegerField(label=_("Plätze (leer: unbegrenzt)"), required=False, min_value=1, max_value=100_000)
    remind_hours = forms.IntegerField(
        label=_("Erinnerung so viele Stunden vorher (0: keine)"), min_value=0, max_value=336, initial=48
    )
    erase_days = forms.IntegerField(label=_("Anmeldungen löschen nach (Tagen)"), min_value=1, max_value=90, initial=30)
    version = forms.IntegerField(**COUNTER)

    class Meta:
        model = Event
        fields = FIELDS
        widgets = dict.fromkeys(("text", "text_en", "access", "access_en"), SMALL)

    def clean(self) -> dict[str, Any]:
        """Said at the field, before the database's own words."""
        values = super().clean() or {}
        start, end = values.get("start"), values.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Das Ende liegt nicht nach dem Beginn."))
        return values

    def values(self) -> dict[str, Any]:
        """What the event shall hold."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class ReasonForm(forms.Form):
    """Why it does not take place."""

    reason = forms.CharField(label=_("Grund, öffentlich, ein Satz"), max_length=500)


class MinutesForm(forms.Form):
    """What was said."""

    minutes = forms.CharField(label=_("Was besprochen wurde"), widget=LARGE, required=False, max_length=50_000)
    minutes_en = forms.CharField(
        label=_("Was besprochen wurde (englisch)"), widget=SMALL, required=False, max_length=50_000
    )
    version = forms.IntegerField(**COUNTER)


class GuestForm(forms.Form):
    """Somebody who registers by telephone or at the door."""

    name = forms.CharField(label=_("Name"), max_length=80)
    address = forms.EmailField(label=_("E-Mail-Adresse"), required=False, max_length=254)
    note = forms.CharField(label=_("Was wir wissen sollten"), required=False, max_length=300)


def event_values(event: Event) -> dict[str, Any]:
    """An event as its form shows it."""
    return {name: getattr(event, name) for name in (*FIELDS, "version")}
