"""Saying something: who may, when it is public, and that supports count people."""

from __future__ import annotations

import pytest

from roterfaden.contributions.actions import NotAllowed, confirm, submit, support, withdraw_support
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Claim, Contribution, State
from roterfaden.kit.things import Ref
from tests.contributions.factories import make_contribution, make_person
from tests.participation.factories import make_process

PAPER = Ref("paper", "17")
pytestmark = pytest.mark.django_db


def words(on: Ref = PAPER, kind: str = "comment") -> Words:
    return Words(kind, on, on, "Mehr Schatten auf dem Weg.")


def test_what_a_person_says_is_public_at_once() -> None:
    assert submit(make_person(), words()).is_public


def test_a_question_is_promised_an_answer() -> None:
    assert submit(make_person(), words(kind="question")).answer_due is not None
    assert submit(make_person(), words()).answer_due is None


def test_a_guests_words_are_public_when_the_address_is_confirmed_and_a_second_time_changes_nothing() -> None:
    claim = Claim.objects.create(address="amira@example.org", kind="contribution")
    contribution = submit(None, words(), claim)
    assert Contribution.objects.visible_to().count() == 0
    person = make_person()
    confirm(contribution, person)
    confirm(contribution, make_person("boris"))
    contribution.refresh_from_db()
    assert (contribution.state, contribution.author) == (State.PUBLIC, person)


def test_in_a_process_without_a_phase_nobody_writes() -> None:
    with pytest.raises(NotAllowed):
        submit(make_person(), words(make_process().ref, "idea"))


def test_a_person_counts_once_and_can_take_it_back() -> None:
    contribution, person = make_contribution(PAPER), make_person("boris")
    assert support(person, contribution)
    assert not support(person, contribution)
    contribution.refresh_from_db()
    assert contribution.support_count == 1
    assert withdraw_support(person, contribution)
    assert not withdraw_support(person, contribution)
    contribution.refresh_from_db()
    assert contribution.support_count == 0
