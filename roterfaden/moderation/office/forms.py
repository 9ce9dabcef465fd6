"""Forms of the back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.kit.html import clean_line, clean_text
from roterfaden.moderation import registry
from roterfaden.moderation.actions import Measure
from roterfaden.moderation.actions.deciding import LONGEST_FACTS
from roterfaden.moderation.cutting import with_gaps
from roterfaden.moderation.kinds import GRAVITY_LABELS, LONGEST_SUSPENSION, Kind
from roterfaden.moderation.models import Case, HouseRule
from roterfaden.moderation.registry import Cut, Target

FACTS = forms.Textarea(attrs={"rows": 4})


class DecisionForm(forms.Form):
    """What is decided and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    kind = forms.ChoiceField(label=lazy("Entscheidung"), widget=forms.RadioSelect)
    rule = forms.ChoiceField(label=lazy("Regel, gegen die verstoßen wurde"), required=False)
    facts = forms.CharField(
        label=lazy("Was ist geschehen?"),
        required=False,
        max_length=LONGEST_FACTS,
        widget=FACTS,
        help_text=lazy("Das liest, wer den Beitrag geschrieben hat. Nennen Sie die Stelle und warum sie verstößt."),
    )
    title = forms.CharField(label=lazy("Gekürzter Titel"), required=False, max_length=200)
    text = forms.CharField(
        label=lazy("Gekürzter Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=lazy("Nur zum Kürzen: Ersetzen Sie, was weg muss, durch […]. Anderes lässt sich nicht ändern."),
    )
    additions = forms.BooleanField(label=lazy("Spätere Ergänzungen ebenfalls verbergen"), required=False)
    days = forms.IntegerField(
        label=lazy("Person sperren für so viele Tage"),
        required=False,
        min_value=1,
        max_value=LONGEST_SUSPENSION,
        help_text=lazy("Allein oder zusammen mit dem Ausblenden."),
    )

    def __init__(self, case: Case, target: Target | None, data: Any = None) -> None:
        self.case = case
        self.target = target
        self.rules = {str(rule.pk): rule for rule in HouseRule.objects.in_force()}
        self.own_rules = {f"b{number}": text for number, text in enumerate(registry.rules_of_area(case.area))}
        title, text = (target.title, target.text) if target else ("", "")
        super().__init__(data, initial={"version": case.version, "title": title, "text": text})
        self._choose()

    def _choose(self) -> None:
        can = self.target.can if self.target else frozenset({Kind.KEEP})
        self._set("kind", [(kind.value, kind.label) for kind in Kind if kind in can])
        rules = [(key, rule.title) for key, rule in self.rules.items()]
        groups: list[Any] = [("", "–"), *rules]
        if self.own_rules:
            groups.append((_("Spielregeln dieser Beteiligung"), list(self.own_rules.items())))
        self._set("rule", groups)
        if Kind.SHORTEN not in can:
            for name in ("title", "text", "additions"):
                del self.fields[name]
        elif self.target is not None and not self.target.title:
            del self.fields["title"]
        if self.target is None or self.target.author is None:
            del self.fields["days"]

    def _set(self, name: str, choices: Any) -> None:
        chosen = self.fields[name]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = choices

    def measure(self) -> Measure:
        """What was typed."""
        data = self.cleaned_data
        return Measure(
            Kind(data["kind"]),
            self.rules.get(data["rule"]),
            self.own_rules.get(data["rule"], ""),
            clean_text(data["facts"]),
            data.get("days") or 0,
            self._cut(),
        )

    def _cut(self) -> Cut | None:
        data = self.cleaned_data
        if data["kind"] != Kind.SHORTEN or "text" not in data:
            return None
        title = with_gaps(clean_line(data.get("title", "")))
        return Cut(title, with_gaps(clean_text(data["text"])), bool(data.get("additions")))


class SeveralForm(forms.Form):
    """One decision about several cases."""

    kind = forms.ChoiceField(
        label=lazy("Alle markierten"),
        choices=[(kind.value, kind.label) for kind in (Kind.RELEASE, Kind.KEEP, Kind.HIDE)],
        error_messages={"required": lazy("Wählen Sie, was geschehen soll.")},
    )
    rule = forms.ModelChoiceField(HouseRule.objects.all(), label=lazy("Regel"), required=False)
    facts = forms.CharField(
        label=lazy("Was ist geschehen?"), required=False, max_length=LONGEST_FACTS, widget=forms.Textarea
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        rule = self.fields["rule"]
        assert isinstance(rule, forms.ModelChoiceField)
        rule.queryset = HouseRule.objects.in_force()

    def measure(self) -> Measure:
        """What was typed."""
        data = self.cleaned_data
        return Measure(Kind(data["kind"]), data["rule"], facts=clean_text(data["facts"]))


class AnswerForm(forms.Form):
    """The decision on an objection."""

    upheld = forms.ChoiceField(
        label=lazy("Entscheidung"),
        choices=[("ja", lazy("Der Widerspruch hat Erfolg")), ("nein", lazy("Es bleibt bei der ersten Entscheidung"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=lazy("Begründung"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy("Das liest, wer widersprochen hat."),
    )


class RuleForm(forms.Form):
    """A house rule."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    key = forms.SlugField(label=lazy("Kurzname"), max_length=40, help_text=lazy("Zum Beispiel „respekt“. Er bleibt."))
    title = forms.CharField(label=lazy("Regel"), max_length=120)
    text = forms.CharField(label=lazy("Was gemeint ist"), max_length=2_000, widget=FACTS)
    title_en = forms.CharField(label=lazy("Regel (englisch)"), max_length=120, required=False)
    text_en = forms.CharField(label=lazy("Was gemeint ist (englisch)"), max_length=2_000, widget=FACTS, required=False)
    order = forms.IntegerField(label=lazy("Reihenfolge"), min_value=0, max_value=1_000, initial=50)

    def texts(self) -> dict[str, str]:
        """Cleaned once."""
        data = self.cleaned_data
        lines = {name: clean_line(data[name]) for name in ("title", "title_en")}
        return lines | {name: clean_text(data[name]) for name in ("text", "text_en")}


class WordForm(forms.Form):
    """A word for the list."""

    word = forms.CharField(
        label=lazy("Wort, Wendung oder Wortanfang mit *"),
        max_length=80,
        help_text=lazy("„Trottel“ trifft nur dieses Wort, „Trottel*“ auch „Trotteln“. ä und ae sind dasselbe."),
    )
    gravity = forms.TypedChoiceField(
        label=lazy("Dringlichkeit"), coerce=int, choices=list(GRAVITY_LABELS.items())[::-1], initial=2
    )
    note = forms.CharField(label=lazy("Warum"), max_length=200, required=False)
