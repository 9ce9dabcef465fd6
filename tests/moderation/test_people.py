"""What a person finds about themselves, and that a suspension does not end by making an account."""

from __future__ import annotations

import json

import pytest

from roterfaden.accounts.merging import merge
from roterfaden.moderation import actions
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.models import Decision
from roterfaden.moderation.people import export, lines, rows
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution, make_person
from tests.moderation.factories import FACTS, PAPER, make_decision, make_moderator, make_report

pytestmark = pytest.mark.django_db


def test_the_export_has_statement_and_objection_and_names_no_moderator() -> None:
    contribution = make_contribution(PAPER)
    person = contribution.author
    assert person is not None
    actions.object_as_author(make_decision(make_moderator(), contribution), "Das war Satire.")
    make_report(make_contribution(PAPER, "Anderes."), address=person.address, words="Ich war dort.")
    text = json.dumps(export(person), ensure_ascii=False)
    for words in (FACTS, "Das war Satire.", "Ich war dort."):
        assert words in text
    assert "mona" not in text
    assert "/moderation/begruendung/" in lines(list(rows(person)))[0].url
    assert list(export(make_person("boris"))) == []


def test_a_suspension_goes_along_when_a_guest_becomes_an_account() -> None:
    contribution = make_contribution(PAPER)
    guest = contribution.author
    assert guest is not None
    decision = make_decision(make_moderator(), contribution, Kind.SUSPEND, days=5)
    account = make_person("cem", user=make_user("cem"))
    assert merge(guest, account)
    account.refresh_from_db()
    assert account.suspended_until == decision.until
    assert Decision.objects.get().person == account
