"""The one inbox of the office, and the pages on which its items are dealt with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions import inbox
from roterfaden.contributions.inbox import Item, ItemPage, Source
from roterfaden.contributions.models import Answer, Assignment, Contribution, Deputy, InternalNote, Sheet, TextBlock
from roterfaden.kit.things import Ref
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution
from tests.threads.factories import make_thread

HOME = "/verwaltung/posteingang/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings: Any) -> None:
    settings.STAFF_MFA = False


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("anna", "Beteiligungsbüro"))
    return client


@pytest.fixture
def question() -> Contribution:
    ref = Ref("thread", str(make_thread("Der Faden").pk))
    return make_contribution(ref, "Wann kommt der Brunnen?", kind="question", answer_due=timezone.localdate())


def test_what_is_owed_stands_in_the_inbox(desk: Client, question: Contribution) -> None:
    text = desk.get(HOME).content.decode()
    assert "Wann kommt der Brunnen?" in text
    assert "Faden: Der Faden" in text
    for query in ("?was=owed", "?was=drafts", "?was=new", "?was=sheets", "?was=meine", "?was=nichts"):
        assert desk.get(HOME + query).status_code == 200
    assert desk.get(HOME + "?was=owed&ab=unfug").status_code == 302


@pytest.mark.parametrize("path", ["", "vertretung/", "boegen/", "beitrag/{}/"])
def test_others_see_nothing(question: Contribution, path: str) -> None:
    for user in (None, make_user("red", "Redaktion")):
        client = Client()
        if user:
            client.force_login(user)
        assert client.get(HOME + path.format(question.pk)).status_code in (302, 403)
    assert "Brunnen" not in client.get(HOME + path.format(question.pk), follow=True).content.decode()


def test_a_source_of_another_room_is_shown_to_those_who_may(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "_sources", dict(inbox._sources))
    item = Item("reports", "7", "GEMELDET", "/verwaltung/")
    page = ItemPage([item])
    for key, may in (("reports", True), ("secret", False)):
        inbox.register(Source(key, key, lambda _c, _s: page, lambda _k: {"7": item}, lambda: 1, lambda _u, m=may: m))
    text = desk.get(HOME).content.decode()
    assert "GEMELDET" in text
    assert "secret" not in text


def test_an_answer_is_drafted_published_and_shown(desk: Client, question: Contribution) -> None:
    path = f"{HOME}beitrag/{question.pk}/"
    desk.post(path, {"text": "Im Mai.", "office": "Tiefbau", "wunsch": "entwurf"})
    draft = Answer.objects.get()
    assert (draft.published_at, draft.written_by.username) == (None, "anna")
    values = {"text": "Im Juni.", "office": "Tiefbau", "version": draft.version, "wunsch": "jetzt"}
    assert desk.post(path, values).status_code == 302
    assert "Im Juni." in Client().get(f"/beitraege/{question.pk}/").content.decode()
    assert "Antwort" in desk.get(path).content.decode()


def test_a_scheduled_answer_needs_its_moment(desk: Client, question: Contribution) -> None:
    path = f"{HOME}beitrag/{question.pk}/"
    assert desk.post(path, {"text": "Im Mai.", "office": "T", "wunsch": "geplant"}).status_code == 422
    assert desk.post(path, {"text": "", "office": "T", "wunsch": "jetzt"}).status_code == 422
    assert not Answer.objects.exists()
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert desk.post(path, {"text": "Im Mai.", "office": "T", "wunsch": "geplant", "at": later}).status_code == 302
    assert "Im Mai." not in Client().get(f"/beitraege/{question.pk}/").content.decode()
    assert "Geplant für" in desk.get(path).content.decode()


def test_autosave_never_publishes_and_notices_others(desk: Client, question: Contribution) -> None:
    path = f"{HOME}beitrag/{question.pk}/sichern/"
    values = {"text": "Im Mai", "office": "T", "at": "2020-01-01T00:00", "wunsch": "jetzt"}
    first = desk.post(path, values).json()
    assert first == {"saved": True, "version": 1}
    assert desk.post(path, values | {"version": 1}).json()["version"] == 2
    assert desk.post(path, values | {"version": 1}).status_code == 409
    assert desk.get(path).status_code == 405
    assert Answer.objects.get().told_at is None
    question.refresh_from_db()
    assert question.answered_at is None


def test_who_saves_on_an_older_version_sees_both(desk: Client, question: Contribution) -> None:
    path = f"{HOME}beitrag/{question.pk}/"
    desk.post(path, {"text": "GESPEICHERT", "office": "T", "wunsch": "entwurf"})
    answer = desk.post(path, {"text": "MEINER", "office": "T", "version": 99, "wunsch": "entwurf"})
    assert answer.status_code == 409
    assert "GESPEICHERT" in answer.content.decode()
    assert "MEINER" in answer.content.decode()


def test_a_text_block_goes_behind_what_was_typed(desk: Client, question: Contribution) -> None:
    block = TextBlock.objects.create(title="Dank", text="Vielen Dank.")
    values = {"text": "Im Mai.", "office": "T", "baustein": "1", "block": block.pk}
    text = desk.post(f"{HOME}beitrag/{question.pk}/", values).content.decode()
    assert "Im Mai.\n\nVielen Dank." in text.replace("\r", "")
    assert not Answer.objects.exists()


def test_a_draft_can_be_thrown_away(desk: Client, question: Contribution) -> None:
    path = f"{HOME}beitrag/{question.pk}/"
    desk.post(path, {"text": "Im Mai.", "office": "T", "wunsch": "entwurf"})
    desk.post(path, {"verwerfen": "1"})
    assert not Answer.objects.exists()


def test_assigned_items_show_to_their_owner_and_their_deputy(desk: Client, question: Contribution) -> None:
    bert, cleo = make_user("bert", "Fachamt"), make_user("cleo", "Fachamt")
    desk.post(f"{HOME}owed/{question.pk}/zuweisen/", {"user": bert.pk})
    assert Assignment.objects.get().user == bert
    colleague = Client()
    colleague.force_login(cleo)
    assert "Brunnen" not in colleague.get(f"{HOME}?was=meine").content.decode()
    today = timezone.localdate()
    Deputy.objects.create(user=bert, deputy=cleo, start=today, end=today)
    assert "Brunnen" in colleague.get(f"{HOME}?was=meine").content.decode()
    Deputy.objects.update(start=today - timedelta(days=3), end=today - timedelta(days=1))
    assert "Brunnen" not in colleague.get(f"{HOME}?was=meine").content.decode()
    desk.post(f"{HOME}owed/{question.pk}/zuweisen/", {"user": ""})
    assert not Assignment.objects.exists()


def test_nobody_is_assigned_what_they_may_not_see(desk: Client, question: Contribution) -> None:
    desk.post(f"{HOME}owed/{question.pk}/zuweisen/", {"user": make_user("red", "Redaktion").pk})
    assert not Assignment.objects.exists()
    desk.post(f"{HOME}owed/999999/zuweisen/", {"user": make_user("bert", "Fachamt").pk})
    assert not Assignment.objects.exists(), "nothing that does not wait is assigned"


def test_notes_stay_among_colleagues(desk: Client, question: Contribution) -> None:
    desk.post(f"{HOME}owed/{question.pk}/notiz/", {"text": "<script>alert(1)</script>INTERN"})
    assert InternalNote.objects.get().text == "alert(1)INTERN"
    assert "INTERN" in desk.get(f"{HOME}beitrag/{question.pk}/").content.decode()
    assert "INTERN" not in Client().get(f"/beitraege/{question.pk}/").content.decode()


def test_a_deputy_is_arranged_and_ended_by_oneself(desk: Client) -> None:
    bert, today = make_user("bert", "Fachamt"), timezone.localdate().isoformat()
    desk.post(f"{HOME}vertretung/", {"deputy": bert.pk, "start": today, "end": today})
    row = Deputy.objects.get()
    colleague = Client()
    colleague.force_login(bert)
    colleague.post(f"{HOME}vertretung/", {"ende": row.pk})
    assert Deputy.objects.exists(), "only who is stood in for ends it"
    desk.post(f"{HOME}vertretung/", {"ende": row.pk})
    assert not Deputy.objects.exists()


def test_a_sheet_is_entered_compared_and_counted(desk: Client, question: Contribution) -> None:
    assert "Der Faden" in desk.get(f"{HOME}boegen/?q=Faden").content.decode()
    path = f"{HOME}boegen/neu/thread/{question.on_key}/"
    values = {"reference": "K-17", "channel": "paper", "kind": "comment", "text": "Mehr Bänke."}
    assert desk.post(path, values).status_code == 302
    assert desk.post(path, values).status_code == 422
    assert desk.post(path, values | {"reference": "K-18", "channel": "online"}).status_code == 422
    sheet = Sheet.objects.get()
    assert "Mehr Bänke." in desk.get(HOME).content.decode()
    desk.post(f"{HOME}boegen/{sheet.pk}/", {"wunsch": "stimmt"})
    assert Contribution.objects.visible_to().filter(channel="paper").count() == 0
    other = Client()
    other.force_login(make_user("bert", "Beteiligungsbüro"))
    other.post(f"{HOME}boegen/{sheet.pk}/", {"wunsch": "stimmt"})
    assert Contribution.objects.visible_to().filter(channel="paper").count() == 1


def test_looking_changes_nothing_and_forged_posts_are_refused(question: Contribution) -> None:
    user = make_user("anna", "Beteiligungsbüro")
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(user)
    for path in (f"beitrag/{question.pk}/", f"beitrag/{question.pk}/sichern/", f"owed/{question.pk}/notiz/"):
        assert forged.post(HOME + path, {"text": "x", "office": "T", "wunsch": "jetzt"}).status_code == 403
    forged.get(f"{HOME}beitrag/{question.pk}/?text=x&wunsch=jetzt")
    assert (Answer.objects.count(), InternalNote.objects.count()) == (0, 0)


def test_the_inbox_costs_the_same_for_many(
    desk: Client, question: Contribution, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(60) as few:
        desk.get(HOME)
    for _n in range(20):
        make_contribution(question.on, kind="question", answer_due=timezone.localdate())
    with django_assert_max_num_queries(len(few.captured_queries) + 1):
        desk.get(HOME)
