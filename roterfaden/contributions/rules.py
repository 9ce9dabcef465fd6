"""The rules that hold for comments and questions outside of processes, and the way to the rules of an area."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.registry import Rules, Verdict, ruler_of, suspensions
from roterfaden.kit.things import Ref


def rules_of(area: Ref, kind: str, person: Person | None) -> Rules:
    """What holds in an area for a kind of contribution."""
    if person is not None and person.is_suspended:
        no = suspended(person)
        return Rules(no, no)
    ruler = ruler_of(area.kind)
    return ruler(area, kind, person) if ruler else citys_own(kind)


def suspended(person: Person) -> Verdict:
    """Why a suspended person may not write, and how to object."""
    said = next((verdict for explain in suspensions if (verdict := explain(person))), None)
    return said or Verdict(False, _("Ihr Zugang ist zurzeit gesperrt."), _("Sie können der Sperre widersprechen."))


def citys_own(kind: str) -> Rules:
    """Anybody may comment and ask; questions are answered within the days that the city promises."""
    yes = Verdict(True)
    days = settings.ANSWER_DAYS if kind == "question" else None
    return Rules(
        yes, yes, guests=True, before=settings.COMMENTS_BEFORE, answer_days=days, office=settings.ANSWER_OFFICE
    )
