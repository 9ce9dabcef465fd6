"""A question time and its questions. Who asked stands with the contribution, and goes there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import Ref
from roterfaden.participation.models import Phase, Process

KIND, METHOD = "asked", "questions"


class Session(models.Model):
    """The question time of a phase, under the phase's own key. The row appears with the first question, or when the
    office says who answers; until then `sessions` makes it up.
    """

    phase = models.OneToOneField(Phase, models.CASCADE, primary_key=True, related_name="question_time")
    #: Who answers ("Stadtbaurätin und Stadtbezirksbürgermeister").
    guests = models.CharField(_("Wer antwortet"), max_length=300, blank=True)
    guests_en = models.CharField(_("Wer antwortet (englisch)"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Fragestunde")
        verbose_name_plural = _("Fragestunden")

    def __str__(self) -> str:
        return f"question time {self.pk}"

    @property
    def ref(self) -> Ref:
        """Its name among public things."""
        return Ref("questiontime", str(self.pk))


class Asked(models.Model):
    """Where a question stands. Its words are the contribution's."""

    class State(models.TextChoices):
        """Whether it was answered live."""

        OPEN = "open", _("noch nicht dran")
        CURRENT = "current", _("gerade dran")
        ANSWERED = "answered", _("im Gespräch beantwortet")
        SKIPPED = "skipped", _("zurückgestellt")

    contribution = models.OneToOneField(Contribution, models.CASCADE, primary_key=True, related_name="asked")
    session = models.ForeignKey(Session, models.CASCADE, related_name="questions")
    state = models.CharField(_("Stand"), max_length=8, choices=State.choices, default=State.OPEN)
    called_at = models.DateTimeField(_("aufgerufen"), null=True, blank=True)
    done_at = models.DateTimeField(_("erledigt"), null=True, blank=True)
    #: What was answered, in a few sentences, for those who were not there.
    minutes = models.TextField(_("Mitschrift"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=Q(state="current"), name="asked_one_at_a_time")
        ]
        indexes = [models.Index(fields=["session", "state"], name="asked_state")]
        verbose_name = _("Frage der Fragestunde")
        verbose_name_plural = _("Fragen der Fragestunde")

    def __str__(self) -> str:
        return f"asked {self.pk}"


def sessions(user: Any = None) -> Any:
    """Phases of visible processes that are question times; `session_at` makes their session. Only the back office
    passes a user.
    """
    rows = Phase.objects.filter(module=METHOD, process__in=Process.objects.visible_to(user))
    return rows.select_related("process", "question_time")


def session_at(phase: Phase) -> Session:
    """The question time of a phase, kept or made up; needs `question_time` at hand to ask nothing."""
    found = getattr(phase, "question_time", None)
    return found if isinstance(found, Session) else Session(phase=phase)


def questions_of(session: Session) -> Any:
    """The public questions of a question time, with what their signature needs."""
    rows = Contribution.objects.visible_to().filter(asked__session=session)
    return rows.select_related("asked", "author", "organisation")


def waiting(session: Session) -> Any:
    """Those that wait, in the order in which they are called: who has not been heard yet first, then by supports."""
    heard = (
        Asked.objects.filter(
            session=session,
            state__in=(Asked.State.ANSWERED, Asked.State.CURRENT),
            contribution__author=OuterRef("author"),
        )
        .order_by()
        .values("contribution__author")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = questions_of(session).filter(asked__state=Asked.State.OPEN)
    return rows.annotate(heard=Coalesce(Subquery(heard), 0)).order_by("heard", "-support_count", "published_at", "pk")
