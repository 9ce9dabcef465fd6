"""Drafts, their versions, and what is suggested for their wording.

No personal data beside the contribution that a suggestion belongs to: who suggested stands there, and goes there.
"""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Contribution, Outcome
from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.draft.passages import Passage, read
from roterfaden.participation.modules.draft.querysets import DraftQuerySet, SuggestionQuerySet, VersionQuerySet


class Draft(models.Model):
    """A text of one phase. `source` names the public text it is taken from (a plan); empty: it is written here."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="draft")
    title = models.CharField(_("Titel des Textes"), max_length=200)
    title_en = models.CharField(_("Titel des Textes (englisch)"), max_length=200, blank=True)
    intro = models.TextField(_("Ein, zwei Sätze vorweg"), blank=True)
    intro_en = models.TextField(_("Ein, zwei Sätze vorweg (englisch)"), blank=True)
    source_kind = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=LONGEST_KEY, blank=True)
    #: The number of the last name that was given to a passage; no name is given twice.
    last_anchor = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    #: Counts saves of title and introduction.
    version = models.PositiveIntegerField(default=1)

    objects = DraftQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["source_kind", "source_key"], name="draft_source")]
        verbose_name = _("Entwurf")
        verbose_name_plural = _("Entwürfe")

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> Ref:
        """Its name among public things."""
        return Ref("draft", str(self.pk))

    @property
    def source(self) -> Ref | None:
        """The text that it is taken from."""
        return Ref(self.source_kind, self.source_key) if self.source_kind else None

    def passage_ref(self, anchor: str) -> Ref:
        """The name of one of its passages, which people comment on."""
        return Ref("passage", f"{self.pk}-{anchor}")


class Version(models.Model):
    """A version of the text. Published ones never change; one at most is in the making (`published_at` empty)."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("Nummer"))
    #: See `passages`.
    passages = models.JSONField(default=list)
    reason = models.TextField(_("Was anders ist und warum"), blank=True)
    reason_en = models.TextField(_("Was anders ist und warum (englisch)"), blank=True)
    #: SHA-256 over the canonical JSON of the passages, from publication on.
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(_("veröffentlicht"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: Counts saves: who saves on top of an older one is shown the difference.
    version = models.PositiveIntegerField(default=1)

    objects = VersionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["draft", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_version_number"),
            models.UniqueConstraint(fields=["draft"], condition=Q(published_at=None), name="draft_version_one_making"),
        ]
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"

    @cached_property
    def parts(self) -> list[Passage]:
        """Its passages in order."""
        return read(self.passages)

    @cached_property
    def by_anchor(self) -> dict[str, Passage]:
        """Its passages by name."""
        return {passage.anchor: passage for passage in self.parts}


class Decision(models.TextChoices):
    """What the office decided about a suggestion; empty: nothing yet. The words are those of outcomes."""

    ACCEPTED = Outcome.Kind.ACCEPTED.value, _("angenommen")
    ADAPTED = Outcome.Kind.ADAPTED.value, _("in anderer Form übernommen")
    DECLINED = Outcome.Kind.DECLINED.value, _("nicht übernommen")


class Suggestion(models.Model):
    """Another wording for a passage. Its words are the contribution's: `text` the wording, `title` why."""

    contribution = models.OneToOneField(Contribution, models.CASCADE, primary_key=True, related_name="suggestion")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="suggestions")
    anchor = models.CharField(max_length=8)
    #: The version that was read, and the wording there: what the words are compared with.
    base = models.ForeignKey(Version, models.RESTRICT, related_name="+")
    base_text = models.TextField()
    #: The passage shall go altogether.
    strike = models.BooleanField(_("streichen"), default=False)
    decision = models.CharField(_("Entscheidung"), max_length=8, choices=Decision.choices, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    #: The wording that was taken instead (ADAPTED).
    adapted = models.TextField(_("übernommene Fassung"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: The version in which the decision can be read; empty: the next one.
    landed = models.ForeignKey(Version, models.SET_NULL, null=True, blank=True, related_name="suggestions")

    objects = SuggestionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["draft", "anchor", "decision"], name="suggestion_at")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", reason="", decided_at=None)
                | (~Q(decision="") & ~Q(reason="") & Q(decided_at__isnull=False)),
                name="suggestion_decided_with_reason",
            )
        ]
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
