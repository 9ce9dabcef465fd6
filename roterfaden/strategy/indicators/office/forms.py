"""Forms of the back office for indicators."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from roterfaden.kit import json
from roterfaden.strategy.indicators.numbers import Writing, parse_number
from roterfaden.strategy.indicators.periods import Period, parse_period
from roterfaden.strategy.indicators.sources import kinds
from roterfaden.strategy.models import Effect, Indicator, Measure, Node

MOST_CHOICES = 2_000


class NumberInput(forms.CharField):
    """A number as Germans write it; 1.234 is a thousand here."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def clean(self, value: Any) -> Decimal | None:
        """The number, or nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_number(text, Writing.GERMAN)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        """As it is typed in."""
        if isinstance(value, Decimal):
            return str(value.normalize() + 0).replace(".", ",")
        return value


class PeriodInput(forms.CharField):
    """A period in any usual spelling."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> Period | None:
        """The period, or nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_period(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        """Its code."""
        return value.code if isinstance(value, Period) else value


class IndicatorForm(forms.ModelForm):  # type: ignore[type-arg]
    """An indicator. `seen` is the version that the person began with."""

    source_url = forms.URLField(
        label=_lazy("Adresse der Quelle"), max_length=1000, required=False, assume_scheme="https"
    )
    baseline_value = NumberInput(label=_lazy("Ausgangswert"), required=False)
    baseline_period = PeriodInput(
        label=_lazy("Zeitraum des Ausgangswerts"),
        required=False,
        help_text=_lazy("z. B. 2020 oder 2020-Q3"),
    )
    places = forms.ModelMultipleChoiceField(
        label=_lazy("Gehört zu"),
        queryset=Node.objects.none(),
        required=False,
        help_text=_lazy("mehrere mit Strg"),
    )
    sdg = forms.CharField(label=_lazy("UN-Ziele"), required=False, max_length=200, help_text=_lazy("z. B. 11.6, 13"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Indicator
        fields = (
            *("title", "title_en", "slug", "description", "description_en", "unit", "unit_en", "decimals", "direction"),
            *("baseline_value", "baseline_period", "method", "method_en", "source_name", "source_url", "responsible"),
            *("controller", "rhythm_months", "wait_days", "sample"),
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": 3}) for name in ("description", "description_en", "method", "method_en")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes: Any = self.fields["places"]
        nodes.queryset = (
            Node.objects.current().select_related("plan").order_by("plan__position", "plan", "depth", "position")
        )
        nodes.label_from_instance = lambda node: f"{node.plan.title}: {node.title}"
        if self.instance.pk:
            self.initial["places"] = list(self.instance.nodes.values_list("pk", flat=True))
            self.initial["sdg"] = ", ".join(str(goal) for goal in self.instance.goals.all())
            self.initial["seen"] = self.instance.version

    def clean_baseline_period(self) -> str:
        """Its code."""
        found = self.cleaned_data["baseline_period"]
        return found.code if found else ""

    def clean_sdg(self) -> list[str]:
        """The goals one by one."""
        return [part.strip() for part in str(self.cleaned_data["sdg"]).replace(";", ",").split(",") if part.strip()]

    def values(self) -> dict[str, Any]:
        """The fields of the indicator itself."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The instance stays as it is: actions write, not this form."""


