"""The back office: one queue, cases, several at once, objections, rules, words; strangers see nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.models import User
from roterfaden.contributions.models import Contribution, State
from roterfaden.moderation import actions
from roterfaden.moderation.kinds import FoundBy, Kind, Reason
from roterfaden.moderation.models import Case, Decision, HouseRule, ListedWord
from roterfaden.participation.own_rules import rules_in_words
from tests.contributions.factories import make_contribution
from tests.moderation.factories import (
    FACTS,
    HIDDEN_WORDS,
    PAPER,
    make_case,
    make_decision,
    make_moderator,
    make_report,
    make_rule,
)
from tests.participation.factories import make_process

pytestmark = pytest.mark.django_db
Asserted = Callable[..., Any]
OFFICE = "/verwaltung/moderation/"


def enter(client: Client, user: User) -> User:
    """With a second factor, as the staff must."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client.force_login(user)
    return user


@pytest.fixture
def mona(client: Client) -> User:
    return enter(client, make_moderator("mona"))


def case_path(case: Case) -> str:
    return f"{OFFICE}faelle/{case.pk}/"


def decision(case: Case, **values: Any) -> dict[str, Any]:
    return {"version": case.version, "kind": "hide", "rule": str(make_rule().pk), "facts": FACTS} | values


PATHS = ("", "faelle/{case}/", "widersprueche/", "widersprueche/{objection}/", "regeln/", "woerter/")


@pytest.mark.parametrize("role", ["Redaktion", "Ratsbüro", "Konten"])
@pytest.mark.parametrize("path", PATHS)
def test_strangers_see_nothing(client: Client, role: str, path: str) -> None:
    made = make_decision(make_moderator("mona"))
    objection = actions.object_as_author(made, "Satire.")
    address = OFFICE + path.format(case=made.case_id, objection=objection.pk)
    assert client.get(address).status_code == 302
    enter(client, make_moderator("fred", role))
    answer = client.get(address)
    assert answer.status_code in (302, 403)
    assert "Kunibert" not in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "faelle/{case}/",
        "mehrere/",
        "faelle/{case}/uebernehmen/",
        "entscheidungen/{decision}/zurueck/",
        "woerter/",
        "regeln/neu/",
        "regeln/respekt/aufheben/",
        "ansehen/contribution/{row}/",
    ],
)
def test_who_may_only_look_changes_nothing(client: Client, path: str) -> None:
    contribution = make_contribution(PAPER, HIDDEN_WORDS)
    made = make_decision(make_moderator("mona"), make_contribution(PAPER, "Anderes."), Kind.KEEP)
    case = make_case(contribution)
    enter(client, make_moderator("rolf", "Einsicht"))
    address = OFFICE + path.format(case=case.pk, decision=made.pk, row=contribution.pk)
    client.post(
        address, decision(case) | {"fall": f"{case.pk}:{case.version}", "word": "Trottel", "gravity": 1, "nehmen": "1"}
    )
    contribution.refresh_from_db()
    case.refresh_from_db()
    assert (contribution.state, case.is_open, case.assigned_to) == (State.PUBLIC, True, None)
    assert (Decision.objects.count(), ListedWord.objects.count()) == (1, 0)
    assert HouseRule.objects.in_force().filter(key="respekt").exists()


def test_the_queue_shows_the_gravest_and_oldest_first(client: Client, mona: User) -> None:
    old = make_contribution(PAPER, "Alt und leicht.")
    make_report(old, Reason.TOPIC)
    Case.objects.update(opened_at=timezone.now() - timedelta(days=5))
    for case in Case.objects.all():
        case.placed(case.gravity)
        case.save()
    make_report(make_contribution(PAPER, "Neu und leicht."), Reason.TOPIC)
    make_report(make_contribution(PAPER, "Neu und schwer."), Reason.VIOLENCE)
    text = client.get(OFFICE).content.decode()
    places = [text.index(words) for words in ("Neu und schwer.", "Alt und leicht.", "Neu und leicht.")]
    assert places == sorted(places)


def test_filters_stand_in_the_address(client: Client, mona: User) -> None:
    make_report(make_contribution(PAPER, "Gemeldetes."), Reason.INSULT)
    make_case(make_contribution(PAPER, "Zurückgehaltenes.", state=State.HELD), FoundBy.CHECK)
    text = client.get(f"{OFFICE}?anlass=check").content.decode()
    assert "Zurückgehaltenes." in text
    assert "Gemeldetes." not in text
    assert "Nichts wartet" in client.get(f"{OFFICE}?bei=mir").content.decode()
    assert client.get(f"{OFFICE}?anlass=x&dringend=9&art=%00&bereich=%00:%00&bei=;").status_code == 200
    assert client.get(f"{OFFICE}?ab=unsinn").status_code == 400


