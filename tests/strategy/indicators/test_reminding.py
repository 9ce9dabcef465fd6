"""Who types in values hears once a week of those that are due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from roterfaden.accounts.models import User
from roterfaden.notices.models import PersonalMail
from roterfaden.notices.personal.post import words_of
from roterfaden.strategy.indicators.jobs import remind_of_values
from roterfaden.strategy.indicators.reminding import MOST, remind
from roterfaden.strategy.models import Indicator
from tests.strategy.indicators.factories import make_editor, make_indicator

pytestmark = pytest.mark.django_db
MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


@pytest.fixture
def tonia() -> User:
    return make_editor("tonia")


def make_due(owner: User | None, title: str = "Radwege", days: int = 0, **fields: Any) -> Indicator:
    due = timezone.localdate() - timedelta(days=days)
    return make_indicator(title=title, controller=owner, next_due_on=due, **fields)


def test_one_mail_names_all_that_are_due(tonia: User) -> None:
    make_due(tonia, "Radwege")
    make_due(tonia, "Stadtbäume", days=40)
    make_due(tonia, "Schulhöfe", days=-1)
    assert remind_of_values() == "1 Person erinnert"
    mail = PersonalMail.objects.get()
    assert mail.to_address == tonia.email
    words = words_of(mail)
    assert words is not None
    assert words.subject == "2 Werte sind fällig"
    assert [line.split(" (")[0] for line in words.lines[1:]] == ["Stadtbäume", "Radwege"]
    assert words.path == "/verwaltung/kennzahlen/faellig/"


def test_a_second_run_in_the_same_week_writes_nothing_and_the_next_week_does(tonia: User) -> None:
    make_due(tonia, days=60)
    Indicator.objects.update(next_due_on=MONDAY)
    assert [remind(MONDAY), remind(MONDAY), remind(SUNDAY)] == [1, 0, 0]
    assert remind(SUNDAY + timedelta(days=1)) == 1


@pytest.mark.parametrize("state", ["draft", "ended"])
def test_what_is_not_collected_in_public_needs_no_reminder(tonia: User, state: str) -> None:
    make_due(tonia, state=state)
    assert remind() == 0


def test_strangers_hear_nothing(tonia: User) -> None:
    make_due(None)
    make_due(make_editor("nobody-may", "view_indicator"))
    gone, silent = make_editor("gone"), make_editor("silent")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=silent.pk).update(email="")
    make_due(gone)
    make_due(silent)
    assert remind() == 0
    assert not PersonalMail.objects.exists()


def test_a_value_that_came_meanwhile_drops_the_mail(tonia: User) -> None:
    row = make_due(tonia)
    remind()
    Indicator.objects.filter(pk=row.pk).update(next_due_on=timezone.localdate() + timedelta(days=300))
    assert words_of(PersonalMail.objects.get()) is None


def test_an_indicator_given_to_somebody_else_is_not_told_to_the_former_one(tonia: User) -> None:
    make_due(tonia)
    remind()
    Indicator.objects.update(controller=make_editor("ben"))
    assert words_of(PersonalMail.objects.get()) is None
    assert remind() == 1


def test_a_long_list_is_cut_and_says_so(tonia: User) -> None:
    for number in range(MOST + 2):
        make_due(tonia, f"Kennzahl {number}")
    remind()
    words = words_of(PersonalMail.objects.get())
    assert words is not None
    assert len(words.lines) == MOST + 2
    assert words.subject == f"{MOST + 2} Werte sind fällig"
