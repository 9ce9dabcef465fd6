"""The forms: handing in an idea, and the settings of a phase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.participation.modules.ideas.drafts import LONGEST_TEXT, LONGEST_TITLE, NO_TEXT, NO_TITLE, IdeaDraft
from roterfaden.participation.modules.ideas.models.idea import LONGEST_PLACE
from roterfaden.participation.modules.ideas.settings import (
    MAY_PLACE,
    MOST_CATEGORIES,
    MOST_IMAGES,
    MUST_PLACE,
    NO_PLACE,
    IdeaSettings,
)
from roterfaden.places.models import District
from roterfaden.threads.drafts import slug_of


class RawText(forms.CharField):
    """A text that the draft cleans and measures, so that every way in has the same rules."""

    def __init__(self, widget: type[forms.Widget], longest: int, **more: Any) -> None:
        super().__init__(strip=False, widget=widget(attrs={"maxlength": longest}), **more)
        self.validators = []


class IdeaForm(forms.Form):
    """An idea. Author, status, counts and the like are never fields: they cannot be assigned."""

    title = RawText(
        forms.TextInput,
        LONGEST_TITLE,
        label=lazy("Ihre Idee in wenigen Worten"),
        help_text=lazy("Zum Beispiel: Ein Trinkbrunnen am Uferweg"),
        error_messages={"required": NO_TITLE},
    )
    text = RawText(
        forms.Textarea,
        LONGEST_TEXT,
        label=lazy("Was soll geschehen, und warum?"),
        help_text=lazy("Ein Satz genügt. Bitte keine Namen oder Nummern anderer Menschen."),
        error_messages={"required": NO_TEXT},
    )
    category = forms.ChoiceField(label=lazy("Kategorie"), required=False, widget=forms.RadioSelect)
    place = RawText(
        forms.TextInput,
        LONGEST_PLACE,
        label=lazy("Wo?"),
        required=False,
        help_text=lazy("Straße, Platz oder eine Beschreibung, wie Sie sie einem Nachbarn geben würden."),
    )
    district = forms.TypedChoiceField(label=lazy("Stadtbezirk"), required=False, coerce=int, empty_value=None)
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: IdeaSettings, districts: list[District], **more: Any) -> None:
        super().__init__(*args, **more)
        self.found = found
        self._offer(found, districts)

    def _offer(self, found: IdeaSettings, districts: list[District]) -> None:
        category, district = self.fields["category"], self.fields["district"]
        assert isinstance(category, forms.ChoiceField)
        assert isinstance(district, forms.ChoiceField)
        category.choices = [(row.key, row.label) for row in found.categories]
        district.choices = [("", _("weiß ich nicht, oder überall")), *((row.pk, row.name) for row in districts)]
        if not found.categories:
            del self.fields["category"]
        if found.place == NO_PLACE:
            for name in ("place", "district", "latitude", "longitude"):
                del self.fields[name]
        elif not districts:
            del self.fields["district"]
        if found.place == MUST_PLACE and not districts:
            self.fields["place"].required = True

    def clean(self) -> dict[str, Any]:
        """As the draft says; what is wrong stands at its field."""
        values = super().clean() or {}
        if {"latitude", "longitude"} & set(self.errors):
            for name in ("latitude", "longitude"):
                self.errors.pop(name, None)
            self.add_error("place", _("Diesen Ort gibt es nicht."))
        names = ("title", "text", "category", "place", "district", "latitude", "longitude")
        given = {name: value for name in names if (value := values.get(name)) not in (None, "")}
        draft = IdeaDraft(**({"title": "", "text": ""} | given), language=get_language() or "de")
        try:
            self.draft = draft.cleaned(self.found)
        except ValidationError as error:
            for name, problems in error.error_dict.items():
                if name not in self.errors:
                    self.add_error(name if name in self.fields else None, problems)
        return values


class CategoriesField(forms.CharField):
    """One category a line: "Bäume | Trees". A key in front ("baeume = Bäume | Trees") keeps its ideas when renamed."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        """Lines, from what is saved."""
        if not isinstance(value, list):
            return value
        rows = [row for row in value if isinstance(row, list) and len(row) >= 2]
        return "\n".join(f"{row[0]} = {row[1]}{f' | {row[2]}' if len(row) > 2 and row[2] else ''}" for row in rows)

    def clean(self, value: Any) -> Any:
        """[[key, German, English], …], each key once."""
        lines = [line.strip() for line in str(value or "").replace("\x00", "").splitlines() if line.strip()]
        if len(lines) > MOST_CATEGORIES:
            raise ValidationError(_("Höchstens {number} Kategorien.").format(number=MOST_CATEGORIES))
        rows = [_category(line) for line in lines]
        if len({row[0] for row in rows}) != len(rows):
            raise ValidationError(_("Zwei Kategorien heißen gleich."))
        return rows


def _category(line: str) -> list[str]:
    key, _equals, names = line.rpartition("=")
    german, _bar, english = (part.strip()[:60] for part in names.partition("|"))
    if not german:
        raise ValidationError(_("Eine Zeile hat keinen Namen: {line}").format(line=line[:60]))
    return [slug_of(key or german)[:40], german, english]


class SettingsForm(forms.Form):
    """What the office chooses for a phase."""

    categories = CategoriesField(
        label=lazy("Kategorien"),
        required=False,
        help_text=lazy(
            "Eine in jeder Zeile: Bäume | Trees. Leer: keine. Vor dem = steht der Kurzname, an dem die Ideen hängen; "
            "ändern Sie nur, was dahinter steht."
        ),
    )
    place = forms.ChoiceField(
        label=lazy("Ort"),
        choices=[
            (MAY_PLACE, lazy("kann angegeben werden")),
            (MUST_PLACE, lazy("muss angegeben werden")),
            (NO_PLACE, lazy("wird nicht gefragt")),
        ],
        initial=MAY_PLACE,
    )
    images = forms.TypedChoiceField(
        label=lazy("Bilder zu jeder Idee"),
        coerce=int,
        choices=[(number, str(number)) for number in range(MOST_IMAGES + 1)],
        initial=MOST_IMAGES,
    )
    map = forms.BooleanField(label=lazy("Die Liste beginnt mit einer Karte"), required=False)