def test_the_queue_costs_the_same_for_any_number(
    client: Client, mona: User, django_assert_max_num_queries: Asserted
) -> None:
    for number in range(40):
        make_report(make_contribution(PAPER, f"Text {number}."))
    with django_assert_max_num_queries(30):
        client.get(OFFICE)


def test_a_case_is_decided_with_its_statement(client: Client, mona: User) -> None:
    contribution = make_contribution(PAPER, HIDDEN_WORDS)
    report, _code = make_report(contribution, words="Bitte schnell.")
    text = client.get(case_path(report.case)).content.decode()
    assert "Bitte schnell." in text
    assert HIDDEN_WORDS in text
    assert "rahel@example.org" not in text, "who reported is nobody's business"
    report.case.refresh_from_db()
    assert client.post(case_path(report.case), decision(report.case)).status_code == 302
    contribution.refresh_from_db()
    assert contribution.state == State.HIDDEN


@pytest.mark.parametrize(
    "values", [{"facts": ""}, {"rule": ""}, {"rule": "999999"}, {"kind": ""}, {"kind": "release"}, {"version": "x"}]
)
def test_what_is_missing_is_told_and_kept(client: Client, mona: User, values: dict[str, str]) -> None:
    contribution = make_contribution(PAPER, HIDDEN_WORDS)
    case = make_case(contribution)
    answer = client.post(case_path(case), decision(case) | {"facts": "Was ich geschrieben habe."} | values)
    assert answer.status_code == 422
    contribution.refresh_from_db()
    assert contribution.is_public
    if "facts" not in values:
        assert "Was ich geschrieben habe." in answer.content.decode()


def test_who_comes_second_sees_it_and_keeps_what_they_typed(client: Client, mona: User) -> None:
    case = make_case()
    typed = decision(case, facts="Mein langer Text dazu.")
    actions.decide(make_moderator("rita"), case, case.version, actions.Measure(Kind.KEEP))
    answer = client.post(case_path(case), typed)
    assert answer.status_code == 409
    assert "Mein langer Text dazu." in answer.content.decode()
    assert "schon entschieden" in answer.content.decode()
    assert Decision.objects.count() == 1


def test_the_rules_of_the_process_can_be_quoted(client: Client, mona: User) -> None:
    process = make_process(rules="- Bitte nur Orte an der Ihme.\n\n- Eine Idee je Beitrag.")
    assert rules_in_words(process.ref) == ["Bitte nur Orte an der Ihme.", "Eine Idee je Beitrag."]
    contribution = make_contribution(process.ref, "Zehn Ideen auf einmal.", kind="idea")
    case = make_case(contribution)
    assert "Eine Idee je Beitrag." in client.get(case_path(case)).content.decode()
    client.post(case_path(case), decision(case, rule="b1"))
    assert Decision.objects.get().area_rule == "Eine Idee je Beitrag."


def test_a_case_is_taken_over_and_given_back(client: Client, mona: User) -> None:
    case = make_case()
    client.post(f"{case_path(case)}uebernehmen/", {"version": case.version, "nehmen": "1"})
    case.refresh_from_db()
    assert case.assigned_to == mona
    client.post(f"{case_path(case)}uebernehmen/", {"version": case.version - 1, "abgeben": "1"})
    case.refresh_from_db()
    assert case.assigned_to == mona, "an older version takes nothing away"
    client.post(f"{case_path(case)}uebernehmen/", {"version": case.version, "abgeben": "1"})
    case.refresh_from_db()
    assert case.assigned_to is None


def several(cases: list[Case], **values: Any) -> dict[str, Any]:
    return {
        "fall": [f"{case.pk}:{case.version}" for case in cases],
        "kind": "hide",
        "rule": make_rule().pk,
        "facts": FACTS,
    } | values


def test_several_are_decided_at_once_and_taken_back_as_a_whole(client: Client, mona: User) -> None:
    rows = [make_contribution(PAPER, f"Text Nummer {number}") for number in range(3)]
    cases = [make_case(row) for row in rows]
    actions.assign(make_moderator("rita"), cases[2], cases[2].version, None)
    typed = several([cases[0], cases[1]]) | {}
    typed["fall"].append(f"{cases[2].pk}:{cases[2].version - 1}")
    client.post(f"{OFFICE}mehrere/", typed)
    assert Contribution.objects.filter(state=State.HIDDEN).count() == 2
    made = Decision.objects.first()
    assert made is not None
    assert "(2 Fälle)" in client.get(OFFICE).content.decode()
    client.post(f"{OFFICE}stapel/{made.batch}/zurueck/")
    assert Contribution.objects.filter(state=State.PUBLIC).count() == 3


