"""What the administration answered, and what became of a contribution."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models.contribution import KIND, Contribution
from roterfaden.kit.things import LONGEST_KEY, Ref


class Answer(models.Model):
    """An official answer. It is public from `published_at` on (in the future: scheduled); None: a draft."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="answers")
    text = models.TextField(_("Antwort"))
    text_en = models.TextField(_("Antwort (englisch)"), blank=True)
    office = models.CharField(_("Es antwortet"), max_length=200)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("begonnen"), default=timezone.now)
    published_at = models.DateTimeField(_("veröffentlicht"), null=True, blank=True)
    #: When everybody was told (author, followers, ledger), exactly once; None while it is a draft or scheduled.
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["published_at", "pk"]
        indexes = [
            models.Index(fields=["published_at", "id"], name="answer_published"),
            models.Index(
                fields=["published_at"],
                name="answer_scheduled",
                condition=models.Q(told_at=None, published_at__isnull=False),
            ),
        ]
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.pk}"

    @property
    def days(self) -> int:
        """After how many days it came; 0: the same day, or not known."""
        since = self.contribution.published_at
        return max(0, (self.published_at - since).days) if self.published_at and since else 0


class Outcome(models.Model):
    """A step of what became of a contribution; its author is told of each, always (no "follow" needed).

    `thing` is where it went: the thread, the paper, the measure, the contribution that it went up in.
    """

    class Kind(models.TextChoices):
        """What happened."""

        ANSWERED = "answered", _("beantwortet")
        MERGED = "merged", _("zusammengeführt")
        SPLIT = "split", _("geteilt")
        THREADED = "threaded", _("Station eines Fadens geworden")
        FORWARDED = "forwarded", _("an den Rat weitergegeben")
        DECIDED = "decided", _("entschieden")
        CARRIED_OUT = "carriedOut", _("umgesetzt")
        ACCEPTED = "accepted", _("angenommen")
        ADAPTED = "adapted", _("in anderer Form übernommen")
        DECLINED = "declined", _("nicht übernommen")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    thing_kind = models.CharField(max_length=KIND, blank=True)
    thing_key = models.CharField(max_length=LONGEST_KEY, blank=True)
    #: What the office says about it, one plain sentence.
    sentence = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    #: Unique for ever: the same step twice is one step, and one mail.
    key = models.CharField(max_length=200, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["thing_kind", "thing_key"], name="outcome_thing")]

    def __str__(self) -> str:
        return self.key

    @property
    def thing(self) -> Ref | None:
        """Where it went; None for nowhere in particular."""
        return Ref(self.thing_kind, self.thing_key) if self.thing_kind else None
