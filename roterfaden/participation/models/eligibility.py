"""Who may do what in a process, and codes from letters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.participation.models.process import Process


class Action(models.TextChoices):
    """What somebody may do."""

    WRITE = "write", _("Beiträge schreiben")
    SUPPORT = "support", _("unterstützen")
    VOTE = "vote", _("abstimmen, Umfragen beantworten")


class Eligibility(models.Model):
    """A rule of a process for one action. Without a row: anyone may write, whoever confirmed a mail address counts.

    Several conditions hold together.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="eligibility")
    action = models.CharField(_("was"), max_length=8, choices=Action.choices)
    #: A guest whose address is confirmed, or an account.
    confirmed = models.BooleanField(_("bestätigte Mailadresse"), default=True)
    account = models.BooleanField(_("Konto"), default=False)
    resident = models.BooleanField(_("wohnt hier (belegt)"), default=False)
    districts = models.JSONField(_("aus diesen Stadtbezirken (belegt)"), default=list, blank=True)
    age_bands = models.JSONField(_("in diesen Altersgruppen (belegt)"), default=list, blank=True)
    code = models.BooleanField(_("Code aus dem Brief"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "action"], name="eligibility_once")]
        verbose_name = _("Wer darf")
        verbose_name_plural = _("Wer darf")

    def __str__(self) -> str:
        return f"{self.process_id} {self.action}"


class LetterCode(models.Model):
    """A code that was sent by letter. Kept as a keyed hash; it works once and belongs to one person from then on."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    #: Of one printing; whole batches can be withdrawn.
    batch = models.CharField(_("Druck"), max_length=40)
    used_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="codes")
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "used_by"], name="lettercode_one_a_person")]

    def __str__(self) -> str:
        return f"{self.process_id} {self.batch}"
