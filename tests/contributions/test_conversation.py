"""The conversation below a thing: what it shows, in which order, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Answer, Contribution, State
from roterfaden.contributions.templatetags.contributions import conversation
from roterfaden.kit.things import Ref
from tests.contributions.factories import as_guest, make_contribution, make_person
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing() -> Ref:
    return Ref("thread", str(make_thread().pk))


def path(ref: Ref) -> str:
    return f"/gespraech/{ref.kind}/{ref.key}/"


def page(client: Client, ref: Ref, query: str = "") -> str:
    answer = client.get(path(ref) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_comments_questions_and_replies(client: Client, thing: Ref) -> None:
    top = make_contribution(thing, "Mehr Schatten.", reply_count=1)
    make_contribution(thing, "Genau, im Sommer.", parent=top)
    make_contribution(thing, "Wann kommt der Brunnen?", kind="question")
    text = page(client, thing)
    assert "1 Frage, 2 Kommentare" in text
    assert text.index("Mehr Schatten.") < text.index("Genau, im Sommer.")
    assert "Wann kommt der Brunnen?" in text


def test_the_newest_come_first_unless_the_address_says_otherwise(client: Client, thing: Ref) -> None:
    now = timezone.now()
    make_contribution(thing, "ERSTER", published_at=now - timedelta(days=2), support_count=7)
    make_contribution(thing, "ZWEITER", published_at=now - timedelta(days=1))
    assert page(client, thing).index("ZWEITER") < page(client, thing).index("ERSTER")
    for order in ("alt", "unterstuetzt"):
        text = page(client, thing, f"?reihenfolge={order}")
        assert text.index("ERSTER") < text.index("ZWEITER")


def test_only_questions(client: Client, thing: Ref) -> None:
    make_contribution(thing, "KOMMENTAR")
    make_contribution(thing, "FRAGE", kind="question")
    text = page(client, thing, "?beitraege=fragen")
    assert "FRAGE" in text
    assert "KOMMENTAR" not in text


@pytest.mark.parametrize("query", ["?reihenfolge=author__address", "?beitraege=idea", "?reihenfolge=-pk;drop"])
def test_an_order_that_does_not_exist_is_refused(client: Client, thing: Ref, query: str) -> None:
    assert client.get(path(thing) + query).status_code == 400


def test_a_cursor_that_no_list_gave_out_is_the_first_page(client: Client, thing: Ref) -> None:
    make_contribution(thing, "ERSTER")
    assert "ERSTER" in page(client, thing, "?ab=WyJ4Il0")


def test_pages_follow_each_other_without_loss(client: Client, thing: Ref) -> None:
    made = {make_contribution(thing, f"Beitrag-{n:03}").text for n in range(45)}
    text = page(client, thing)
    seen = {word for word in made if word in text}
    for _step in range(2):
        following = text.split('href="?ab=')[-1].split("#")[0]
        text = page(client, thing, f"?ab={following}")
        seen |= {word for word in made if word in text}
    assert seen == made


def test_a_hidden_one_keeps_its_place_without_its_words(client: Client, thing: Ref) -> None:
    top = make_contribution(thing, "SCHIMPFWORT", state=State.HIDDEN, author=make_person(pseudonym="GEHEIMNAME"))
    make_contribution(thing, "Bitte sachlich bleiben.", parent=top)
    text = page(client, thing)
    assert "SCHIMPFWORT" not in text
    assert "GEHEIMNAME" not in text
    assert "ausgeblendet" in text
    assert "Antwort auf einen Beitrag, der hier nicht mehr steht." in text
    assert "SCHIMPFWORT" not in client.get(f"/beitraege/{top.pk}/").content.decode()


@pytest.mark.parametrize("state", ["unconfirmed", "waiting", "held", "withdrawn", "merged"])
def test_what_is_not_public_is_nowhere(client: Client, thing: Ref, state: str) -> None:
    row = make_contribution(thing, "NICHTOEFFENTLICH", state=state)
    text = page(client, thing)
    assert "NICHTOEFFENTLICH" not in text
    assert "Fragen und Kommentare" in text
    for address in (f"/beitraege/{row.pk}/", f"/beitraege/{row.pk}/unterstuetzen/", f"/beitraege/{row.pk}/antworten/"):
        assert client.get(address).status_code == 404


def test_a_thing_that_is_not_public_has_no_conversation(client: Client) -> None:
    draft = make_thread(state="draft", published_at=None)
    ref = Ref("thread", str(draft.pk))
    row = make_contribution(ref, "UNTERWEGS")
    addresses = [path(ref), path(ref) + "schreiben/", f"/beitraege/{row.pk}/", f"/beitraege/{row.pk}/antworten/"]
    for address in addresses:
        assert client.get(address).status_code == 404
    as_guest(client, make_person())
    assert client.post(path(ref) + "schreiben/", {"kind": "comment", "text": "hallo"}).status_code == 404
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("kind", ["nothing", "person", "comment", "user"])
def test_other_kinds_have_none(client: Client, kind: str) -> None:
    assert client.get(f"/gespraech/{kind}/1/").status_code == 404


def test_names_are_shown_as_each_was_signed(client: Client, thing: Ref) -> None:
    person = make_person(pseudonym="Fuchs")
    Person.objects.filter(pk=person.pk).update(name="Amira Beispiel")
    make_contribution(thing, "eins", author=person)
    text = page(client, thing)
    assert "Fuchs" in text
    assert "Amira Beispiel" not in text
    make_contribution(thing, "zwei", author=person, signed="name")
    assert "Amira Beispiel" in page(client, thing)


def test_paper_and_erased_accounts_are_marked(client: Client, thing: Ref) -> None:
    make_contribution(thing, "vom Zettel", author=None, channel="paper")
    make_contribution(thing, "von niemandem", author=make_person(erased_at=timezone.now(), pseudonym="WEG"))
    text = page(client, thing)
    assert "auf Papier" in text
    assert "gelöschtes Konto" in text
    assert "WEG" not in text


def test_an_answer_and_a_promise_are_shown(client: Client, thing: Ref) -> None:
    now = timezone.now()
    asked = make_contribution(thing, "Wann?", kind="question", answered_at=now, published_at=now - timedelta(days=8))
    Answer.objects.create(contribution=asked, text="Im Mai.", office="Tiefbau", published_at=now)
    Answer.objects.create(contribution=asked, text="ENTWURF", office="Tiefbau")
    Answer.objects.create(contribution=asked, text="MORGEN", office="Tiefbau", published_at=now + timedelta(days=1))
    make_contribution(thing, "Wo?", kind="question", answer_due=timezone.localdate() - timedelta(days=2))
    text = page(client, thing)
    assert "Im Mai." in text
    assert "nach 8 Tagen" in text
    assert "überfällig seit 2 Tagen" in text
    assert "ENTWURF" not in text
    assert "MORGEN" not in text


@pytest.mark.parametrize("number", [2, 20])
def test_the_tag_asks_the_same_few_questions_for_any_number(
    thing: Ref, number: int, rf: RequestFactory, django_assert_max_num_queries: Any, client: Client
) -> None:
    now = timezone.now()
    for n in range(number):
        top = make_contribution(thing, f"Beitrag {n}", reply_count=8, answered_at=now, edited_at=now)
        Answer.objects.create(contribution=top, text="Ja.", office="Amt", published_at=now)
        for _reply in range(8):
            make_contribution(thing, "dazu", parent=top)
    client = as_guest(client, make_person())
    request = rf.get("/")
    request.session = client.session
    with django_assert_max_num_queries(8):
        text = conversation({"request": request}, thing.kind, thing.key)
    assert "3 weitere Antworten" in text


def test_the_page_of_the_thing_shows_a_short_list_without_cookies(client: Client, thing: Ref) -> None:
    thread = make_thread(slug="ohne-kekse")
    for n in range(5):
        make_contribution(Ref("thread", str(thread.pk)), f"Beitrag-{n}")
    answer = client.get("/faeden/ohne-kekse")
    text = answer.content.decode()
    assert "5 Kommentare" in text
    assert "Beitrag-4" in text
    assert "Beitrag-1" not in text
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
