"""The invented moderation: what was reported, held back, decided with reasons, and objected to. All of it is labelled.

Nobody is written to: neither the invented people nor those who report have an address.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from roterfaden.accounts.models import Person, User
from roterfaden.contributions.actions import NotAllowed, submit
from roterfaden.contributions.actions.bulk import Said, publish_many
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution
from roterfaden.demo.voices import content
from roterfaden.moderation import actions, registry
from roterfaden.moderation.actions import Claimed, Measure
from roterfaden.moderation.house import first_rules
from roterfaden.moderation.kinds import FoundBy, Kind, Reason
from roterfaden.moderation.models import Case, Decision, HouseRule, Report
from roterfaden.moderation.registry import Cut, Target
from roterfaden.moderation.targets import ref_of
from roterfaden.participation.models import Process

#: Who decides first, and who looks again; accounts of the demonstration.
FIRST, SECOND = "moderation", "widerspruchsstelle"


def fill_moderation() -> None:
    """Say what is to be reported, and deal with it; once for a city."""
    accounts = {user.username: user for user in User.objects.filter(username__in=(FIRST, SECOND))}
    processes = Process.objects.filter(sample_data=True).values_list("pk", flat=True)
    keys = [str(pk) for pk in processes]
    if len(accounts) < 2 or Decision.objects.filter(area_kind="process", area_key__in=keys).exists():
        return
    first_rules()
    first, second = accounts[FIRST], accounts[SECOND]
    people = list(Person.objects.filter(pseudonym__in=content.pseudonyms(), address=None).order_by("pk"))
    for place, row in enumerate(content.texts("moderation")["case"]):
        process = Process.objects.filter(slug=row["process"], sample_data=True, state="public").first()
        if process is not None:
            with transaction.atomic():
                _case(row, process, people[-1 - place], first, second)


def _case(row: dict[str, Any], process: Process, author: Person, first: User, second: User) -> None:
    said = _said(row, process, author)
    if said is None:
        return
    for reason in row.get("reports", ()):
        taken, _code = actions.report(
            _target(said), Claimed(Reason(reason), words=row.get("words", ""), good_faith=True)
        )
        # Reported some hours ago, so that the figures show times as they are.
        Report.objects.filter(pk=taken.pk).update(created_at=timezone.now() - timedelta(hours=row.get("hours", 3)))
    measure = row.get("measure")
    if not measure:
        return
    case = Case.objects.open().about(ref_of(said)).first()
    if case is None:
        case = actions.open_case(_target(said), FoundBy.OFFICE, 1)
    decision = actions.decide(first, case, case.version, _measure(row, said, Kind(measure)))
    if row.get("objection"):
        _object(decision, row, second)


def _said(row: dict[str, Any], process: Process, author: Person) -> Contribution | None:
    """Samples are spared by the checks: what is to be held comes through the front door and becomes a sample later.

    Nothing where that is closed, since the city lives on another day than the clock.
    """
    words = Words("comment", process.ref, process.ref, row["text"], sample=not row.get("checked"))
    if words.sample:
        return publish_many(User.objects.get(username="admin"), [Said(words, author, timezone.now())])[0]
    try:
        found = submit(author, words)
    except NotAllowed:
        return None
    Contribution.objects.filter(pk=found.pk).update(sample_data=True)
    found.refresh_from_db()
    return found


def _measure(row: dict[str, Any], said: Contribution, kind: Kind) -> Measure:
    rule = HouseRule.objects.in_force().filter(key=row.get("rule", "")).first()
    cut = Cut(said.title, row["left"]) if kind == Kind.SHORTEN else None
    return Measure(kind, rule, facts=row.get("facts", ""), days=row.get("days", 0), cut=cut)


def _object(decision: Decision, row: dict[str, Any], second: User) -> None:
    objection = actions.object_as_author(decision, row["objection"])
    if row.get("answer"):
        actions.decide_objection(second, objection, bool(row["upheld"]), row["answer"])


def _target(said: Contribution) -> Target:
    found = registry.target(ref_of(said))
    assert found is not None
    return found
