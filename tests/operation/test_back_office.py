"""Jobs in the back office: seen by whom may see them, paused by operators, made by nobody."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from roterfaden.operation.models import JobRun, Schedule
from tests.accounts.factories import make_user
from tests.operation.factories import make_schedule

pytestmark = pytest.mark.django_db


def login(client: Client, *roles: str) -> Client:
    """A client of somebody with these roles and a second factor."""
    user = make_user("anna", *roles)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return client


def make_run() -> JobRun:
    schedule = make_schedule("council.import")
    return JobRun.objects.create(schedule=schedule, worker="w", started=timezone.now(), message="2 Quellen gelesen")


@pytest.mark.parametrize("role", ["Betrieb", "Einsicht"])
def test_runs_are_listed_with_their_names_and_messages(client: Client, role: str) -> None:
    make_run()
    page = login(client, role).get(reverse("job-runs:index")).content.decode()
    assert "Quellen lesen" in page
    assert "2 Quellen gelesen" in page


def test_the_lists_lead_to_the_switch_and_to_the_details(client: Client) -> None:
    run = make_run()
    login(client, "Betrieb")
    assert reverse("jobs:edit", args=["council.import"]) in client.get(reverse("jobs:index")).content.decode()
    assert reverse("job-runs:inspect", args=[run.pk]) in client.get(reverse("job-runs:index")).content.decode()


def test_a_run_can_be_inspected(client: Client) -> None:
    run = make_run()
    assert login(client, "Einsicht").get(reverse("job-runs:inspect", args=[run.pk])).status_code == 200


def test_operators_pause_a_job(client: Client) -> None:
    make_schedule("council.import")
    address = reverse("jobs:edit", args=["council.import"])
    assert login(client, "Betrieb").post(address, {"paused": "on"}).status_code == 302
    assert Schedule.objects.get().paused


def test_who_only_looks_changes_nothing(client: Client) -> None:
    make_schedule("council.import")
    login(client, "Einsicht").post(reverse("jobs:edit", args=["council.import"]), {"paused": "on"})
    assert not Schedule.objects.get().paused


def test_an_editor_does_not_see_jobs(client: Client) -> None:
    make_run()
    assert login(client, "Redaktion").get(reverse("job-runs:index")).status_code != 200


@pytest.mark.parametrize("name", ["jobs:add", "job-runs:add"])
def test_nobody_makes_rows_by_hand(client: Client, name: str) -> None:
    user = make_user("root", superuser=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    try:
        address = reverse(name)
    except NoReverseMatch:
        return
    assert client.get(address).status_code != 200
