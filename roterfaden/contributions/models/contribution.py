"""One thing that somebody said in public: a comment, a question, an idea, a suggestion for a draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Organisation, Person
from roterfaden.contributions.models.claims import Claim
from roterfaden.contributions.querysets import ContributionQuerySet
from roterfaden.kit.things import LONGEST_KEY, Ref

KIND = 40


class State(models.TextChoices):
    """Where a contribution stands. Only `public` is shown on any face; `hidden` leaves a sentence where others hang."""

    UNCONFIRMED = "unconfirmed", _("wartet auf die Bestätigung der Mailadresse")
    WAITING = "waiting", _("wartet auf die Freigabe")
    HELD = "held", _("zurückgehalten, wird geprüft")
    PUBLIC = "public", _("öffentlich")
    HIDDEN = "hidden", _("ausgeblendet")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    #: Went up in another; its address leads there.
    MERGED = "merged", _("aufgegangen in einem anderen Beitrag")


class Signed(models.TextChoices):
    """Under which name a contribution stands."""

    PSEUDONYM = "pseudonym", _("Pseudonym")
    NAME = "name", _("Name")
    ORGANISATION = "organisation", _("Organisation")


class Channel(models.TextChoices):
    """How it came in; everything but `online` is entered by the staff and marked."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("auf Papier")
    PHONE = "phone", _("am Telefon")
    HALL = "hall", _("in einer Veranstaltung")


class Contribution(models.Model):
    """What somebody said. What is particular to a kind (the place of an idea) is a row of its own room beside it.

    `on` is the thing that it speaks of (`process:3` for an idea, `paper:17` for a comment), `area` the thing whose
    rules hold (the process of an idea, also for comments on that idea; else the same as `on`). Answers to a comment
    have it as `parent`; there are two levels.
    """

    kind = models.CharField(_("Art"), max_length=KIND)
    on_kind = models.CharField(max_length=KIND)
    on_key = models.CharField(max_length=LONGEST_KEY)
    area_kind = models.CharField(max_length=KIND)
    area_key = models.CharField(max_length=LONGEST_KEY)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    #: Where in the thing: an anchor such as a paragraph of a draft; empty: the whole.
    passage = models.CharField(max_length=100, blank=True)

    #: None: not confirmed yet (then `claim` is set), entered by staff without a person, or erased.
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="contributions")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="contributions")
    signed = models.CharField(_("gezeichnet mit"), max_length=12, choices=Signed.choices, default=Signed.PSEUDONYM)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="contributions")
    channel = models.CharField(_("Weg"), max_length=6, choices=Channel.choices, default=Channel.ONLINE)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    title = models.CharField(_("Titel"), max_length=200, blank=True)
    text = models.TextField(_("Text"))
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    #: -1 against, 0 neither, 1 for; None: not said.
    stance = models.SmallIntegerField(_("Haltung"), null=True, blank=True)

    state = models.CharField(_("Stand"), max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    locked = models.BooleanField(_("geschlossen: keine Antworten mehr"), default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(_("eingegangen"), default=timezone.now)
    published_at = models.DateTimeField(_("veröffentlicht"), null=True, blank=True)
    edited_at = models.DateTimeField(_("bearbeitet"), null=True, blank=True)

    #: Counters, kept by the actions in the same transaction.
    support_count = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    #: How often lists have shown it (fair exposure): raised in batches, never per visitor.
    shown_count = models.PositiveIntegerField(default=0)

    #: By when the administration promised to answer; None: no answer was promised.
    answer_due = models.DateField(_("Antwort zugesagt bis"), null=True, blank=True)
    answered_at = models.DateTimeField(_("beantwortet"), null=True, blank=True)
    sample_data = models.BooleanField(_("Beispieldaten: erfunden"), default=False)

    objects = ContributionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            # Threads below a thing, top level alone. States and kinds are no part of the conditions: SQLite does not
            # see that a list of parameters is the list of a partial index.
            models.Index(
                fields=["on_kind", "on_key", "-published_at", "-id"], name="contribution_talk", condition=Q(parent=None)
            ),
            models.Index(
                fields=["on_kind", "on_key", "-support_count", "-id"],
                name="contribution_loved",
                condition=Q(parent=None),
            ),
            models.Index(
                fields=["on_kind", "on_key", "kind", "-published_at", "-id"],
                name="contribution_on",
                condition=Q(parent=None),
            ),
            models.Index(
                fields=["on_kind", "on_key", "kind", "-support_count", "-id"],
                name="contribution_supported",
                condition=Q(parent=None),
            ),
            models.Index(
                fields=["on_kind", "on_key", "kind", "shown_count", "id"],
                name="contribution_fair",
                condition=Q(parent=None),
            ),
            models.Index(
                fields=["on_kind", "on_key", "kind", "-reply_count", "-id"],
                name="contribution_discussed",
                condition=Q(parent=None),
            ),
            # Counting, and what hangs on a thing: replies too.
            models.Index(fields=["on_kind", "on_key", "kind", "state"], name="contribution_count"),
            models.Index(fields=["kind", "-published_at", "-id"], name="contribution_newest"),
            models.Index(fields=["parent", "published_at", "id"], name="contribution_replies"),
            models.Index(fields=["area_kind", "area_key", "kind", "state", "-id"], name="contribution_area"),
            models.Index(fields=["author", "-id"], name="contribution_author"),
            models.Index(
                fields=["answer_due", "id"],
                name="contribution_owed",
                condition=Q(answer_due__isnull=False, answered_at=None),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="contribution_queue",
                condition=Q(state__in=["waiting", "held"]),
            ),
        ]
        permissions = [
            ("answer_contribution", _("Beiträge beantworten")),
            ("enter_contribution", _("Beiträge von Papier und Telefon eintragen")),
        ]
        verbose_name = _("Beitrag")
        verbose_name_plural = _("Beiträge")

    def __str__(self) -> str:
        # Never the words: this text stands in logs.
        return f"{self.kind} {self.pk}"

    @property
    def ref(self) -> Ref:
        """Its name among public things: `idea:17`, `comment:18`; the key is this row's."""
        return Ref(self.kind, str(self.pk))

    @property
    def on(self) -> Ref:
        """What it speaks of."""
        return Ref(self.on_kind, self.on_key)

    @property
    def area(self) -> Ref:
        """Whose rules hold."""
        return Ref(self.area_kind, self.area_key)

    @property
    def is_public(self) -> bool:
        """Whether strangers read its words."""
        return self.state == State.PUBLIC

    @property
    def overdue_days(self) -> int:
        """For how many days the promised answer is late; 0: it is not."""
        if self.answer_due is None or self.answered_at is not None:
            return 0
        return max(0, (timezone.localdate() - self.answer_due).days)


class Revision(models.Model):
    """What was said before an edit, or what was added later: the history that everybody can see."""

    class Kind(models.TextChoices):
        """What happened to the text."""

        EDIT = "edit", _("bearbeitet")
        ADDITION = "addition", _("ergänzt")
        SHORTENED = "shortened", _("von der Moderation gekürzt")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    #: EDIT: title and text before; ADDITION: what was added; SHORTENED: the full text, never shown in public.
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.kind}"
