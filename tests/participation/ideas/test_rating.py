"""The rating phase: who counts, when, on which scale, and that nobody sees a result before the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests import confirm_claim
from roterfaden.contributions.models import Claim, Contribution
from roterfaden.participation.models import Phase
from roterfaden.participation.modules import modules
from roterfaden.participation.modules.ideas.actions import rate, withdraw_rating
from roterfaden.participation.modules.ideas.models import Rating
from roterfaden.participation.modules.ideas.rated import results
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase
from tests.participation.ideas.factories import make_collection, make_idea
from tests.participation.ideas.test_submit import known

pytestmark = pytest.mark.django_db


@pytest.fixture
def phase() -> Phase:
    return make_phase(make_collection(), "rating")


def path(phase: Phase, idea: Contribution | None = None) -> str:
    return f"/mitmachen/{phase.process.slug}/bewerten/{phase.pk}/" + (f"{idea.pk}/" if idea else "")


def end(phase: Phase) -> None:
    Phase.objects.filter(pk=phase.pk).update(start=timezone.now() - timedelta(days=3), end=timezone.now())
    phase.refresh_from_db()


def test_a_person_counts_once_and_may_change_and_take_back(client: Client, phase: Phase) -> None:
    idea, person = make_idea(phase.process), known(client)
    for value in ("1", "-1"):
        assert client.post(path(phase, idea), {"wert": value}).status_code == 302
    assert list(Rating.objects.values_list("person", "value")) == [(person.pk, -1)]
    assert 'aria-pressed="true"' in client.get(path(phase)).content.decode()
    client.post(path(phase, idea), {"wert": "keine"})
    assert not Rating.objects.exists()


def test_a_guest_confirms_by_mail_and_counts_then(client: Client, phase: Phase, rf: Any) -> None:
    idea = make_idea(phase.process)
    assert "E-Mail-Adresse" in client.get(path(phase, idea)).content.decode()
    given = {"wert": "1", "von-address": "amira@example.org", "von-consent": "on", "von-website": ""}
    assert client.post(path(phase, idea), given).status_code == 302
    assert not Rating.objects.exists()
    request = client.get("/").wsgi_request
    confirm_claim(request, Claim.objects.get())
    assert Rating.objects.get().value == 1


@pytest.mark.parametrize("value", ["2", "-2", "99999", "x", "", "1; DROP", "\x00", "٣"])
def test_values_outside_of_the_scale_are_refused(client: Client, phase: Phase, value: str) -> None:
    idea = make_idea(phase.process)
    known(client)
    assert client.post(path(phase, idea), {"wert": value}).status_code == 409
    assert not Rating.objects.exists()


def test_only_public_ideas_of_the_choice_are_rated(phase: Phase) -> None:
    phase.settings = {"scale": "five", "statuses": ["accepted"], "least": 3}
    phase.save()
    person = make_person()
    good = make_idea(phase.process, status="accepted", support_count=3)
    rate(person, phase, good, 5)
    others = [
        make_idea(phase.process, status="accepted", support_count=2),
        make_idea(phase.process, support_count=9),
        make_idea(phase.process, status="accepted", support_count=9, state="hidden"),
        make_idea(status="accepted", support_count=9),
    ]
    for idea in others:
        with pytest.raises(NotAllowed):
            rate(person, phase, idea, 5)


def test_nothing_of_the_result_is_seen_before_the_end(client: Client, phase: Phase) -> None:
    idea = make_idea(phase.process)
    for name in ("boris", "cem", "dana"):
        rate(make_person(name), phase, idea, 1)
    page = client.get(path(phase)).content.decode()
    assert "3 Bewertungen" not in page
    assert results(phase) == []
    module = modules["rating"]
    assert not module.counts(phase.process)
    assert not module.tables(phase.process)
    assert "3 Bewertungen" not in client.get(f"/mitmachen/{phase.process.slug}/").content.decode()


def test_after_the_end_the_best_stands_first_and_nobody_votes(client: Client, phase: Phase) -> None:
    worse, better = make_idea(phase.process, "Schlechter"), make_idea(phase.process, "Besser")
    people = [make_person(name) for name in ("boris", "cem")]
    for person in people:
        rate(person, phase, better, 1)
        rate(person, phase, worse, 0)
    end(phase)
    assert [one.idea.title for one in results(phase)] == ["Besser", "Schlechter"]
    assert results(phase)[1].mean == 0
    page = client.get(path(phase)).content.decode()
    assert page.index("Besser") < page.index("Schlechter")
    with pytest.raises(NotAllowed):
        rate(people[0], phase, worse, 1)
    with pytest.raises(NotAllowed):
        withdraw_rating(people[0], phase, worse)
    rows = modules["rating"].tables(phase.process)["bewertungen"]
    assert [(row["title"], row["ratings"], row["mean"]) for row in rows] == [("Besser", 2, 1.0), ("Schlechter", 2, 0.0)]


def test_a_phase_to_come_and_one_of_a_hidden_process_do_not_exist(client: Client, phase: Phase) -> None:
    idea = make_idea(phase.process)
    Phase.objects.filter(pk=phase.pk).update(start=timezone.now() + timedelta(days=1))
    assert client.get(path(phase)).status_code == 404
    Phase.objects.filter(pk=phase.pk).update(start=timezone.now() - timedelta(days=1))
    assert client.get(path(phase)).status_code == 200
    phase.process.state = "hidden"
    phase.process.save()
    for address in (path(phase), path(phase, idea)):
        assert client.get(address).status_code == 404
    with pytest.raises(NotAllowed):
        rate(make_person(), phase, idea, 1)


def test_who_is_suspended_does_not_vote(phase: Phase) -> None:
    person = make_person(suspended_until=timezone.now() + timedelta(days=1))
    with pytest.raises(NotAllowed):
        rate(person, phase, make_idea(phase.process), 1)


def test_the_way_back_is_never_an_address_of_others(client: Client, phase: Phase) -> None:
    idea = make_idea(phase.process)
    known(client)
    for cursor in ("//evil.example", "x&next=https://evil.example", "https://evil.example"):
        answer = client.post(path(phase, idea), {"wert": "1", "ab": cursor})
        assert answer["Location"] == f"{path(phase)}#idee-{idea.pk}"


def test_a_get_counts_nothing_and_a_post_needs_its_token(client: Client, phase: Phase) -> None:
    idea = make_idea(phase.process)
    known(client)
    client.get(path(phase, idea), {"wert": "1"})
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path(phase, idea), {"wert": "1"}).status_code == 403
    assert not Rating.objects.exists()


def test_the_cost_of_the_pages_is_bounded(client: Client, phase: Phase, django_assert_max_num_queries: Any) -> None:
    person = known(client)
    for number in range(25):
        rate(person, phase, make_idea(phase.process, f"Idee {number}", author=None), 1)
    client.get(path(phase))
    with django_assert_max_num_queries(20):
        client.get(path(phase))
    end(phase)
    with django_assert_max_num_queries(20):
        client.get(path(phase))
