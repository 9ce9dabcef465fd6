"""Forms of the back office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.html import clean_line, clean_text
from roterfaden.participation.modules.survey.conditions import DECIDING
from roterfaden.participation.modules.survey.drafts import FIELDS, QuestionDraft, Wording, read_lines
from roterfaden.participation.modules.survey.models import Kind, Question, Survey, Way
from roterfaden.participation.modules.survey.words import LONGEST

LONG = forms.Textarea(attrs={"rows": 3})
LINES = forms.Textarea(attrs={"rows": 8})
LINES_HELP = _("Eine je Zeile. Englisch hinter einem senkrechten Strich: Bäume | Trees")
MOST_OPTIONS, LONGEST_OPTION, MOST_STEPS = 60, 200, 11


class Lines(forms.CharField):
    """Options, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=LINES, required=False, help_text=LINES_HELP, max_length=20_000, **options)

    def clean(self, value: Any) -> Any:
        """The wordings: cleaned, short, each once."""
        found = [
            Wording(clean_line(line.text), clean_line(line.text_en)) for line in read_lines(super().clean(value) or "")
        ]
        found = [line for line in found if line.text]
        if len(found) > MOST_OPTIONS:
            raise forms.ValidationError(_("Das sind mehr als 60. Bitte fassen Sie zusammen."))
        if any(len(text) > LONGEST_OPTION for line in found for text in (line.text, line.text_en)):
            raise forms.ValidationError(_("Eine Zeile ist länger als 200 Zeichen."))
        if len({line.text for line in found}) < len(found):
            raise forms.ValidationError(_("Eine Zeile steht zweimal da."))
        return tuple(found)


