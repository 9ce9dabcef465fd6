"""The back office of drafts: begin, write, decide, publish; nobody else; two at once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from roterfaden.participation.modules.draft import inbox
from roterfaden.participation.modules.draft.actions import decide
from roterfaden.participation.modules.draft.models import Decision, Draft, Suggestion, Version
from roterfaden.participation.modules.draft.office import urls
from roterfaden.participation.modules.draft.passages import as_typed
from roterfaden.participation.modules.refusing import EDIT, SEE
from tests.participation.factories import make_phase, make_process
from tests.participation.modules.factories import (
    TEXT,
    desk_of,
    make_draft,
    make_organiser,
    make_suggestion,
    making,
)
from tests.strategy.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    return desk_of(make_organiser())


def at(name: str, *args: object) -> str:
    return reverse(f"drafts_office:{name}", args=args)


def test_a_text_from_nothing_to_its_first_version(office: Client) -> None:
    phase = make_phase(make_process(), "draft")
    assert office.get(at("phase", phase.pk)).status_code == 200
    assert office.post(at("phase", phase.pk), {"title": "Konzept Ihme"}).status_code == 302
    draft = Draft.objects.get()
    assert office.get(at("phase", phase.pk)).headers["Location"] == at("draft", draft.pk)
    assert office.post(at("text", draft.pk), {"text": TEXT, "number": 1, "version": 1}).status_code == 302
    assert office.get(at("publish", draft.pk)).status_code == 200
    now = making(draft)
    data = {"reason": "Der erste Entwurf.", "number": now.number, "version": now.version}
    assert office.post(at("publish", draft.pk), data).status_code == 302
    assert Version.objects.published().get().reason == "Der erste Entwurf."
    assert office.get(at("draft", draft.pk)).status_code == 200


def test_a_plan_becomes_a_text(office: Client) -> None:
    make_plan(title="Digitale Agenda 2026", text="Ein Absatz.\n\nNoch einer.")
    phase = make_phase(make_process(), "draft")
    answer = office.post(at("phase", phase.pk), {"title": "Agenda", "source": "gibt es nicht"})
    assert answer.status_code == 422
    assert office.post(at("phase", phase.pk), {"title": "Agenda", "source": "Digitale Agenda 2026"}).status_code == 302
    draft = Draft.objects.get()
    assert [part.text for part in Version.objects.get(draft=draft).parts] == ["Ein Absatz.", "Noch einer."]
    assert office.get(at("text", draft.pk)).headers["Location"] == at("draft", draft.pk)
    assert office.post(at("take_over", draft.pk)).status_code == 302
    assert office.get(at("draft", draft.pk)).status_code == 200


def test_the_work_list_leads_to_decisions(office: Client) -> None:
    draft = make_draft()
    rows = [make_suggestion(draft, "p2", text) for text in ("Radwege sind breit.", "radwege  sind breit.")]
    assert "2" in office.get(at("work", draft.pk)).content.decode()
    page = office.get(at("decide", draft.pk, "p2")).content.decode()
    assert "derselbe Wortlaut" in page
    data = {"keys": [row.pk for row in rows], "decision": "accepted", "reason": "Ja, breit."}
    assert office.post(at("decide", draft.pk, "p2"), data).status_code == 302
    assert Suggestion.objects.filter(decision="accepted").count() == 2


def test_without_a_reason_the_form_comes_back_with_what_was_typed(office: Client) -> None:
    draft = make_draft()
    row = make_suggestion(draft)
    data = {"keys": [row.pk], "decision": "adapted", "reason": "", "text": "Mein Wortlaut."}
    answer = office.post(at("decide", draft.pk, "p2"), data)
    assert answer.status_code == 422
    assert "Mein Wortlaut." in answer.content.decode()
    assert f'id="v-{row.pk}" value="{row.pk}" checked' in answer.content.decode()


def test_the_second_to_decide_reads_what_the_first_decided(office: Client) -> None:
    draft = make_draft()
    row = make_suggestion(draft)
    data = {"keys": [row.pk], "decision": "declined", "reason": "Zu teuer."}
    office.post(at("decide", draft.pk, "p2"), data)
    answer = desk_of(make_organiser()).post(at("decide", draft.pk, "p2"), data | {"reason": "Zu früh."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Jemand anders war schneller" in page
    assert "Zu teuer." in page
    assert Suggestion.objects.get().reason == "Zu teuer."


def test_two_who_write_are_shown_the_difference_and_can_go_on(office: Client) -> None:
    draft = make_draft()
    first = {"text": f"{TEXT}\n\nVon der ersten.", "number": 2, "version": 1}
    second = {"text": f"{TEXT}\n\nVon der zweiten.", "number": 2, "version": 1}
    assert office.post(at("text", draft.pk), first).status_code == 302
    answer = desk_of(make_organiser()).post(at("text", draft.pk), second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Inzwischen hat jemand anders gespeichert" in page
    assert "Von der zweiten." in page
    assert 'name="version" value="2"' in page
    assert office.post(at("text", draft.pk), second | {"version": 2}).status_code == 302
    assert "Von der zweiten." in as_typed(Version.objects.get(draft=draft, published_at=None).parts)


def test_titles_too(office: Client) -> None:
    draft = make_draft()
    assert office.post(at("edit", draft.pk), {"title": "Eins", "version": 1}).status_code == 302
    answer = office.post(at("edit", draft.pk), {"title": "Zwei", "version": 1})
    assert answer.status_code == 409
    assert Draft.objects.get().title == "Eins"


def test_publishing_nothing_new_is_refused(office: Client) -> None:
    draft = make_draft()
    data = {"reason": "Noch einmal.", "number": 2, "version": 1}
    assert office.post(at("publish", draft.pk), data).status_code == 422
    assert Version.objects.published().count() == 1


@pytest.mark.parametrize("permissions", [(SEE,), ()])
def test_who_may_not_gets_nowhere(permissions: tuple[str, ...]) -> None:
    draft = make_draft()
    row = make_suggestion(draft)
    client = desk_of(make_organiser(*permissions)) if permissions else Client()
    data = {"title": "Meins", "text": "Meins", "number": 2, "version": 1, "reason": "x", "keys": [row.pk]}
    for pattern in get_resolver(urls.__name__).url_patterns:
        arguments = {"phase": [draft.phase_id], "decide": [draft.pk, "p2"]}.get(str(pattern.name), [draft.pk])
        answer = client.post(at(str(pattern.name), *arguments), data | {"decision": "declined"})
        assert answer.status_code in (302, 403, 405)
    assert Draft.objects.get().title == "Konzept Ihme"
    assert Suggestion.objects.get().decision == ""
    assert Version.objects.count() == 1


def test_who_edits_does_not_publish() -> None:
    draft = make_draft()
    client = desk_of(make_organiser(SEE, EDIT))
    assert client.post(at("text", draft.pk), {"text": "Neu.", "number": 2, "version": 1}).status_code == 302
    data = {"reason": "Ich will.", "number": 2, "version": 2}
    assert client.post(at("publish", draft.pk), data).headers["Location"] == "/verwaltung/"
    assert Version.objects.published().count() == 1


def test_open_suggestions_wait_in_the_inbox_until_they_are_decided() -> None:
    draft, user = make_draft(), make_organiser()
    rows = [make_suggestion(draft, "p2", f"Radwege, Wunsch {number}.") for number in range(3)]
    found = inbox.page("", 2)
    assert [item.key for item in found.items] == [str(row.pk) for row in rows[:2]]
    assert found.items[0].url == at("decide", draft.pk, "p2")
    assert inbox.page(found.next, 2).items[0].key == str(rows[2].pk)
    decide(user, draft, [rows[0].pk], Decision.DECLINED, "Nein.")
    assert inbox.count() == 2
    assert set(inbox.load([str(row.pk) for row in rows] + ["x"])) == {str(row.pk) for row in rows[1:]}
    assert inbox.may(user)
    assert not inbox.may(make_organiser(SEE))
