"""Forms of the back office: they read what was typed into drafts, which the actions check."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import AgeBand
from roterfaden.kit.dates import BERLIN
from roterfaden.participation import moments
from roterfaden.participation.drafts import LINKS, PROCESS_FIELDS, PhaseDraft, ProcessDraft
from roterfaden.participation.eligibility import Who
from roterfaden.participation.models import Influence, Phase
from roterfaden.participation.modules import modules
from roterfaden.places.models import District
from roterfaden.threads.models import Topic

LONG, SHORT = forms.Textarea(attrs={"rows": 6}), forms.Textarea(attrs={"rows": 3})
MIDNIGHT = time()


class DayField(forms.DateField):
    """A day; browsers offer a calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"required": False, "widget": widget, **options})


class HourField(forms.TimeField):
    """An hour of Berlin's clock."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(**{"required": False, "widget": widget, **options})


class Times(forms.Form):
    """From and until, as people say it: the last day is in it. Without hours whole days are meant."""

    first_day = DayField(label=_("Erster Tag"))
    first_hour = HourField(label=_("ab (Uhrzeit)"), help_text=_("Leer: ab Mitternacht. Es gilt die Uhr von Berlin."))
    last_day = DayField(label=_("Letzter Tag"), help_text=_("Dieser Tag gehört noch dazu."))
    last_hour = HourField(label=_("bis (Uhrzeit)"), help_text=_("Leer: bis zum Ende des Tages."))

    def clean(self) -> dict[str, Any]:
        """Plain sentences for what cannot be."""
        data = super().clean() or {}
        for day, hour in (("first_day", "first_hour"), ("last_day", "last_hour")):
            if data.get(hour) is not None and not data.get(day):
                self.add_error(day, _("Zu der Uhrzeit fehlt der Tag."))
            if data.get(day) and data.get(hour) and not moments.exists(data[day], data[hour]):
                self.add_error(hour, _("Diese Uhrzeit gibt es an diesem Tag nicht: Die Uhren werden vorgestellt."))
        return data

    def start(self) -> datetime | None:
        """The beginning."""
        day: date | None = self.cleaned_data.get("first_day")
        return moments.berlin(day, self.cleaned_data.get("first_hour") or MIDNIGHT) if day else None

    def end(self) -> datetime | None:
        """The end, exclusive."""
        day: date | None = self.cleaned_data.get("last_day")
        hour: time | None = self.cleaned_data.get("last_hour")
        if day is None:
            return None
        return moments.berlin(day, hour) if hour is not None else moments.end_of(day)

    @staticmethod
    def times_of(start: datetime | None, end: datetime | None) -> dict[str, Any]:
        """How the form begins."""
        first, last = (moment.astimezone(BERLIN) if moment else None for moment in (start, end))
        return {
            "first_day": first.date() if first else None,
            "first_hour": first.time() if first and first.time() != MIDNIGHT else None,
            "last_day": moments.last_day(last) if last else None,
            "last_hour": last.time() if last and last.time() != MIDNIGHT else None,
        }


class Versioned(forms.Form):
    """Carries the version on which it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)
    folded: tuple[str, ...] = ()

    def told(self, error: ValidationError, names: dict[str, str] | None = None) -> None:
        """What an action found wrong, at its fields."""
        for name, found in error.message_dict.items():
            own = (names or {}).get(name, name)
            self.add_error(own if own in self.fields else None, list(found))

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


def _text(label: Any, most: int = 300, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, help_text=help_text, required=required)


def _long(label: Any, help_text: Any = "", rows: forms.Textarea = SHORT) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, widget=rows, max_length=20_000)


