"""Questions of a question time from cards, telephone and the hall."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.drafts import Words
from roterfaden.contributions.forms import TextField
from roterfaden.contributions.models import Channel
from roterfaden.contributions.paper import PaperForm, PaperKind, register_paper
from roterfaden.contributions.registry import Listener
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation.modules.paper import takes_paper
from roterfaden.participation.modules.questions.actions import LONGEST, Question, prepared
from roterfaden.participation.modules.questions.models import KIND, Session, session_at, sessions
from roterfaden.participation.modules.refusing import Refused


class PaperQuestionForm(PaperForm):
    """A question for the question time that is on, else for the last."""

    text = TextField(LONGEST, label=_("Frage"), help_text=_("Wie auf der Karte, ohne Namen und Kontaktdaten."))

    def __init__(self, data: Any, session: Session) -> None:
        super().__init__(data)
        self.session = session

    def clean(self) -> dict[str, Any]:
        """The rules that hold online."""
        values = super().clean() or {}
        if not self.errors:
            sample = self.session.phase.process.sample_data
            question = Question(values["text"], channel=Channel(values["channel"]), sample=sample)
            try:
                self.given = prepared(self.session, question)
            except Refused as problem:
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
        return values

    def prepared(self) -> tuple[Words, Listener | None]:
        """What was checked."""
        return self.given


def register() -> None:
    """Called once, when the app is ready."""
    register_paper(PaperKind(KIND, _("Frage für die Fragestunde"), _form))


def _form(ref: Ref, data: Any) -> PaperForm | None:
    if ref.kind != "process":
        return None
    rows = [row for row in sessions().filter(process__in=keys_as_numbers([ref.key]))[:50] if takes_paper(row)]
    if not rows:
        return None
    phase = max(rows, key=lambda row: (row.is_open(), row.start, row.pk))
    return PaperQuestionForm(data, session_at(phase))
