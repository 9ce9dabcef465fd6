"""Paper (OParl 1.1, section 3.10) with number, text, costs, relations and what lists filter by."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roterfaden.council.models.base import PUBLIC, CouncilObject
from roterfaden.council.models.body import Body, Location
from roterfaden.council.models.indexes import NewestFirst
from roterfaden.council.models.organization import Organization, Person
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.places.models import District

#: What wide indexes carry behind the order.
FILTERED_IN_YEAR = ("kind", "outcome", "climate", "body", "cost_net")
FILTERED = ("kind", "outcome", "climate", "body", "year")
HAS_COST = models.Q(cost_net__isnull=False)
IS_DECIDED = models.Q(decided_on__isnull=False)
IS_AHEAD = models.Q(next_date__isnull=False)


class Paper(CouncilObject):
    """A paper (Drucksache) on its way through the bodies.

    `number_*` are parsed from `reference` (see `council.numbers`); `outcome`, `decided_on`, `next_date`, `year` and
    the rows of PaperOrganization and PaperPlace are derived after each write (see `council.derive`).
    """

    oparl_type = "Paper"

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("Beschlussdrucksache")
        INFORMATION = "information", _("Informationsdrucksache")
        MOTION = "motion", _("Antrag")
        AMENDMENT = "amendment", _("Änderungsantrag")
        QUESTION = "question", _("Anfrage")
        ANSWER = "answer", _("Antwort")
        PETITION = "petition", _("Eingabe")
        OTHER = "other", _("Sonstiges")

    class Climate(models.TextChoices):
        POSITIVE = "positive", _("positiv")
        NEUTRAL = "neutral", _("neutral")
        NEGATIVE = "negative", _("negativ")
        MIXED = "mixed", _("teils, teils")
        UNCLEAR = "unclear", _("nicht eindeutig")

    body = models.ForeignKey(Body, models.CASCADE, related_name="papers", null=True, blank=True)
    name = models.TextField(_("Titel"), blank=True)
    reference = models.CharField(_("Nummer laut Quelle"), max_length=100, blank=True)
    number_base = models.CharField(_("Nummer"), max_length=20, blank=True)
    number_year = models.PositiveSmallIntegerField(_("Jahr der Nummer"), null=True, blank=True)
    number_suffix = models.CharField(_("Fassung (N1, E1, F1)"), max_length=20, blank=True)
    number_district = models.CharField(_("Bezirk in der Nummer"), max_length=10, blank=True)
    slug = models.CharField(_("Nummer in der Adresse"), max_length=120, blank=True)
    paper_type = models.CharField(_("Art laut Quelle"), max_length=200, blank=True)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind, default=Kind.OTHER)
    date = models.DateField(_("Datum"), null=True, blank=True)
    #: Names of applicants as the source writes them (several are no objects of their own).
    applicants = models.JSONField(_("Antragsteller*innen"), default=list, blank=True)
    #: Names of the bodies that the paper is addressed to, in order ("In den …"); the last one decides.
    addressed_to = models.JSONField(_("gerichtet an"), default=list, blank=True)
    office = models.CharField(_("Geschäftszeichen"), max_length=200, blank=True)
    originator_persons = models.ManyToManyField(Person, related_name="papers", blank=True)
    originator_organizations = models.ManyToManyField(Organization, related_name="originated_papers", blank=True)
    under_direction_of = models.ManyToManyField(Organization, related_name="directed_papers", blank=True)
    locations = models.ManyToManyField(Location, related_name="papers", blank=True)
    climate = models.CharField(_("Klimawirkung"), max_length=10, choices=Climate, blank=True)
    climate_text = models.TextField(_("Klimawirkungsprüfung"), blank=True)
    cost_text = models.TextField(_("Kosten im Wortlaut"), blank=True)
    #: Net effect on the budget in euro; positive: the result improves. None: not stated.
    cost_net = models.DecimalField(_("Saldo in Euro"), max_digits=16, decimal_places=2, null=True, blank=True)

    # Derived.
    year = models.PositiveSmallIntegerField(_("Jahr"), null=True, blank=True)
    outcome = models.CharField(_("Ausgang"), max_length=20, choices=Outcome, default=Outcome.NONE)
    outcome_basis = models.CharField(_("Grundlage"), max_length=12, choices=Basis, default=Basis.NONE)
    decided_on = models.DateField(_("entschieden am"), null=True, blank=True)
    decided_by = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="decided_papers")
    next_date = models.DateField(_("nächste Station am"), null=True, blank=True)
    station_count = models.PositiveSmallIntegerField(_("Stationen"), default=0)

    class Meta(CouncilObject.Meta):
        verbose_name = _("Drucksache")
        verbose_name_plural = _("Drucksachen")
        # How lists use them: council/querysets.py. Only what carries the date in second place serves a filter alone;
        # the wide ones answer any combination without a look at the table.
        indexes: ClassVar = [
            models.Index(fields=["slug", "body"], name="paper_by_slug"),
            NewestFirst(fields=["-date", "-id", *FILTERED], name="paper_list", condition=PUBLIC),
            NewestFirst(fields=["body", "-date", "-id"], name="paper_list_body", condition=PUBLIC),
            # Of several filters the one that leaves least leads (listing.LEADING): its index carries those behind it.
            NewestFirst(
                fields=["outcome", "-date", "-id", "kind", "climate", "body", "cost_net"],
                name="paper_list_outcome",
                condition=PUBLIC,
            ),
            NewestFirst(
                fields=["kind", "-date", "-id", "climate", "body", "cost_net"], name="paper_list_kind", condition=PUBLIC
            ),
            NewestFirst(
                fields=["climate", "-date", "-id", "body", "cost_net"], name="paper_list_climate", condition=PUBLIC
            ),
            NewestFirst(fields=["year", "-date", "-id", *FILTERED_IN_YEAR], name="paper_list_year", condition=PUBLIC),
            NewestFirst(
                fields=["-date", "-id", "cost_net", *FILTERED], name="paper_list_priced", condition=PUBLIC & HAS_COST
            ),
            models.Index(fields=["cost_net", "id", *FILTERED], name="paper_by_cost", condition=PUBLIC & HAS_COST),
            models.Index(
                fields=["-decided_on", "-id", *FILTERED], name="paper_by_decision", condition=PUBLIC & IS_DECIDED
            ),
            models.Index(fields=["next_date", "id", *FILTERED], name="paper_by_next", condition=PUBLIC & IS_AHEAD),
        ]

    @property
    def kind_label(self) -> str:
        """What kind of paper this is: the source's own word, or ours on a page in another language."""
        ours = str(self.get_kind_display())
        if self.kind == self.Kind.OTHER or get_language() in {settings.LANGUAGE_CODE, None}:
            return self.paper_type or ours
        return ours


