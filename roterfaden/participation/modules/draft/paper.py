"""Suggestions for passages from paper, telephone and the hall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.drafts import Words
from roterfaden.contributions.forms import LineField, TextField
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.paper import PaperForm, PaperKind, register_paper
from roterfaden.contributions.registry import Listener
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation.modules.draft.actions.suggesting import KIND, LONGEST, LONGEST_WHY, Wording, prepared
from roterfaden.participation.modules.draft.models import Draft
from roterfaden.participation.modules.paper import takes_paper
from roterfaden.participation.modules.refusing import Refused


class PaperSuggestionForm(PaperForm):
    """Another wording for a passage."""

    text = TextField(LONGEST, label=_("So soll der Absatz lauten"), required=False)
    strike = forms.BooleanField(label=_("Der Absatz soll gestrichen werden"), required=False)
    why = LineField(LONGEST_WHY, label=_("Warum?"), required=False)

    def __init__(self, data: Any, draft: Draft, anchor: str) -> None:
        super().__init__(data)
        self.draft, self.anchor = draft, anchor

    def clean(self) -> dict[str, Any]:
        """The rules that hold online."""
        values = super().clean() or {}
        if not self.errors:
            try:
                self.given = prepared(self.draft, self._wording(values))
            except Refused as problem:
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
        return values

    def prepared(self) -> tuple[Words, Listener | None]:
        """What was checked."""
        return self.given

    def _wording(self, values: dict[str, Any]) -> Wording:
        sample = self.draft.phase.process.sample_data
        return Wording(
            self.anchor, values["text"], values["why"], values["strike"], channel=values["channel"], sample=sample
        )


def register() -> None:
    """Called once, when the app is ready."""
    register_paper(PaperKind(KIND, _("Vorschlag für diesen Absatz"), _form, _details))


def _form(ref: Ref, data: Any) -> PaperForm | None:
    number, _dash, anchor = ref.key.partition("-")
    if ref.kind != "passage":
        return None
    rows = Draft.objects.visible_to().select_related("phase__process")
    draft = rows.filter(pk__in=keys_as_numbers([number])).first()
    if not isinstance(draft, Draft) or not takes_paper(draft.phase):
        return None
    return PaperSuggestionForm(data, draft, anchor)


def _details(contribution: Contribution) -> Sequence[tuple[str, str]]:
    return [(_t("Bisher lautet der Absatz"), contribution.suggestion.base_text)]
