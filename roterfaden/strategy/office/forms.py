"""Forms of the back office. They read and check; actions write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import User
from roterfaden.places.models import District
from roterfaden.strategy.document import in_order
from roterfaden.strategy.models import Assessment, BudgetLine, Measure, Milestone, Node, Plan
from roterfaden.strategy.office.fields import DAY, LARGE, SMALL, AmountField, DayField, PaperField, Versioned


class PlanForm(Versioned):
    """A plan's texts, dates and relatives."""

    related = forms.ModelMultipleChoiceField(Plan.objects.all(), required=False, label=_("verwandt mit"))

    class Meta:
        model = Plan
        fields = (
            *("slug", "title", "title_en", "question", "question_en", "summary", "summary_en", "text"),
            *("plain_language", "starts_on", "ends_on", "responsible", "contact", "consultation_until"),
            *("report_months", "parent", "predecessor", "sample", "position"),
        )
        widgets = {"starts_on": DAY, "ends_on": DAY, "consultation_until": DAY, "summary": SMALL, "summary_en": SMALL}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["related"].initial = self.instance.related.all()


class LevelsForm(forms.Form):
    """The names of the levels, one a line."""

    levels = forms.CharField(
        label=_("Ebenen, eine je Zeile, von oben nach unten"),
        widget=LARGE,
        help_text=_("Art; Einzahl; Mehrzahl; dasselbe englisch. Art: field, goal oder strategy, zuletzt measure."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Grund"), widget=SMALL, help_text=_("Er steht öffentlich dabei."))


class DecisionForm(ReasonForm):
    """Why, and by which paper."""

    paper = PaperField()


class NodeForm(Versioned):
    """A node's texts and place."""

    class Meta:
        model = Node
        fields = (
            *("code", "parent", "number", "title", "title_en", "question", "question_en", "text", "plain_language"),
            "position",
        )
        widgets = {"text": LARGE}

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = in_order(plan.nodes.current())
        choices = [(row.pk, "\u2003" * (row.depth - 1) + row.title) for row in rows if row.pk != self.instance.pk]
        self.fields["parent"].queryset = plan.nodes.current()  # type: ignore[attr-defined]
        self.fields["parent"].widget.choices = [("", _("keiner: oberste Ebene")), *choices]
        if self.instance.pk:
            self.fields["code"].disabled = True


class MeasureForm(Versioned):
    """A measure's texts, dates, places and partners."""

    nodes = forms.MultipleChoiceField(label=_("Ziele"), required=False, widget=forms.SelectMultiple(attrs={"size": 10}))
    districts = forms.ModelMultipleChoiceField(
        District.objects.defer("geometry"),
        required=False,
        label=_("Stadtbezirke"),
        help_text=_("keiner: gesamtstädtisch"),
    )
    topics = forms.CharField(label=_("Themen"), required=False, help_text=_("Kurznamen, durch Komma getrennt"))
    partners = forms.CharField(
        label=_("Partner*innen"),
        required=False,
        widget=SMALL,
        help_text=_("eine je Zeile; Anschrift nach einem Semikolon"),
    )

    class Meta:
        model = Measure
        fields = (
            *("slug", "number", "title", "title_en", "what", "why", "plain_language", "lead", "lead_contact"),
            *("starts_on", "ends_on", "begun_on", "controller", "update_days", "sample"),
        )
        widgets = {"starts_on": DAY, "ends_on": DAY, "begun_on": DAY, "what": SMALL, "why": SMALL}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["controller"].queryset = User.objects.filter(is_active=True).order_by("username")  # type: ignore[attr-defined]
        self.fields["nodes"].choices = _node_choices()  # type: ignore[attr-defined]
        if self.instance.pk:
            self._fill(self.instance)

    def _fill(self, row: Measure) -> None:
        self.fields["nodes"].initial = [str(pk) for pk in row.nodes.values_list("pk", flat=True)]
        self.fields["districts"].initial = row.districts.all()
        self.fields["topics"].initial = ", ".join(row.topics.values_list("slug", flat=True))
        lines = [f"{one.name}; {one.contact}" if one.contact else one.name for one in row.partners.all()]
        self.fields["partners"].initial = "\n".join(lines)


class MilestoneForm(Versioned):
    """A milestone and what it waits for."""

    requires = forms.ModelMultipleChoiceField(Milestone.objects.none(), required=False, label=_("wartet auf"))

    class Meta:
        model = Milestone
        fields = ("code", "title", "title_en", "text", "planned_on", "position")
        widgets = {"planned_on": DAY, "text": SMALL}

    def __init__(self, measure: Measure, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requires"].queryset = measure.milestones.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["requires"].initial = self.instance.requires.all()
            if measure.public:
                self.fields["planned_on"].disabled = self.fields["code"].disabled = True


class ShiftForm(DecisionForm):
    """A new date, why, and who decided."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    new = DayField(label=_("Neuer Termin"))
    decided_by = forms.CharField(label=_("Entschieden von"), max_length=200, help_text=_("Stelle oder Gremium"))
    decided_on = DayField(label=_("Entschieden am"), required=False)


class ReachForm(forms.Form):
    """When a milestone was reached."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    day = DayField(label=_("Erreicht am"))


class BudgetForm(Versioned):
    """A line of the budget."""

    planned = AmountField(label=_("geplant, in Euro"), required=False, help_text=_("leer: nicht veröffentlicht"))
    actual = AmountField(label=_("ausgegeben, in Euro"), required=False)
    paper = PaperField()

    class Meta:
        model = BudgetLine
        fields = ("year", "source", "planned", "actual", "note")


class StateForm(forms.Form):
    """The next state."""

    state = forms.ChoiceField(label=_("Zustand"), choices=Measure.State.choices)
    state_reason = forms.CharField(
        label=_("Grund"), widget=SMALL, required=False, help_text=_("Pflicht bei „nicht weiterverfolgt“")
    )
    day = DayField(label=_("seit"), required=False)


class OverrideForm(forms.Form):
    """Another light than the rule computes."""

    light = forms.ChoiceField(
        label=_("Stand"), choices=[("", _("errechneten Stand zeigen")), *Measure.Light.choices], required=False
    )
    override_reason = forms.CharField(label=_("Grund"), widget=SMALL, help_text=_("Er steht öffentlich dabei."))


class AssessmentForm(Versioned):
    """Both sides of an assessment."""

    class Meta:
        model = Assessment
        fields = (
            *("cost", "benefit", "method", "affected", "losers", "data_bias", "accessibility", "exit"),
            *("author_role", "author_name"),
        )


class ApprovalForm(forms.Form):
    """Approval with role, and a name only by consent."""

    role = forms.CharField(label=_("Ihre Rolle, öffentlich"), max_length=200, required=False)
    name = forms.CharField(label=_("Ihr Name, nur wenn er öffentlich sein soll"), max_length=200, required=False)


class UpdateForm(forms.Form):
    """How a measure stands, in under a minute. Everything but the first field may stay as it is."""

    happened = forms.CharField(label=_("Was ist seit der letzten Meldung passiert?"), widget=SMALL, max_length=2000)
    reported_on = DayField(label=_("Stand vom"))
    state = forms.ChoiceField(label=_("Zustand"), choices=Measure.State.choices)
    state_reason = forms.CharField(label=_("Grund, wenn sich der Zustand ändert"), widget=SMALL, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, measure: Measure, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.milestone = measure.milestones.filter(actual_on__isnull=True).order_by("planned_on", "pk").first()
        self.lines = list(measure.budget.filter(year__lte=timezone.localdate().year).order_by("-year", "source")[:4])
        self.fields["state"].initial = measure.state
        self.fields["reported_on"].initial = timezone.localdate()
        if self.milestone:
            self._ask_milestone(self.milestone)
        for line in self.lines:
            label = _t("Ausgegeben {year}, {source}").format(year=line.year, source=line.source)
            shown = "" if line.actual is None else str(line.actual).replace(".", ",")
            self.fields[f"actual_{line.pk}"] = AmountField(label=label, required=False, initial=shown)
            self.fields[f"line_{line.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=line.version)

    def _ask_milestone(self, milestone: Milestone) -> None:
        words = {"title": milestone.title, "day": milestone.due_on.strftime("%d.%m.%Y")}
        self.fields["reached"] = DayField(
            label=_t("„{title}“ (bisher {day}): erreicht am").format(**words), required=False
        )
        self.fields["forecast"] = DayField(label=_t("… oder neuer Termin"), required=False)
        self.fields["reason"] = forms.CharField(
            label=_t("Grund, wenn er sich verschiebt"), required=False, widget=SMALL
        )
        self.fields["decided_by"] = forms.CharField(
            label=_t("Wer hat das entschieden?"), required=False, max_length=200
        )
        self.fields["milestone_version"] = forms.IntegerField(widget=forms.HiddenInput, initial=milestone.version)

    def changes(self) -> dict[str, Any]:
        """What shall become of the measure, as `ProgressUpdate.changes`: only what differs from today."""
        data = self.cleaned_data
        found: dict[str, Any] = {}
        if data["state"] != self.measure.state:
            found |= {"state": data["state"], "state_reason": data["state_reason"]}
        if step := self._step(data):
            found["milestones"] = [step]
        budget = [
            {"id": line.pk, "version": data[f"line_{line.pk}"], "actual": str(value)}
            for line in self.lines
            if (value := data[f"actual_{line.pk}"]) is not None and value != line.actual
        ]
        return found | {"budget": budget} if budget else found

    def _step(self, data: dict[str, Any]) -> dict[str, Any]:
        if self.milestone is None or not (data["reached"] or data["forecast"]):
            return {}
        row: dict[str, Any] = {"id": self.milestone.pk, "version": data["milestone_version"]}
        if data["reached"]:
            return row | {"actual": data["reached"].isoformat()}
        why = {"reason": data["reason"], "decided_by": data["decided_by"]}
        return row | {"forecast": data["forecast"].isoformat()} | why


def _node_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Nodes in groups by plan."""
    found = []
    for plan in Plan.objects.exclude(state=Plan.State.CLOSED).prefetch_related("nodes"):
        rows = in_order(row for row in plan.nodes.all() if row.withdrawn_at is None)
        found.append((plan.title, [(str(row.pk), "\u2003" * (row.depth - 1) + row.title) for row in rows]))
    return found