class ProcessForm(Versioned):
    """A process' own fields: what people must know stands open, the rest folded."""

    title = _text(_("Ihre Frage an die Menschen"), 200, _("So, wie man sie am Küchentisch stellen würde."), True)
    name = _text(_("Kurzer Name"), 80, _("Zum Beispiel „Grün an der Ihme“."))
    summary = _long(_("Worum es geht"), _("Zwei, drei Sätze in Alltagssprache."))
    purpose = _long(_("Was mit den Ergebnissen geschieht"))
    fixed = _long(_("Was nicht zur Entscheidung steht"), _("Was feststeht, damit niemand vergeblich schreibt."))
    decides = _text(_("Wer entscheidet"), 300, _("Zum Beispiel: der Stadtbezirksrat, im Februar."))
    office = _text(_("Zuständig"), 200, _("Welche Stelle antwortet."))
    contact_mail = forms.EmailField(
        label=_("Mailadresse für Fragen und Erinnerungen"),
        required=False,
        help_text=_("Steht öffentlich auf der Seite. Hierhin erinnern wir auch an offene Antworten."),
    )
    districts = forms.ModelMultipleChoiceField(
        District.objects.all(), label=_("Stadtbezirke"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Themen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    influence = forms.ChoiceField(label=_("Einfluss derer, die mitmachen"), choices=Influence.choices)
    answer_days = forms.IntegerField(
        label=_("Antwort zugesagt binnen (Tagen)"), required=False, help_text=_("Leer: keine Zusage.")
    )
    answer_from = forms.IntegerField(
        label=_("… sobald so viele unterstützen"), required=False, help_text=_("0: jeder Beitrag wird beantwortet.")
    )
    before = forms.BooleanField(label=_("Beiträge erst nach Freigabe zeigen"), required=False)
    contact = _text(_("Ansprechperson: Name, Telefon"))
    budget = forms.DecimalField(label=_("Geld dafür (€)"), required=False, max_digits=14, decimal_places=2)
    budget_note = _text(_("Anmerkung zum Geld"))
    rules = _long(_("Spielregeln"), rows=LONG)
    easy = _long(_("In Leichter Sprache"), rows=LONG)
    sign_language = _text(_("Video in Gebärdensprache (Adresse)"), 200)
    formal_url = _text(
        _("Förmliches Verfahren (Adresse)"), 200, _("Bauleitplanung u. Ä.: wird nur verlinkt, nie ersetzt.")
    )
    title_en = _text(_("Ihre Frage (englisch)"), 200)
    summary_en = _long(_("Worum es geht (englisch)"))
    purpose_en = _long(_("Was mit den Ergebnissen geschieht (englisch)"))
    fixed_en = _long(_("Was nicht zur Entscheidung steht (englisch)"))
    decides_en = _text(_("Wer entscheidet (englisch)"))
    rules_en = _long(_("Spielregeln (englisch)"), rows=LONG)
    sample_data = forms.BooleanField(label=_("Beispieldaten: diese Beteiligung ist erfunden"), required=False)
    folded = (
        *("influence", "answer_days", "answer_from", "before", "contact", "budget", "budget_note", "rules", "easy"),
        *("sign_language", "formal_url", "title_en", "summary_en", "purpose_en", "fixed_en", "decides_en", "rules_en"),
        "sample_data",
    )

    def draft(self) -> ProcessDraft:
        """What was typed."""
        data = self.cleaned_data
        values: dict[str, Any] = {name: data[name] for name in PROCESS_FIELDS}
        values["answer_from"] = data["answer_from"] or 0
        links: dict[str, Any] = {name: frozenset(row.pk for row in data[name]) for name in LINKS}
        return ProcessDraft(**values, **links)

    @staticmethod
    def initial_of(draft: ProcessDraft, version: int = 0) -> dict[str, Any]:
        """How the form begins."""
        values: dict[str, Any] = {name: getattr(draft, name) for name in PROCESS_FIELDS}
        return values | {name: list(getattr(draft, name)) for name in LINKS} | {"version": version}


class NewForm(ProcessForm, Times):
    """The one page of essentials: the question, the time, who answers. The format fills in the rest."""

    field_order = ("title", "name", "summary", "first_day", "first_hour", "last_day", "last_hour")

    def clean(self) -> dict[str, Any]:
        """The first phase needs both days."""
        data = super().clean()
        for name in ("first_day", "last_day"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Bitte wählen Sie einen Tag."))
        if not self.errors and (end := self.end()) and (start := self.start()) and end <= start:
            self.add_error("last_day", _("Das Ende liegt vor dem Beginn."))
        return data


class PhaseForm(Versioned, Times):
    """A phase."""

    name = _text(_("Name der Phase"), 120, _("Zum Beispiel „Ideen sammeln“."), True)
    module = forms.ChoiceField(label=_("Methode"), required=False)
    text = _long(_("Was in dieser Zeit geschieht"))
    order = forms.IntegerField(label=_("Reihenfolge"), initial=0)
    name_en = _text(_("Name der Phase (englisch)"), 120)
    text_en = _long(_("Was in dieser Zeit geschieht (englisch)"))
    folded = ("order", "name_en", "text_en")

    def __init__(self, *args: Any, phase: Phase | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(key, str(module.label)) for key, module in modules.items()]
        if phase is not None and phase.module and phase.module not in modules:
            known.append((phase.module, phase.module))
        nothing = ("", _("nichts zu tun: prüfen, beraten, umsetzen"))
        self.fields["module"].choices = [nothing, *known]  # type: ignore[attr-defined]

    def draft(self, settings: dict[str, Any]) -> PhaseDraft:
        """What was typed."""
        data = self.cleaned_data
        names = ("name", "module", "name_en", "text", "text_en", "order")
        values: dict[str, Any] = {name: data[name] for name in names}
        return PhaseDraft(start=self.start(), end=self.end(), settings=settings, **values)

    @staticmethod
    def initial_of(phase: Phase, version: int) -> dict[str, Any]:
        """How the form begins for a saved phase."""
        names = ("name", "module", "name_en", "text", "text_en", "order")
        values: dict[str, Any] = {name: getattr(phase, name) for name in names}
        return values | Times.times_of(phase.start, phase.end) | {"version": version}


class WhoForm(Versioned):
    """Who may do something."""

    account = forms.BooleanField(label=_("nur mit Konto"), required=False)
    resident = forms.BooleanField(label=_("nur wer hier wohnt (belegt)"), required=False)
    districts = forms.MultipleChoiceField(
        label=_("nur aus diesen Stadtbezirken (belegt)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    age_bands = forms.MultipleChoiceField(
        label=_("nur in diesen Altersgruppen (belegt)"),
        required=False,
        choices=AgeBand.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    code = forms.BooleanField(label=_("nur mit einem Code aus dem Brief"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = list(District.objects.order_by("name").values_list("slug", "name"))
        self.fields["districts"].choices = known  # type: ignore[attr-defined]

    def who(self) -> Who:
        """The conditions."""
        data = self.cleaned_data
        return Who(
            True, data["account"], data["resident"], tuple(data["districts"]), tuple(data["age_bands"]), data["code"]
        )

    @staticmethod
    def initial_of(who: Who, version: int) -> dict[str, Any]:
        """How the form begins."""
        return {**vars(who), "districts": list(who.districts), "age_bands": list(who.age_bands), "version": version}


class CloseForm(forms.Form):
    """What came of it."""

    result = _long(_("Ergebnis: was dabei herauskam und was jetzt geschieht"), rows=LONG)
    result_en = _long(_("Ergebnis (englisch)"))


class ScheduleForm(forms.Form):
    """When it shall be published by itself."""

    day = DayField(label=_("Tag"))
    hour = HourField(label=_("Uhrzeit"))

    def moment(self) -> datetime | None:
        """The moment, or None for none."""
        day: date | None = self.cleaned_data.get("day")
        return moments.berlin(day, self.cleaned_data.get("hour") or MIDNIGHT) if day else None
