"""API, feed, table, search, ledger and daily news of comments and questions: what is hidden is on none of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions import actions
from roterfaden.contributions.actions.hiding import hide
from roterfaden.contributions.daily import announce_yesterday
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Answer, Contribution, State
from roterfaden.contributions.search import documents
from roterfaden.kit.things import Ref, thing
from roterfaden.ledger.models import Pending
from roterfaden.notices.models import Event
from roterfaden.search.actions import enqueue
from roterfaden.search.models import PendingDocument
from roterfaden.threads.models import Thread
from tests.contributions.factories import make_contribution, make_person
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def about() -> Ref:
    return Ref("thread", str(make_thread().pk))


def faces(client: Client, row: Contribution) -> str:
    """Everything that machines read about it."""
    talk = f"/gespraech/{row.on_kind}/{row.on_key}"
    api = [
        f"/api/v1/contributions?art={row.kind}",
        f"/api/v1/contributions?zu={row.on}",
        f"/api/v1/contributions/{row.pk}",
    ]
    texts = [client.get(path) for path in (*api, f"{talk}.atom", f"{talk}.csv", f"{talk}/", f"/beitraege/{row.pk}/")]
    bodies = [b"".join(answer.streaming_content) if answer.streaming else answer.content for answer in texts]
    found = "".join(body.decode() for body in bodies)
    return found + repr(list(documents(row.kind)([row.pk]))) + repr(thing(row.ref))


def test_public_words_are_on_every_face(client: Client, about: Ref) -> None:
    row = make_contribution(about, "OEFFENTLICH")
    assert faces(client, row).count("OEFFENTLICH") >= 8


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLIC])
def test_what_is_not_public_is_on_none(client: Client, about: Ref, state: str) -> None:
    row = make_contribution(about, "GEHEIM", state=state, author=make_person(pseudonym="WERWOHL"))
    Answer.objects.create(contribution=row, text="GEHEIM", office="T", published_at=timezone.now())
    text = faces(client, row)
    assert "GEHEIM" not in text
    assert "WERWOHL" not in text


def test_what_stands_on_something_hidden_is_on_none(client: Client, about: Ref) -> None:
    row = make_contribution(about, "GEHEIM")
    Thread.objects.update(state="hidden")
    assert "GEHEIM" not in faces(client, row)


def test_hiding_a_thing_makes_the_search_look_at_its_comments_again(about: Ref) -> None:
    row = make_contribution(about, kind="question")
    enqueue("thread", [int(about.key)])
    assert PendingDocument.objects.filter(kind="question", object_id=row.pk).exists()


def test_no_address_and_no_private_name_leaves(client: Client, about: Ref) -> None:
    person = make_person(pseudonym="Fuchs", address="amira.beispiel@example.org")
    person.name = "Amira Beispiel"
    person.save()
    text = faces(client, make_contribution(about, author=person))
    assert "Fuchs" in text
    assert "example.org/" not in text.replace("127.0.0.1", "")
    assert "amira.beispiel" not in text
    assert "Amira Beispiel" not in text


@pytest.mark.parametrize(
    "query", ["?art=idea", "?art=comment'--", "?sort=author", "?zu=x", "?cursor=%00", "?limit=1000"]
)
def test_wrong_questions_are_refused(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/contributions{query}").status_code in (400, 404, 422)


def test_the_api_costs_the_same_for_many(client: Client, about: Ref, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        make_contribution(about, f"Nummer {n}", answered_at=timezone.now())
    with django_assert_max_num_queries(6):
        answer = client.get("/api/v1/contributions?limit=25").json()
    assert len(answer["items"]) == 25
    assert "cursor=" in answer["next"]


def test_publishing_and_hiding_are_logged_without_words(about: Ref) -> None:
    row = actions.submit(make_person(), Words("comment", about, about, "WORTLAUT"))
    hide(row, State.PUBLIC)
    kinds = list(Pending.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["contribution.published", "contribution.unpublished"]
    assert "WORTLAUT" not in repr(list(Pending.objects.values()))
    assert PendingDocument.objects.get(object_id=row.pk).suppressed


def test_followers_hear_once_a_day_how_much_was_said(about: Ref) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    for kind in ("comment", "comment", "question"):
        make_contribution(about, kind=kind, published_at=yesterday)
    make_contribution(about, state="hidden", published_at=yesterday)
    for _time in range(2):
        announce_yesterday()
    event = Event.objects.get()
    assert (event.subject, event.data) == (about, {"comments": 2, "questions": 1})


def test_feed_and_table_of_something_unknown_are_not_found(client: Client) -> None:
    for path in (
        "/gespraech/thread/99.atom",
        "/gespraech/thread/99.csv",
        "/gespraech/user/1.csv",
        "/gespraech/thread/x.atom",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 405
