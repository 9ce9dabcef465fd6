"""What time does: lights change, controllers are reminded once for each due date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from roterfaden.strategy import figures, reminding
from roterfaden.strategy.jobs import follow_lights, remind_controllers
from roterfaden.strategy.models import Measure, ProgressUpdate
from tests.accounts.factories import make_user
from tests.strategy.factories import make_measure, make_milestone, make_node, make_plan

pytestmark = pytest.mark.django_db


def ahead(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def test_a_light_follows_the_calendar() -> None:
    measure = make_measure(make_node(make_plan()))
    make_milestone(measure, planned_on=ahead(-1))
    figures.refresh([measure.pk], today=ahead(-5))
    assert Measure.objects.get().light == "onTrack"
    assert follow_lights() == "1 Maßnahme nachgeführt"
    assert Measure.objects.get().light == "late"
    assert reminding.follow_time() == 0


def test_one_mail_for_each_person_and_due_date() -> None:
    anna, ben = make_user("anna"), make_user("ben")
    for owner in (anna, anna, ben):
        make_measure(controller=owner, update_due_on=ahead(-1))
    make_measure(controller=ben, update_due_on=ahead(3))
    assert remind_controllers() == "2 Personen erinnert"
    assert sorted(message.subject for message in mail.outbox) == [
        "2 Maßnahmen warten auf Ihre Meldung",
        "Eine Maßnahme wartet auf Ihre Meldung",
    ]
    assert reminding.remind() == 0
    Measure.objects.filter(controller=ben).update(update_due_on=ahead(0))
    assert reminding.remind() == 1


def test_nobody_is_reminded_of_what_was_handed_in_or_without_an_address() -> None:
    anna, ben = make_user("anna"), make_user("ben")
    ben.email = ""
    ben.save()
    handed_in = make_measure(controller=anna, update_due_on=ahead(-1))
    ProgressUpdate.objects.create(measure=handed_in, step="submitted", happened="x", reported_on=ahead(0))
    make_measure(controller=ben, update_due_on=ahead(-1))
    assert reminding.remind() == 0
    assert mail.outbox == []


def test_a_mail_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    make_measure(controller=make_user("anna"), update_due_on=ahead(-1))

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise ConnectionRefusedError("nobody there")

    with monkeypatch.context() as patched:
        patched.setattr(reminding, "send_mail", refuse)
        assert reminding.remind() == 0
    assert reminding.remind() == 1
