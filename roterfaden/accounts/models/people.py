"""People who take part: guests with a confirmed mail address, accounts, and logins through a broker.

Personal data: the mail address, the names somebody chose, whether they live here, district and age band. Purpose: to
take part under rules that are the same for everyone. Legal basis: consent (Art. 6 (1) a GDPR), and Art. 6 (1) e where a
rule of a process needs proof. Erasure: by oneself at any time, guests by a job (docs/people.md).
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.querysets import PersonQuerySet
from roterfaden.kit.things import Ref


class AgeBand(models.TextChoices):
    """Age in bands, as the census publishes it; the date of birth is never kept."""

    UNDER_16 = "0-15", _("unter 16")
    TO_25 = "16-25", _("16 bis 25")
    TO_40 = "26-40", _("26 bis 40")
    TO_60 = "41-60", _("41 bis 60")
    TO_75 = "61-75", _("61 bis 75")
    OVER_75 = "76-", _("über 75")


class ErasedAs(models.TextChoices):
    """What an erased person left."""

    #: By oneself: the words stay under "gelöschtes Konto", supports are taken back.
    STAY = "stay", _("Beiträge bleiben")
    #: By oneself: the words go, too.
    GO = "go", _("Beiträge gehen mit")
    #: A guest without a sign of life: words and supports stay.
    EXPIRED = "expired", _("Frist abgelaufen")


class Person(models.Model):
    """Somebody who takes part. One row for one human being, as far as the portal can know: votes and supports count
    by it. `address` is always a confirmed one, folded to small letters; what waits for confirmation is a claim.
    """

    #: The name outside of the database (exports, ledger): it tells nothing.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("Konto")
    )
    address = models.CharField(_("E-Mail-Adresse"), max_length=254, unique=True, null=True, blank=True)
    #: Pairwise identifier from a login through a broker, a keyed hash of issuer and subject.
    pairwise = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    pseudonym = models.CharField(_("Pseudonym"), max_length=60, blank=True)
    name = models.CharField(_("Name"), max_length=80, blank=True)
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    #: None: not known. Only set where a rule of a process needs it, with `proven_by`.
    resident = models.BooleanField(_("wohnt hier"), null=True, blank=True)
    #: Slug of a district; empty: not known.
    district = models.CharField(_("Stadtbezirk"), max_length=200, blank=True)
    age_band = models.CharField(_("Altersgruppe"), max_length=6, choices=AgeBand.choices, blank=True)
    #: How the three above are known: "" (said by oneself), "oidc", "code", "office".
    proven_by = models.CharField(_("belegt durch"), max_length=10, blank=True)
    #: A page of their own with what they said under their name; only for those who want it.
    profile = models.BooleanField(_("Profil zeigen"), default=False)
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    #: The last day on which something was done; guests without anything public expire after it.
    seen_on = models.DateField(_("zuletzt aktiv"), default=timezone.localdate)
    suspended_until = models.DateTimeField(_("gesperrt bis"), null=True, blank=True)
    #: Erased by oneself: nothing personal is left in this row; what stays public says "gelöschtes Konto".
    erased_at = models.DateTimeField(_("gelöscht"), null=True, blank=True)
    erased_as = models.CharField(max_length=7, choices=ErasedAs.choices, blank=True)
    #: Some room has not carried the erasure out yet; a job goes on.
    erasure_open = models.BooleanField(default=False)
    #: The same human being has two rows (guest, then account): this one went up in another.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = PersonQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["seen_on"], name="person_seen"),
            models.Index(fields=["id"], name="person_erasing", condition=models.Q(erasure_open=True)),
        ]
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")

    def __str__(self) -> str:
        # Never name or address: this text stands in logs.
        return f"Person {self.pk}"

    @property
    def ref(self) -> Ref:
        """Its name for ledger and erasure."""
        return Ref("person", str(self.uid))

    @property
    def present(self) -> Person:
        """The row that this one went up in, or itself; chains are kept short by the merging."""
        return self.merged_into or self

    @property
    def mail_address(self) -> str:
        """Where mails to them go; empty for somebody who came through a broker without one."""
        return self.address or (self.user.email if self.user is not None and self.user.is_active else "")

    @property
    def mail_host(self) -> str:
        """Of the address only what the office needs to know."""
        return self.mail_address.rpartition("@")[2]

    @property
    def is_guest(self) -> bool:
        """Known by a confirmed address alone."""
        return self.user_id is None and self.pairwise is None

    @property
    def is_suspended(self) -> bool:
        """Whether moderation keeps them from writing now."""
        return self.suspended_until is not None and self.suspended_until > timezone.now()
