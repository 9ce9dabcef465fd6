"""Whatever is ledgered changes only through actions: the whole back office is walked with every ledgered model."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from roterfaden.council.models import Source
from roterfaden.ledger.registry import ledgered, ledgered_models
from roterfaden.operation.models import JobRun
from tests.accounts.factories import make_user
from tests.council import factories as council
from tests.ledger import back_office
from tests.ledger.back_office import MAKERS, addresses, violations
from tests.operation.factories import make_schedule

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600), pytest.mark.one_database]


@pytest.fixture
def superuser(client: Client) -> Client:
    """Nobody may more."""
    user = make_user("root", superuser=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", sorted(ledgered_models, key=lambda model: model._meta.label), ids=str)
def test_nothing_that_is_ledgered_changes_without_an_entry(superuser: Client, model: type) -> None:
    if model not in MAKERS:
        pytest.skip(f"tests/ledger/back_office.py does not know yet how a public {model.__name__} is made")
    row = MAKERS[model]()
    assert addresses(row), "nothing in the back office is about it"
    assert violations(superuser, row, ledgered_models[model]) == []


def test_the_walk_notices_a_model_that_can_be_edited_past_the_ledger(superuser: Client) -> None:
    """Sources of the council are not ledgered: were they, their form would be a hole."""
    row = council.make_source()
    found = {violation.address for violation in violations(superuser, row, ("source.",))}
    assert f"/verwaltung/snippets/council/source/edit/{row.pk}/" in found


def test_an_entry_of_the_kind_is_what_is_expected(superuser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same form is no hole where its change leaves an entry."""
    from roterfaden.ledger.actions import record
    from tests.ledger.factories import CHANGED, make_thing

    row = council.make_source()
    save = Source.save

    def saved(self: Source, *args: object, **kwargs: object) -> None:
        save(self, *args, **kwargs)  # type: ignore[arg-type]
        record(CHANGED.key, make_thing(), {"title": self.name})

    monkeypatch.setattr(Source, "save", saved)
    found = {violation.address for violation in violations(superuser, row, ("probe.",))}
    assert f"/verwaltung/snippets/council/source/edit/{row.pk}/" not in found
    assert f"/verwaltung/snippets/council/source/edit/{row.pk}/" in {
        violation.address for violation in violations(superuser, row, ("other.",))
    }


def test_what_can_only_be_looked_at_is_no_hole(superuser: Client) -> None:
    row = JobRun.objects.create(schedule=make_schedule(), worker="w", started=timezone.now())
    assert violations(superuser, row, ("run.",)) == []


def test_every_way_to_a_row_is_walked() -> None:
    row = council.make_source()
    found = addresses(row)
    for part in ("/edit/", "/delete/", "/history/", "/bulk/council/source/delete/?id="):
        assert any(part in address and str(row.pk) in address for address in found), part


def test_registering_twice_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roterfaden.ledger.registry.ledgered_models", {})
    ledgered(Source, "source.")
    ledgered(Source, "other.")
    from roterfaden.ledger import registry

    assert registry.ledgered_models == {Source: ("source.", "other.")}
    assert back_office.MAKERS is MAKERS
