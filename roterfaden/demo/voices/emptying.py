"""Taking the invented participation out again, before the city is made anew for another day."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution
from roterfaden.demo.voices import content
from roterfaden.moderation.models import Case, Decision, Objection, Report
from roterfaden.participation.models import Process


def empty_voices() -> None:
    """Remove the processes of the demonstration with all that was said in them, and the invented people.

    What the ledger says of them stays, as it does of everything.
    """
    slugs = [row["slug"] for row in content.texts("processes")["process"]]
    with transaction.atomic():
        processes = Process.objects.filter(slug__in=slugs, sample_data=True)
        keys = [str(pk) for pk in processes.values_list("pk", flat=True)]
        _empty_moderation(keys)
        said = Contribution.objects.filter(Q(area_kind="process", area_key__in=keys) | Q(sample_data=True))
        said.filter(parent__isnull=False).delete()
        said.delete()
        processes.delete()
        Person.objects.filter(address=None, user=None, pseudonym__in=content.pseudonyms()).delete()


def _empty_moderation(keys: list[str]) -> None:
    """What was decided in these processes, from the last step to the first."""
    Objection.objects.filter(decision__area_kind="process", decision__area_key__in=keys).delete()
    Report.objects.filter(case__area_kind="process", case__area_key__in=keys).delete()
    Decision.objects.filter(area_kind="process", area_key__in=keys).delete()
    Case.objects.filter(area_kind="process", area_key__in=keys).delete()