class PaperText(models.Model):
    """The text of a paper in its sections: [{"heading": …, "html": cleaned HTML, "text": plain text}]."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="text", primary_key=True)
    sections = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.paper_id)


class CostLine(models.Model):
    """A line of a paper's cost table, as data."""

    class Side(models.TextChoices):
        INCOME = "income", _("Erträge, Einzahlungen")
        EXPENSE = "expense", _("Aufwendungen, Auszahlungen")

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="cost_lines")
    position = models.PositiveSmallIntegerField(default=0)
    budget = models.CharField(_("Haushalt"), max_length=300, blank=True)
    product = models.CharField(_("Produkt"), max_length=60, blank=True)
    product_name = models.CharField(_("Produktname"), max_length=300, blank=True)
    side = models.CharField(_("Seite"), max_length=8, choices=Side, blank=True)
    label = models.CharField(_("Posten"), max_length=300)
    amount = models.DecimalField(_("Betrag in Euro"), max_digits=16, decimal_places=2)
    per_year = models.BooleanField(_("pro Jahr"), default=False)
    is_balance = models.BooleanField(_("Saldo"), default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.label}: {self.amount}"


class PaperRelation(models.Model):
    """How one paper stands to another. `target` is empty where only the number is known."""

    class Kind(models.TextChoices):
        RELATED = "related", _("verwandt")
        SUPERORDINATED = "superordinated", _("übergeordnet")
        NEW_VERSION = "newVersion", _("neue Fassung von")
        AMENDS = "amends", _("ändert")
        ANSWERS = "answers", _("beantwortet")
        MENTIONS = "mentions", _("erwähnt")

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="relations")
    target = models.ForeignKey(Paper, models.CASCADE, related_name="back_relations", null=True, blank=True)
    target_number = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.RELATED)
    #: True where we read it from numbers and titles; False where the source states it.
    derived = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "target_number", "target", "kind"], name="relation_once")
        ]
        indexes = [models.Index(fields=["target_number"], name="relation_by_number")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.kind} {self.target_number or self.target_id}"


class PaperOrganization(models.Model):
    """Which organizations a paper has to do with: one row a pair and role, dated for sorted lists (derived)."""

    class Role(models.TextChoices):
        CONSULTED = "consulted", _("hat beraten")
        ORIGINATOR = "originator", _("hat beantragt")
        DIRECTION = "direction", _("federführend")

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="paper_organizations")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="paper_organizations")
    role = models.CharField(max_length=12, choices=Role)
    date = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "organization", "role"], name="paperorganization_once")]
        indexes = [NewestFirst(fields=["organization", "role", "-date", "-paper"], name="paperorganization_dated")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.role} {self.organization_id}"


class PaperPlace(models.Model):
    """A district that a paper names (derived), with the words that name it."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="places")
    district = models.ForeignKey(District, models.CASCADE, related_name="paper_places")
    quote = models.CharField(max_length=300, blank=True)
    date = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "district"], name="paperplace_once")]
        indexes = [NewestFirst(fields=["district", "-date", "-paper"], name="paperplace_dated")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.district_id}"