class ValueForm(forms.Form):
    """One value. An empty line is no value."""

    period = PeriodInput(label=_lazy("Zeitraum"), required=False)
    value = NumberInput(label=_lazy("Wert"), required=False)
    draft = forms.BooleanField(label=_lazy("vorläufig"), required=False)
    dimension = forms.CharField(label=_lazy("Merkmal"), max_length=100, required=False)
    category = forms.CharField(label=_lazy("Ausprägung"), max_length=100, required=False)
    reason = forms.CharField(label=_lazy("Grund, wenn ein Wert sich ändert"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Period and value go together."""
        data = super().clean() or {}
        if "value" in data and "period" in data and (data["value"] is None) != (data["period"] is None):
            raise forms.ValidationError(_("Zeitraum und Wert gehören zusammen."))
        if bool(data.get("dimension")) != bool(data.get("category")):
            raise forms.ValidationError(_("Merkmal und Ausprägung gehören zusammen."))
        return data


class DueForm(forms.Form):
    """The next value of an indicator that waits for it: a number and a tick, nothing else."""

    value = NumberInput(label=_lazy("Wert"), required=False)
    draft = forms.BooleanField(label=_lazy("vorläufig"), required=False)


class TargetForm(forms.Form):
    """A target, or that it was given up (empty value)."""

    period = PeriodInput(label=_lazy("bis"))
    value = NumberInput(label=_lazy("Zielwert"), required=False, help_text=_lazy("leer: aufgegeben"))
    scenario = forms.CharField(label=_lazy("Szenario"), max_length=100, initial="Ziel")
    reason = forms.CharField(
        label=_lazy("Grund der Änderung"),
        max_length=300,
        required=False,
        help_text=_lazy("Er steht öffentlich dabei."),
    )


class EffectForm(forms.Form):
    """What a measure does to the indicator."""

    measure = forms.ModelChoiceField(label=_lazy("Maßnahme"), queryset=Measure.objects.none())
    direction = forms.ChoiceField(label=_lazy("Wirkung"), choices=Effect.Direction.choices)
    confidence = forms.ChoiceField(label=_lazy("Wie sicher?"), choices=Effect.Confidence.choices)
    sentence = forms.CharField(label=_lazy("Warum? Ein Satz"), max_length=400)
    sentence_en = forms.CharField(label=_lazy("Warum? Englisch"), max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures: Any = self.fields["measure"]
        measures.queryset = Measure.objects.order_by("title", "pk")


class StateForm(forms.Form):
    """Publish, or end."""

    state = forms.ChoiceField(label=_lazy("Zustand"), choices=Indicator.State.choices)
    reason = forms.CharField(label=_lazy("Grund"), max_length=500, required=False)


def _uploadable() -> Iterable[tuple[str, Any]]:
    return [(kind.key, kind.label) for kind in kinds.values() if kind.read is not None]


class OptionsField(forms.CharField):
    """Settings of a source as JSON."""

    def clean(self, value: Any) -> dict[str, Any]:
        """An object."""
        text = super().clean(value)
        if not text:
            return {}
        try:
            found = json.parse(text.encode("utf-8", "replace"))
        except json.JsonError as error:
            raise forms.ValidationError(_("kein JSON: {error}").format(error=error)) from None
        if not isinstance(found, dict):
            raise forms.ValidationError(_("Bitte als Objekt: {…}"))
        return found


class UploadForm(forms.Form):
    """A file with values, of one indicator or of several (column Kennzahl)."""

    file = forms.FileField(label=_lazy("Datei"))
    kind = forms.ChoiceField(label=_lazy("Art"), choices=_uploadable)
    writing = forms.ChoiceField(label=_lazy("Schreibweise der Zahlen"), choices=Writing.choices)
    indicator = forms.ModelChoiceField(
        label=_lazy("Kennzahl"),
        queryset=Indicator.objects.none(),
        required=False,
        help_text=_lazy("leer: Die Datei nennt sie selbst, in einer Spalte „Kennzahl“ mit dem Kurznamen."),
    )
    options = OptionsField(
        label=_lazy("Weitere Einstellungen (JSON)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicators: Any = self.fields["indicator"]
        indicators.queryset = Indicator.objects.order_by("title", "pk")


class SourceForm(forms.Form):
    """Where values are fetched from."""

    kind = forms.ChoiceField(label=_lazy("Art"), choices=lambda: [(kind.key, kind.label) for kind in kinds.values()])
    url = forms.URLField(label=_lazy("Adresse"), max_length=1000, assume_scheme="https")
    options = OptionsField(
        label=_lazy("Einstellungen (JSON)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    every_hours = forms.IntegerField(label=_lazy("alle … Stunden"), min_value=1, max_value=24 * 366, initial=24)