class QuestionForm(forms.Form):
    """One question."""

    kind = forms.ChoiceField(label=_("Art"), choices=Kind.choices)
    text = forms.CharField(label=_("Frage"), max_length=300)
    help = forms.CharField(label=_("Hilfe"), max_length=1000, required=False, widget=LONG)
    required = forms.BooleanField(label=_("Antwort nötig"), required=False)
    options = Lines(label=_("Antworten (bei einer Matrix: die Spalten)"))
    rows = Lines(label=_("Aussagen (Zeilen der Matrix)"))
    least = forms.IntegerField(
        label=_("mindestens"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=_("Mehrere Antworten: so viele müssen es sein. Skala: die erste Stufe."),
    )
    most = forms.IntegerField(
        label=_("höchstens"),
        min_value=0,
        max_value=LONGEST,
        required=False,
        help_text=_("Mehrere Antworten: so viele dürfen es sein. Skala: die letzte Stufe. Text: Zeichen."),
    )
    low = forms.CharField(label=_("Wort am unteren Ende der Skala"), max_length=60, required=False)
    high = forms.CharField(label=_("Wort am oberen Ende der Skala"), max_length=60, required=False)
    conditions = forms.MultipleChoiceField(
        label=_("Nur stellen, wenn vorher geantwortet wurde"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ohne Haken: allen stellen. Mehrere Haken nur bei derselben Frage; einer davon genügt dann."),
    )
    text_en = forms.CharField(label=_("Frage (englisch)"), max_length=300, required=False)
    help_en = forms.CharField(label=_("Hilfe (englisch)"), max_length=1000, required=False, widget=LONG)
    low_en = forms.CharField(label=_("Wort am unteren Ende (englisch)"), max_length=60, required=False)
    high_en = forms.CharField(label=_("Wort am oberen Ende (englisch)"), max_length=60, required=False)

    def __init__(self, earlier: Sequence[Question], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.several = {question.pk for question in earlier if question.kind == Kind.SEVERAL}
        field = self.fields["conditions"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [choice for question in earlier if question.kind in DECIDING for choice in _values(question)]

    def clean(self) -> dict[str, Any]:
        """What fits the kind."""
        data = super().clean() or {}
        for name in ("text", "text_en", "low", "low_en", "high", "high_en"):
            data[name] = clean_line(data.get(name) or "")
        for name in ("help", "help_en"):
            data[name] = clean_text(data.get(name) or "")
        data["least"], data["most"] = data.get("least") or 0, data.get("most") or 0
        self._check_kind(data)
        self._check_conditions(data.get("conditions") or [])
        return data

    def _check_kind(self, data: dict[str, Any]) -> None:
        kind = data.get("kind")
        number = len(data.get("options") or ())
        if kind in (Kind.CHOICE, Kind.SEVERAL, Kind.MATRIX, Kind.RANKING) and number < 2:
            self.add_error("options", _("Bitte geben Sie mindestens zwei Antworten an."))
        if kind == Kind.RANKING and number > 10:
            self.add_error("options", _("Mehr als zehn kann niemand in eine Reihenfolge bringen."))
        if kind == Kind.MATRIX and not data.get("rows"):
            self.add_error("rows", _("Bitte geben Sie mindestens eine Aussage an."))
        if kind == Kind.SEVERAL and data["most"] and not data["least"] <= data["most"] <= number:
            self.add_error("most", _("Das passt nicht zur Zahl der Antworten."))
        if kind == Kind.SEVERAL and data["least"] > number:
            self.add_error("least", _("So viele Antworten gibt es nicht."))
        if kind == Kind.SCALE and not 1 <= data["most"] - data["least"] < MOST_STEPS:
            self.add_error("most", _("Eine Skala hat zwei bis elf Stufen, zum Beispiel von 1 bis 5."))

    def _check_conditions(self, chosen: Sequence[str]) -> None:
        questions = {value.split(":")[0] for value in chosen}
        if len(questions) > 1:
            self.add_error("conditions", _("Bitte wählen Sie Antworten nur einer Frage."))
        # How many chose one of two would tell how many chose both.
        if len(chosen) > 1 and questions and int(min(questions)) in self.several:
            self.add_error("conditions", _("Bei einer Frage mit mehreren Antworten bitte nur einen Haken."))

    def draft(self) -> QuestionDraft:
        """What was typed."""
        data = self.cleaned_data
        pairs = [value.split(":") for value in data["conditions"]]
        told = {name: data[name] for name in FIELDS}
        has_options = data["kind"] in (Kind.CHOICE, Kind.SEVERAL, Kind.MATRIX, Kind.RANKING)
        return QuestionDraft(
            **told,
            options=data["options"] if has_options else (),
            rows=data["rows"] if data["kind"] == Kind.MATRIX else (),
            after=int(pairs[0][0]) if pairs else None,
            values=tuple(int(value) for _question, value in pairs),
        )

    @staticmethod
    def initial_of(draft: QuestionDraft) -> dict[str, Any]:
        """How the form begins."""
        return {name: getattr(draft, name) for name in FIELDS} | {
            "options": "\n".join(option.line for option in draft.options),
            "rows": "\n".join(row.line for row in draft.rows),
            "conditions": [f"{draft.after}:{value}" for value in draft.values],
        }


def _values(question: Question) -> list[tuple[str, str]]:
    if question.kind == Kind.SCALE:
        return [(f"{question.pk}:{step}", f"{question.text} – {step}") for step in question.steps]
    return [(f"{question.pk}:{option.pk}", f"{question.text} – {option.text}") for option in question.choices()]


class SettingsForm(forms.ModelForm[Survey]):
    """How a survey is answered and shown."""

    class Meta:
        model = Survey
        fields = ("intro", "intro_en", "changeable", "live", "by_district", "by_age", "paper_days", "keep_days")
        widgets = {"intro": LONG, "intro_en": LONG}

    def clean(self) -> dict[str, Any]:
        """What was shown must not fall again; a key with a password opens for nobody in between."""
        data = super().clean() or {}
        if data.get("live") and data.get("changeable"):
            self.add_error("live", _("Zwischenstände gehen nicht, wenn Antworten geändert werden können."))
        if data.get("live") and self.instance.locked:
            self.add_error("live", _("Zwischenstände gehen nicht, wenn die Auswertung ein Passwort braucht."))
        for name in ("intro", "intro_en"):
            data[name] = clean_text(data.get(name) or "")
        return data


class CreateForm(forms.Form):
    """A survey begins with its key."""

    password = forms.CharField(
        label=_("Passwort für die Auswertung"),
        required=False,
        min_length=12,
        max_length=200,
        widget=forms.PasswordInput,
        help_text=_(
            "Leer: Das Portal wertet nach dem Ende selbst aus. Mit Passwort kann auch das Portal die Antworten nicht "
            "lesen, bis Sie es eingeben. Ist es verloren, sind es auch die Antworten."
        ),
    )


class PasswordForm(forms.Form):
    """Opens the key for an evaluation."""

    password = forms.CharField(
        label=_("Passwort für die Auswertung"), required=False, max_length=200, widget=forms.PasswordInput
    )


class SheetForm(forms.Form):
    """The sheet that the answers below it stand on."""

    number = forms.CharField(
        label=_("Nummer des Bogens"), max_length=40, help_text=_("Sie steht auf dem Bogen und wird nur einmal gezählt.")
    )
    way = forms.ChoiceField(
        label=_("Weg"), choices=[(value, label) for value, label in Way.choices if value != Way.ONLINE]
    )

    def clean_number(self) -> str:
        """One line."""
        number = clean_line(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(_("Bitte geben Sie die Nummer an."))
        return number
