"""Names lead to the page of a person who wants one, and to nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import withdraw
from roterfaden.contributions.models import Signed
from roterfaden.kit.things import Ref
from tests.contributions.factories import make_contribution, make_person
from tests.participation.ideas.factories import make_collection, make_idea
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


def page_of(**values: Any) -> tuple[str, str]:
    """A conversation with one comment, and the address that a link would have."""
    person = make_person(profile=True)
    Person.objects.filter(pk=person.pk).update(**values)
    person.refresh_from_db()
    signed = {"signed": Signed.NAME} if person.name else {}
    row = make_contribution(Ref("thread", str(make_thread().pk)), author=person, **signed)
    return Client().get(f"/gespraech/thread/{row.on_key}/").content.decode(), f"/menschen/{person.uid}/"


def test_a_name_links_to_the_page_that_its_owner_switched_on() -> None:
    page, link = page_of()
    assert f'href="{link}"' in page
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize(
    "values",
    [{"profile": False}, {"pseudonym": ""}, {"name": "Amira Beispiel"}, {"erased_at": timezone.now()}],
    ids=["not wanted", "no pseudonym", "under the real name", "erased"],
)
def test_no_other_name_does(values: dict[str, Any]) -> None:
    page, link = page_of(**values)
    assert link not in page


def test_the_author_of_an_idea_is_linked_and_a_withdrawn_one_leaves_the_page() -> None:
    person = make_person(profile=True)
    idea = make_idea(make_collection(), author=person)
    link = f"/menschen/{person.uid}/"
    assert f'href="{link}"' in Client().get(f"/mitmachen/ideen/{idea.pk}/").content.decode()
    assert idea.title in Client().get(link).content.decode()
    withdraw(person, idea)
    assert idea.title not in Client().get(link).content.decode()
