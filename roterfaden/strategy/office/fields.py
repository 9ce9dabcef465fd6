"""Fields and the base of the back office's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import LONGEST_KEY, Ref, kinds, thing
from roterfaden.strategy.actions import Refused, amount

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SMALL, LARGE = forms.Textarea(attrs={"rows": 3}), forms.Textarea(attrs={"rows": 8})


class DayField(forms.DateField):
    """A day, chosen from a calendar."""

    widget = DAY


class PaperField(forms.CharField):
    """A deciding paper, by its number."""

    def __init__(self, **kwargs: Any) -> None:
        defaults = {"required": False, "max_length": LONGEST_KEY, "label": _("Drucksache, die das entschieden hat")}
        super().__init__(**{**defaults, "help_text": _("Nummer, z. B. 0728/2026"), **kwargs})

    def clean(self, value: Any) -> Ref | None:
        """The paper's name; refused where no public paper, or more than one, has that number."""
        text = str(super().clean(value)).strip()
        if not text or "paper" not in kinds:
            return None
        try:
            ref = Ref.parse(text)
        except ValueError:
            return self._found(text)
        if thing(ref) is None:
            raise forms.ValidationError(_t("Diesen Beleg gibt es nicht, oder er ist nicht öffentlich."))
        return ref

    def _found(self, text: str) -> Ref:
        rows = kinds["paper"].find(text, None)
        exact = [row for row in rows if row.number == text] or (list(rows) if len(rows) == 1 else [])
        if len(exact) != 1:
            raise forms.ValidationError(_t("Dazu gibt es nicht genau eine öffentliche Drucksache."))
        return exact[0].ref


class AmountField(forms.CharField):
    """An amount of money as people type it."""

    def clean(self, value: Any) -> Any:
        """A decimal, or None."""
        text = str(super().clean(value))
        try:
            return amount(text)
        except Refused as problem:
            raise forms.ValidationError(problem.sentence) from None


class Versioned(forms.ModelForm[Any]):
    """A form that knows on which version of the row it began."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version

    def values(self) -> dict[str, Any]:
        """What the model's own fields shall hold."""
        return {name: value for name, value in self.cleaned_data.items() if name in self._meta.fields}  # type: ignore[operator]
