"""Forms of the back office: they read what was typed into drafts, which the actions check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from roterfaden.kit.things import Ref
from roterfaden.places.models import District
from roterfaden.threads import periods
from roterfaden.threads.drafts import THREAD_FIELDS, StationDraft, ThreadDraft
from roterfaden.threads.models import Relation, Station, Topic
from roterfaden.threads.periods import NoPeriod, Period
from roterfaden.threads.stages import Stage

LONG = forms.Textarea(attrs={"rows": 4})
PERIOD_HELP = _("Zum Beispiel 16.4.2018, 04/2018, Sommer 2017 oder 2017.")


class PeriodField(forms.CharField):
    """A day, month, season or year as people write it; gives a Period."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, help_text=PERIOD_HELP, **options)

    def clean(self, value: Any) -> Any:
        """The period, or None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return periods.read(text)
        except NoPeriod:
            raise ValidationError(f"{_('Das ist kein Datum.')} {PERIOD_HELP}") from None


class DayField(forms.DateField):
    """A day; browsers offer a calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class VersionedForm(forms.Form):
    """Carries the version on which it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)
    #: Fields that stand folded.
    folded: tuple[str, ...] = ()

    def told(self, error: ValidationError) -> None:
        """What an action found wrong, at its fields."""
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, list(messages))

    @property
    def shown(self) -> list[Any]:
        """The fields that stand open."""
        return [field for field in self if not field.is_hidden and field.name not in self.folded]

    @property
    def more(self) -> list[Any]:
        """The folded ones."""
        return [field for field in self if not field.is_hidden and field.name in self.folded]

    @property
    def must_unfold(self) -> bool:
        """Whether something is wrong in a folded field."""
        return any(field.errors for field in self.more)


class ThreadForm(VersionedForm):
    """A thread's own fields."""

    title = forms.CharField(label=_("Titel"), max_length=200, help_text=_("So, wie man es am Küchentisch sagen würde."))
    summary = forms.CharField(
        label=_("Worum es geht"), widget=LONG, required=False, help_text=_("Zwei, drei Sätze in Alltagssprache.")
    )
    responsible = forms.CharField(label=_("Wer zuständig ist"), max_length=200, required=False)
    next_step = forms.CharField(label=_("Nächster Schritt"), max_length=300, required=False)
    next_step_on = DayField(label=_("Nächster Schritt: wann"))
    place_name = forms.CharField(
        label=_("Ort"),
        max_length=200,
        required=False,
        help_text=_("Straße, Platz oder Gebäude. Texte, die ihn nennen, werden vorgeschlagen."),
    )
    latitude = forms.FloatField(label=_("Geografische Breite"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Geografische Länge"), required=False, min_value=-180, max_value=180)
    districts = forms.ModelMultipleChoiceField(
        District.objects.all(), label=_("Stadtbezirke"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Themen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    easy = forms.CharField(label=_("In Leichter Sprache"), widget=LONG, required=False)
    image = forms.ModelChoiceField(get_image_model().objects.all(), label=_("Bild"), required=False)
    image_alt = forms.CharField(label=_("Was auf dem Bild zu sehen ist"), max_length=300, required=False)
    sample_data = forms.BooleanField(label=_("Beispieldaten: dieser Faden ist erfunden"), required=False)
    title_en = forms.CharField(label=_("Titel (englisch)"), max_length=200, required=False)
    summary_en = forms.CharField(label=_("Worum es geht (englisch)"), widget=LONG, required=False)
    responsible_en = forms.CharField(label=_("Wer zuständig ist (englisch)"), max_length=200, required=False)
    next_step_en = forms.CharField(label=_("Nächster Schritt (englisch)"), max_length=300, required=False)
    image_alt_en = forms.CharField(label=_("Was auf dem Bild zu sehen ist (englisch)"), max_length=300, required=False)
    folded = (
        *("latitude", "longitude", "easy", "image", "image_alt", "sample_data"),
        *("title_en", "summary_en", "responsible_en", "next_step_en", "image_alt_en"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["image"].widget = AdminImageChooser()

    def draft(self) -> ThreadDraft:
        """What was typed."""
        data = self.cleaned_data
        values: dict[str, Any] = {name: data[name] for name in THREAD_FIELDS if name != "image_id"}
        links: dict[str, Any] = {name: frozenset(row.pk for row in data[name]) for name in ("districts", "topics")}
        image: Model | None = data["image"]
        return ThreadDraft(**values, **links, image_id=image.pk if image else None)

    @staticmethod
    def initial_of(draft: ThreadDraft, version: int) -> dict[str, Any]:
        """How the form begins for a saved thread."""
        values = {name: getattr(draft, name) for name in THREAD_FIELDS}
        return values | {
            "image": draft.image_id,
            "districts": list(draft.districts),
            "topics": list(draft.topics),
            "version": version,
        }


class StationForm(VersionedForm):
    """A station. The thing that it rests on is chosen beside it (`ref`)."""

    stage = forms.ChoiceField(label=_("Stufe"), choices=[("", "–"), *Stage.choices])
    when = PeriodField(label=_("Wann"))
    until = PeriodField(label=_("Bis"), required=False)
    heading = forms.CharField(label=_("Überschrift"), max_length=200)
    sentence = forms.CharField(label=_("Was geschah, in einem Satz"), widget=LONG, required=False)
    relation = forms.ChoiceField(label=_("Bezug zum Anliegen"), choices=[("", "–"), *Relation.choices], required=False)
    source_label = forms.CharField(
        label=_("Quelle außerhalb: wer hat es veröffentlicht?"), max_length=200, required=False
    )
    source_url = forms.CharField(label=_("Adresse der Quelle"), max_length=1000, required=False)
    archived_on = DayField(label=_("Quelle archiviert am"))
    archive_url = forms.CharField(label=_("Adresse im Archiv"), max_length=1000, required=False)
    due = DayField(label=_("Eine Zusage: bis wann?"))
    fulfilled = DayField(label=_("Zusage erfüllt am"))
    heading_en = forms.CharField(label=_("Überschrift (englisch)"), max_length=200, required=False)
    sentence_en = forms.CharField(label=_("Was geschah (englisch)"), widget=LONG, required=False)
    confirmed = forms.BooleanField(label=_("Ich habe den Beleg geprüft"), required=False, initial=True)
    folded = (
        "source_url",
        "source_label",
        "archived_on",
        "archive_url",
        "due",
        "fulfilled",
        "heading_en",
        "sentence_en",
    )

    def clean(self) -> dict[str, Any]:
        """From and until are said equally exactly: the station keeps one precision."""
        data = super().clean() or {}
        when, until = data.get("when"), data.get("until")
        if when and until and when.precision != until.precision:
            self.add_error("until", _("Bitte so genau wie „Wann“: beides als Tag, Monat, Jahreszeit oder Jahr."))
        return data

    def draft(self, ref: Ref | None) -> StationDraft:
        """What was typed."""
        data = self.cleaned_data
        when: Period = data["when"]
        until: Period | None = data["until"]
        same = ("stage", "heading", "sentence", "relation", "heading_en", "sentence_en", "source_url", "source_label")
        dates = ("archived_on", "archive_url", "due", "fulfilled", "confirmed")
        return StationDraft(
            start=when.start,
            precision=when.precision,
            end=until.last if until else None,
            ref=ref,
            **{name: data[name] for name in (*same, *dates)},
        )

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """How the form begins for a saved station."""
        values = {name: getattr(station, name, None) for name in StationForm.base_fields}
        end = station.end_period
        return values | {
            "when": station.period.typed,
            "until": end.typed if end else "",
            "confirmed": station.confirmed_at is not None,
            "version": station.version,
        }


class RenameForm(VersionedForm):
    """Another title, another address."""

    title = forms.CharField(label=_("Neuer Titel"), max_length=200)
    title_en = forms.CharField(label=_("Neuer Titel (englisch)"), max_length=200, required=False)
    slug = forms.CharField(
        label=_("Neuer Kurzname in der Adresse"),
        max_length=100,
        required=False,
        help_text=_("Leer: er folgt aus dem Titel. Die alte Adresse führt für immer weiter."),
    )


class ReasonForm(forms.Form):
    """Why: visitors read it."""

    reason = forms.CharField(label=_("Grund"), max_length=300, help_text=_("Er steht öffentlich auf der Seite."))


class SplitForm(ReasonForm):
    """The new thread's title."""

    title = forms.CharField(label=_("Titel des neuen Fadens"), max_length=200)
    title_en = forms.CharField(label=_("Titel des neuen Fadens (englisch)"), max_length=200, required=False)
    field_order = ("title", "title_en", "reason")