def test_too_many_at_once_decide_nothing(client: Client, mona: User) -> None:
    case = make_case()
    typed = several([case])
    typed["fall"] += [f"{number}:1" for number in range(1000, 1050)]
    client.post(f"{OFFICE}mehrere/", typed)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"fall": []},
        {"fall": ["x", "1", "1:x", "\x00:1", "9" * 30 + ":1"]},
        {"kind": "suspend"},
        {"facts": ""},
        {"rule": ""},
    ],
)
def test_several_need_the_statement_too(client: Client, mona: User, values: dict[str, Any]) -> None:
    client.post(f"{OFFICE}mehrere/", several([make_case()], **values))
    assert not Decision.objects.exists()


def test_changes_need_a_token_and_post(client: Client, mona: User) -> None:
    case = make_case()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mona)
    assert strict.post(case_path(case), decision(case)).status_code == 403
    assert client.get(f"{OFFICE}mehrere/", several([case])).status_code == 405
    client.get(case_path(case), decision(case))
    assert not Decision.objects.exists()


def test_somebody_elses_decision_is_not_taken_back(client: Client, mona: User) -> None:
    made = make_decision(make_moderator("rita"))
    client.post(f"{OFFICE}entscheidungen/{made.pk}/zurueck/")
    made.refresh_from_db()
    assert made.ended == ""


def test_one_s_own_is(client: Client, mona: User) -> None:
    made = make_decision(mona)
    assert "Gerade von Ihnen entschieden" in client.get(OFFICE).content.decode()
    client.post(f"{OFFICE}entscheidungen/{made.pk}/zurueck/")
    made.refresh_from_db()
    assert made.ended == "undone"


def test_whoever_decided_first_has_no_form_for_the_objection(client: Client) -> None:
    rita = enter(client, make_moderator("rita", "Moderation", "Widerspruchsstelle"))
    made = make_decision(rita)
    objection = actions.object_as_author(made, "Das war Satire.")
    path = f"{OFFICE}widersprueche/{objection.pk}/"
    assert "entscheidet jemand anderes" in client.get(path).content.decode()
    assert client.post(path, {"upheld": "ja", "answer": "Ich habe noch einmal gelesen."}).status_code == 422
    enter(client, make_moderator("wim", "Widerspruchsstelle"))
    assert "Das war Satire." in client.get(path).content.decode()
    assert client.post(path, {"upheld": "ja", "answer": "Ich habe noch einmal gelesen."}).status_code == 302
    made.refresh_from_db()
    assert made.ended == "upheld"
    assert "erfolgreich" in client.get(f"{OFFICE}widersprueche/?alle=1").content.decode()


def test_a_moderator_opens_a_case_about_what_they_saw(client: Client, mona: User) -> None:
    contribution = make_contribution(PAPER)
    answer = client.post(f"{OFFICE}ansehen/contribution/{contribution.pk}/")
    case = Case.objects.get()
    assert (answer["Location"], case.cause) == (case_path(case), FoundBy.OFFICE)
    client.post(f"{OFFICE}ansehen/contribution/{contribution.pk}/")
    assert Case.objects.count() == 1
    assert client.post(f"{OFFICE}ansehen/person/1/").status_code == 404


def test_rules_get_a_new_wording_and_end(client: Client) -> None:
    make_rule()
    enter(client, make_moderator("wim", "Widerspruchsstelle"))
    typed = {"version": 1, "key": "anderes", "title": "Höflich", "text": "Neue Worte.", "order": 3}
    assert client.post(f"{OFFICE}regeln/respekt/", typed).status_code == 302
    assert HouseRule.objects.get(key="respekt", valid_until=None).version == 2
    assert client.post(f"{OFFICE}regeln/respekt/", typed).status_code == 409
    assert client.post(f"{OFFICE}regeln/neu/", typed | {"version": 0, "key": "respekt"}).status_code == 422
    client.post(f"{OFFICE}regeln/respekt/aufheben/")
    assert not HouseRule.objects.in_force().filter(key="respekt").exists()


def test_words_come_and_go(client: Client, mona: User) -> None:
    assert client.post(f"{OFFICE}woerter/", {"word": "Trottel*", "gravity": 2}).status_code == 302
    assert client.post(f"{OFFICE}woerter/", {"word": "Trottel*", "gravity": 2}).status_code == 422
    row = ListedWord.objects.get()
    client.post(f"{OFFICE}woerter/{row.pk}/weg/")
    row.refresh_from_db()
    assert row.ended_at is not None
