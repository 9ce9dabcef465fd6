"""The public pages of a draft: what they show, to whom, and that they ask the database no more for a longer text."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from roterfaden.contributions.models import Claim, Contribution, State
from roterfaden.kit.documents import collector_of
from roterfaden.kit.things import Ref, things
from roterfaden.participation.models import ProcessState
from roterfaden.participation.modules.draft.actions import create_draft, decide, publish_version, take_over
from roterfaden.participation.modules.draft.addresses import draft_address, passage_address, suggestion_address
from roterfaden.participation.modules.draft.models import Decision, Draft, Suggestion
from roterfaden.participation.modules.draft.search import drafts
from roterfaden.strategy.models import Plan
from tests.contributions.factories import make_contribution, make_person
from tests.participation.factories import make_phase, make_process
from tests.participation.modules.factories import (
    TEXT,
    guest_at,
    make_draft,
    make_organiser,
    make_suggestion,
    making,
    next_version,
)
from tests.strategy.factories import make_node, make_plan

pytestmark = pytest.mark.django_db
BETTER = "Die Stadt baut breite Radwege entlang der Ihme und räumt sie im Winter."
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def faces(draft: Draft, row: Contribution | None = None) -> list[str]:
    base = draft_address(draft)
    found = [base, f"{base}absatz/p2/", f"{base}vorschlaege/", f"{base}fassungen/", f"{base}fassungen/1/"]
    found += [f"{base}fassungen/1/2/", f"{base}fassungen/2/1/"]
    return [*found, suggestion_address(draft, row.pk)] if row else found


def filled() -> tuple[Draft, Contribution]:
    draft = make_draft()
    row = make_suggestion(draft, "p2", BETTER, why="Lastenräder sind breiter.")
    next_version(draft, TEXT.replace("sichere", "sichere, breite"))
    return draft, row


def test_every_page_answers_in_both_languages(client: Client) -> None:
    draft, row = filled()
    for path in faces(draft, row):
        assert client.get(path).status_code == 200, path
        assert client.get(f"/en{path}").status_code == 200, path


def test_the_reading_view_counts_in_its_margin(client: Client) -> None:
    draft, _row = filled()
    make_contribution(draft.passage_ref("p2"), area=draft.phase.process.ref)
    page = client.get(draft_address(draft)).content.decode()
    assert "1 Vorschlag, 1 Kommentar" in page
    assert "1 offener Vorschlag" in page


def test_hidden_words_are_counted_and_shown_nowhere(client: Client) -> None:
    draft, row = filled()
    Contribution.objects.filter(pk=row.pk).update(state=State.HIDDEN)
    page = client.get(draft_address(draft)).content.decode()
    assert "0 offene Vorschläge" in page
    assert "Lastenräder" not in client.get(f"{draft_address(draft)}vorschlaege/").content.decode()
    assert client.get(suggestion_address(draft, row.pk)).status_code == 410


@pytest.mark.parametrize("state", [ProcessState.DRAFT, ProcessState.HIDDEN])
def test_the_text_of_a_process_that_is_not_public_is_nowhere(client: Client, state: ProcessState) -> None:
    draft, row = filled()
    paths = faces(draft, row)
    process = draft.phase.process
    process.state = state
    process.save()
    for path in paths:
        assert client.get(path).status_code == 404, path
        assert client.get(f"/en{path}").status_code == 404, path
    assert client.post(f"{draft_address(draft)}absatz/p2/vorschlag/", {"text": "x"}).status_code == 404
    assert things([draft.ref, draft.passage_ref("p2")]) == {}
    assert list(drafts([draft.pk])) == []


def test_a_text_without_a_version_is_not_public(client: Client) -> None:
    phase = make_phase(make_process(), "draft")
    draft = create_draft(make_organiser(), phase, {"title": "Geheim"})
    assert client.get(draft_address(draft)).status_code == 404


@pytest.mark.parametrize(
    "tail",
    [
        *(
            "absatz/p99/",
            "absatz/x/",
            "absatz/p0/",
            "fassungen/9/",
            "fassungen/1/1/",
            "fassungen/99999999999999999999/",
        ),
        *("vorschlaege/999/", "vorschlaege/?stand=egal", "vorschlaege/?zuerst=author__address", "vorschlaege/?ab=x"),
        *("vorschlaege/?absatz=p1;drop", "fassungen/?alt=1&neu=x"),
    ],
)
def test_what_does_not_exist_is_said_plainly(client: Client, tail: str) -> None:
    assert client.get(f"{draft_address(make_draft())}{tail}").status_code == 404


def test_a_text_is_not_found_below_another_process(client: Client) -> None:
    draft, other = make_draft(), make_process()
    assert client.get(f"/mitmachen/{other.slug}/text/{draft.pk}/").status_code == 404


def test_pages_ask_no_more_for_more_passages_and_suggestions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    long = "\n\n".join(f"Absatz mit eigenem Wortlaut, Nummer {number * 7919}." for number in range(60))
    draft = make_draft(long)
    for number in range(1, 31):
        make_suggestion(draft, f"p{number}", f"Anders, und zwar so: {number}.")
    with django_assert_max_num_queries(20):
        client.get(draft_address(draft))
    with django_assert_max_num_queries(25):
        client.get(passage_address(draft, "p3"))
    with django_assert_max_num_queries(20):
        client.get(f"{draft_address(draft)}vorschlaege/")


def test_lists_go_on_and_filter(client: Client) -> None:
    draft = make_draft()
    rows = [make_suggestion(draft, "p2", f"Radwege, wie Person {number} sie will.") for number in range(23)]
    decide(make_organiser(), draft, [rows[0].pk], Decision.DECLINED, "Nein, denn so ist es nicht.")
    base = f"{draft_address(draft)}vorschlaege/"
    page = client.get(f"{base}?zuerst=alt").content.decode()
    assert "23 Vorschläge" in page
    assert "Nein, denn so ist es nicht." in page
    assert 'rel="next"' in page
    declined = client.get(f"{base}?stand=abgelehnt").content.decode()
    assert "1 Vorschlag" in declined
    assert "Person 5 " not in declined


def suggestion_data(**values: Any) -> dict[str, Any]:
    signed = {"von-signed": "pseudonym", "von-called": "Kim", "von-consent": "on"}
    return {"text": BETTER, "why": "Wegen der Lastenräder.", **signed, **values}


def test_a_known_person_suggests_without_javascript() -> None:
    draft = make_draft()
    client = guest_at(make_person())
    answer = client.post(f"{passage_address(draft, 'p2')}vorschlag/", suggestion_data())
    assert answer.status_code == 302
    assert answer.headers["Location"] == passage_address(draft, "p2")
    assert Suggestion.objects.get().contribution.is_public


def test_a_stranger_contributes_first_and_confirms_by_mail(client: Client) -> None:
    draft = make_draft()
    data = suggestion_data(**{"von-address": "kim@example.org"})
    answer = client.post(f"{passage_address(draft, 'p2')}vorschlag/", data)
    assert answer.status_code == 302
    row = Contribution.objects.get()
    assert row.state == State.UNCONFIRMED
    assert Claim.objects.get().contributions.get() == row
    assert Suggestion.objects.get().contribution == row
    assert "0 offene Vorschläge" in client.get(draft_address(draft)).content.decode()


def test_a_preview_shows_the_difference_and_keeps_nothing(client: Client) -> None:
    draft = make_draft()
    answer = client.post(f"{passage_address(draft, 'p2')}vorschlag/", suggestion_data(vorschau="1"))
    page = answer.content.decode()
    assert "noch nicht abgeschickt" in page
    assert "<ins>" in page
    assert not Contribution.objects.exists()


def test_mistakes_are_told_and_what_was_typed_is_kept(client: Client) -> None:
    draft = make_draft()
    answer = client.post(f"{passage_address(draft, 'p2')}vorschlag/", {"text": "Mein langer Text", "why": "x" * 300})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mein langer Text" in page
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("text", ["a" * 100_000, "a" + "\u0301" * 100_000, "Wort\x00Wort"])
def test_floods_are_told_plainly(text: str) -> None:
    draft = make_draft()
    client = guest_at(make_person())
    answer = client.post(f"{passage_address(draft, 'p2')}vorschlag/", suggestion_data(text=text))
    assert answer.status_code == 422
    assert not Contribution.objects.exists()


def test_nothing_can_be_assigned_that_is_no_field() -> None:
    draft, person, other = make_draft(), make_person(), make_person("boris")
    data = suggestion_data(
        author=other.pk, state="hidden", decision="accepted", support_count=99, anchor="p3", kind="idea"
    )
    guest_at(person).post(f"{passage_address(draft, 'p2')}vorschlag/", data)
    row = Suggestion.objects.get()
    assert (row.contribution.author, row.contribution.support_count, row.decision) == (person, 0, "")
    assert (row.anchor, row.contribution.kind) == ("p2", "suggestion")


def test_without_the_token_of_the_form_nothing_is_taken() -> None:
    draft = make_draft()
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"{passage_address(draft, 'p2')}vorschlag/", suggestion_data()).status_code == 403
    assert not Contribution.objects.exists()


def test_looking_changes_nothing(client: Client) -> None:
    draft, row = filled()
    before = list(Contribution.objects.values_list("pk", "state", "shown_count"))
    for path in [*faces(draft, row), f"{passage_address(draft, 'p2')}vorschlag/"]:
        client.get(path)
    assert list(Contribution.objects.values_list("pk", "state", "shown_count")) == before


def test_markup_in_every_field_is_shown_as_text(client: Client) -> None:
    draft = make_draft(TEXT, title=EVIL, intro=EVIL)
    row = make_suggestion(draft, "p2", f"Radwege & mehr {EVIL}", why=EVIL)
    Contribution.objects.filter(pk=row.pk).update(text=EVIL, title=EVIL)
    Suggestion.objects.filter(pk=row.pk).update(
        decision="adapted", reason=EVIL, adapted=EVIL, base_text=EVIL, decided_at=row.created_at
    )
    for path in [p for p in faces(draft, row) if "/1/2" not in p and "/2/1" not in p]:
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_what_lost_its_passage_is_listed(client: Client) -> None:
    draft = make_draft()
    make_suggestion(draft, "p3", "An jeder Haltestelle stehen zwei Bäume.", why="Schatten")
    parts = TEXT.split("\n\n")
    next_version(draft, "\n\n".join([*parts[:2], *parts[3:]]))
    assert "weggefallen" in client.get(draft_address(draft)).content.decode()
    listed = client.get(f"{draft_address(draft)}vorschlaege/?stand=weggefallen").content.decode()
    assert "Schatten" in listed
    page = client.get(passage_address(draft, "p3")).content.decode()
    assert "gibt es diesen Absatz nicht mehr" in page
    assert "An jeder Haltestelle steht ein Baum" in page


def test_a_plan_and_its_draft_know_each_other_through_the_registry(client: Client) -> None:
    plan = make_plan(state=Plan.State.CONSULTATION, text="Die Verwaltung arbeitet offen.\n\nAlle können nachlesen.")
    make_node(plan, "Demokratie", text="Jede Entscheidung ist erklärt.")
    user, phase = make_organiser(), make_phase(make_process(), "draft")
    draft = create_draft(user, phase, {"title": "Digitale Agenda"}, Ref("plan", str(plan.pk)))
    assert collector_of(Ref("plan", str(plan.pk))) is None
    publish_version(user, draft, making(draft), "Zum Mitreden.")
    make_suggestion(Draft.objects.get(pk=draft.pk), "p1", "Die Verwaltung arbeitet so offen wie möglich.")
    page = client.get(f"/ziele/{plan.slug}").content.decode()
    assert draft_address(draft) in page
    assert passage_address(draft, "p1") in page
    assert "Sagen Sie etwas dazu (1)" in page


def test_a_changed_plan_is_taken_over_and_what_was_said_stays_with_its_paragraph() -> None:
    plan = make_plan(state=Plan.State.CONSULTATION, text="Die Verwaltung arbeitet offen.\n\nAlle können nachlesen.")
    user, phase = make_organiser(), make_phase(make_process(), "draft")
    draft = create_draft(user, phase, {"title": "Digitale Agenda"}, Ref("plan", str(plan.pk)))
    publish_version(user, draft, making(draft), "Zum Mitreden.")
    Plan.objects.filter(pk=plan.pk).update(text="Ganz neu davor.\n\nDie Verwaltung arbeitet immer offen.")
    take_over(user, draft)
    version = publish_version(user, draft, making(draft), "Der Plan wurde geändert.")
    assert version.by_anchor["p1"].text == "Die Verwaltung arbeitet immer offen."
    assert "p2" not in version.by_anchor


def test_an_english_page_marks_the_german_text(client: Client) -> None:
    draft = make_draft()
    with translation.override("en"):
        path = draft_address(draft)
    assert '<div class="text" lang="de">' in client.get(path).content.decode()
    assert not mail.outbox
