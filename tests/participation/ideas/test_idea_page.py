"""The page of an idea: what it says, to whom, and at which cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions.actions import add_outcome, publish, submit, support
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Answer, Contribution, Outcome
from roterfaden.kit.things import Ref, thing
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.models import Image
from roterfaden.search.registry import searchables
from tests.contributions.factories import make_contribution, make_person
from tests.participation.ideas.factories import make_collection, make_district, make_idea
from tests.participation.ideas.test_submit import known

pytestmark = pytest.mark.django_db


@pytest.fixture
def process() -> Process:
    return make_collection()


def page(client: Client, idea: Contribution, status: int = 200) -> str:
    answer = client.get(f"/mitmachen/ideen/{idea.pk}/")
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_says_who_where_what_was_answered_and_what_became_of_it(client: Client, process: Process) -> None:
    now = timezone.now()
    place = {"place": "Uferweg", "district": make_district(), "category": "baeume"}
    idea = make_idea(process, author=make_person("boris"), answered_at=now, **place)
    Answer.objects.create(contribution=idea, text="Ja, wir planen ihn.", office="Grünflächenamt", published_at=now)
    add_outcome(idea, Outcome.Kind.FORWARDED, f"idea:{idea.pk}:x", "Im Bezirksrat.", process.ref)
    told = page(client, idea)
    for words in ("Boris", "Uferweg", "Linden-Limmer", "Bäume", "Ja, wir planen ihn.", "Im Bezirksrat.", process.title):
        assert words in told


@pytest.mark.parametrize("state", ["unconfirmed", "waiting", "held", "withdrawn"])
def test_what_is_not_public_is_unknown_to_strangers(client: Client, process: Process, state: str) -> None:
    idea = make_idea(process, state=state)
    page(client, idea, 404)
    known(client, make_person("boris"))
    page(client, idea, 404)
    assert thing(idea.ref) is None
    assert not searchables["idea"].visible().exists()
    assert not list(searchables["idea"].documents([idea.pk]))


def test_the_author_sees_an_idea_that_waits(client: Client, process: Process) -> None:
    idea = make_idea(process, state="waiting")
    known(client, idea.author)
    assert "Zurzeit sehen nur Sie diese Seite" in page(client, idea)


def test_a_hidden_idea_leaves_a_sentence_and_no_word(client: Client, process: Process) -> None:
    assert "Trinkbrunnen" not in page(client, make_idea(process, state="hidden"), 410)


@pytest.mark.parametrize("values", [{"state": "draft"}, {"state": "hidden"}, {"is_template": True}])
def test_an_idea_of_a_process_that_is_not_public_exists_on_no_face(client: Client, values: dict[str, Any]) -> None:
    idea = make_idea(make_collection(**values))
    page(client, idea, 404)
    assert thing(idea.ref) is None
    assert not searchables["idea"].visible().exists()
    image = Image.objects.create(idea=idea.idea, file="x", alt="x", width=1, height=1, size=1)
    assert client.get(f"/mitmachen/ideen/bild/{image.key}.jpg").status_code == 404


def test_other_contributions_are_no_ideas(client: Client, process: Process) -> None:
    page(client, make_contribution(process.ref), 404)


def test_comments_are_counted_once_however_often_listeners_are_called(process: Process) -> None:
    idea, person = make_idea(process), make_person()
    comment = submit(person, Words("comment", idea.ref, process.ref, "Gute Idee."))
    submit(person, Words("comment", idea.ref, process.ref, "Ja!", parent=comment))
    publish(comment)
    idea.refresh_from_db()
    assert idea.reply_count == 2


def test_what_is_supported_is_public(process: Process) -> None:
    from roterfaden.contributions.actions import NotAllowed

    idea = make_idea(process, state="held")
    with pytest.raises(NotAllowed):
        support(make_person("boris"), idea)
    idea.refresh_from_db()
    assert (idea.support_count, idea.supports.count()) == (0, 0)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_read(client: Client, process: Process, method: str) -> None:
    assert getattr(client, method)(f"/mitmachen/ideen/{make_idea(process).pk}/").status_code == 405


def test_the_process_shows_its_ideas(client: Client, process: Process) -> None:
    make_idea(process)
    told = client.get(f"/mitmachen/{process.slug}/").content.decode()
    assert "Ein Trinkbrunnen am Uferweg" in told
    assert f"/mitmachen/{process.slug}/ideen/" in told


def test_the_cost_of_the_page_is_bounded(client: Client, process: Process, django_assert_max_num_queries: Any) -> None:
    idea = make_idea(process, place="Uferweg", district=make_district(), answered_at=timezone.now())
    Answer.objects.create(contribution=idea, text="Ja.", office="Amt", published_at=timezone.now())
    add_outcome(idea, Outcome.Kind.FORWARDED, f"idea:{idea.pk}:x", "Im Rat.", Ref("process", str(process.pk)))
    for number in range(25):
        comment = make_contribution(idea.ref, f"Nummer {number}", area=process.ref)
        make_contribution(idea.ref, "Dazu.", area=process.ref, parent=comment)
    known(client, make_person("cem"))
    page(client, idea)
    with django_assert_max_num_queries(25):
        page(client, idea)
