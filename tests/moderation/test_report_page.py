"""Reporting without an account: the form, the receipt, its code, limits; and that a report alone hides nothing."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions.models import Contribution, State
from roterfaden.contributions.registry import actions_of
from roterfaden.moderation import tokens
from roterfaden.moderation.kinds import Kind, Reason
from roterfaden.moderation.models import Case, Objection, Report
from roterfaden.moderation.receipts import digest_of, new_code, normal
from roterfaden.moderation.views import shared
from tests.contributions.factories import make_contribution
from tests.moderation.factories import HIDDEN_WORDS, PAPER, make_decision, make_moderator, make_report

pytestmark = pytest.mark.django_db
TEXT = f"Mehr Bänke. {HIDDEN_WORDS}"


def address(contribution: Contribution) -> str:
    return f"/moderation/melden/contribution/{contribution.pk}/"


def filled(**values: object) -> dict[str, object]:
    return {"reason": "insult", "passage": ["1"], "good_faith": "on", "words": "", "address": ""} | values


def test_every_public_contribution_offers_it() -> None:
    contribution = make_contribution(PAPER)
    assert [link.url for link in actions_of(contribution)] == [address(contribution)]
    assert actions_of(make_contribution(PAPER, state=State.HIDDEN)) == []


def test_a_report_has_its_passage_and_a_receipt(client: Client) -> None:
    contribution = make_contribution(PAPER, TEXT)
    assert HIDDEN_WORDS in client.get(address(contribution)).content.decode()
    answer = client.post(address(contribution), filled())
    report = Report.objects.get()
    assert (report.passage, report.reason, report.good_faith) == (HIDDEN_WORDS, "insult", True)
    page = client.get(answer["Location"])
    code = re.search(r"<code>([0-9A-Z-]+)</code>", page.content.decode())
    assert code is not None
    assert report.digest == digest_of(code[1])
    assert page["Cache-Control"] == "private, no-store"
    contribution.refresh_from_db()
    assert contribution.is_public, "people look first"


@pytest.mark.parametrize(
    "values",
    [
        {"reason": ""},
        {"good_faith": ""},
        {"reason": "nonsense"},
        {"passage": ["99"]},
        {"address": "x"},
        {"reason": "other"},
    ],
)
def test_what_is_missing_is_told_and_nothing_is_lost(client: Client, values: dict[str, object]) -> None:
    contribution = make_contribution(PAPER, TEXT)
    answer = client.post(address(contribution), filled(words="", **{"address": "r@example.org"} | values))
    assert answer.status_code == 422
    assert not Report.objects.exists()
    assert "Ihr Text ist noch da" in answer.content.decode()


@pytest.mark.parametrize("state", [State.HELD, State.WAITING, State.HIDDEN, State.UNCONFIRMED, State.WITHDRAWN])
def test_what_is_not_public_cannot_be_reported_nor_read_here(client: Client, state: State) -> None:
    contribution = make_contribution(PAPER, HIDDEN_WORDS, state=state)
    for answer in (client.get(address(contribution)), client.post(address(contribution), filled())):
        assert answer.status_code == 404
        assert "Kunibert" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["person/1", "contribution/0", "contribution/x", "contribution/%00", "contribution/99999999999999999999"]
)
def test_nothing_else_can_be_reported(client: Client, path: str) -> None:
    assert client.get(f"/moderation/melden/{path}/").status_code == 404


def test_a_machine_in_the_trap_leaves_nothing(client: Client) -> None:
    client.post(address(make_contribution(PAPER, TEXT)), filled(website="http://spam.example"))
    assert not Report.objects.exists()


def test_it_needs_a_token_against_forgery() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(make_contribution(PAPER, TEXT)), filled()).status_code == 403
    assert not Report.objects.exists()


def test_reading_changes_nothing(client: Client) -> None:
    contribution = make_contribution(PAPER, TEXT)
    client.get(address(contribution), filled())
    assert not Report.objects.exists()
    assert client.put(address(contribution)).status_code == 405


def test_many_reports_of_one_thing_from_one_network_are_stopped_in_a_friendly_way(client: Client) -> None:
    contribution = make_contribution(PAPER, TEXT)
    for _time in range(shared.A_DAY_ABOUT_ONE_THING):
        assert client.post(address(contribution), filled()).status_code == 302
    answer = client.post(address(contribution), filled(words="Noch einmal!"))
    assert (answer.status_code, Report.objects.count()) == (429, shared.A_DAY_ABOUT_ONE_THING)
    assert "Noch einmal!" in answer.content.decode()
    assert answer["Retry-After"]
    other = make_contribution(PAPER, TEXT)
    assert client.post(address(other), filled()).status_code == 302
    assert client.post(address(contribution), filled(), REMOTE_ADDR="198.51.100.7").status_code == 302


def test_a_network_reports_only_so_much_in_a_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "A_DAY_FROM_ONE_NETWORK", 2)
    codes = [client.post(address(make_contribution(PAPER, TEXT)), filled()).status_code for _time in range(3)]
    assert codes == [302, 302, 429]


def test_no_address_of_the_network_is_kept(client: Client) -> None:
    client.post(address(make_contribution(PAPER, TEXT)), filled(), REMOTE_ADDR="198.51.100.99")
    row = Report.objects.values().get()
    assert "198.51.100" not in str(row)


def test_a_hundred_reports_weigh_as_much_as_one() -> None:
    bombed, other = make_contribution(PAPER, "Bombe."), make_contribution(PAPER, "Einmal gemeldet.")
    make_report(other, Reason.INSULT)
    for _time in range(100):
        make_report(bombed, Reason.TOPIC, address="")
    bombed.refresh_from_db()
    assert bombed.is_public
    assert [case.target_key for case in Case.objects.open().order_by("rank")] == [str(other.pk), str(bombed.pk)]
    assert Case.objects.get(target_key=str(bombed.pk)).report_count == 100


def test_codes_are_long_and_copied_by_hand() -> None:
    code = new_code()
    assert normal(code.lower().replace("-", " ")) == code
    assert normal("") == normal("O0IL1" * 5) == normal("x" * 500) == ""


def test_guessing_codes_is_stopped(client: Client) -> None:
    answers = [
        client.post("/moderation/meldung/", {"code": new_code()}).status_code
        for _time in range(shared.A_DAY_OF_WRONG_CODES + 1)
    ]
    assert set(answers[:-1]) == {422}
    assert answers[-1] == 429
    assert client.get(f"/moderation/meldung/{new_code()}/").status_code == 429


def test_a_wrong_code_and_no_code_are_answered_alike(client: Client) -> None:
    make_report(make_contribution(PAPER))
    assert client.get(f"/moderation/meldung/{new_code()}/").status_code == 404
    assert client.get("/moderation/meldung/1/").status_code == 404
    assert client.get("/moderation/nachgefragt/1.abc/").status_code == 404


def test_the_code_leads_to_the_receipt(client: Client) -> None:
    _report, code = make_report(make_contribution(PAPER))
    assert client.post("/moderation/meldung/", {"code": code.lower()})["Location"] == f"/moderation/meldung/{code}/"
    assert client.post("/moderation/meldung/", {"code": "unsinn"}).status_code == 422


@pytest.mark.parametrize("by_code", [True, False])
def test_the_receipt_tells_the_outcome_without_the_words(client: Client, by_code: bool) -> None:
    contribution = make_contribution(PAPER, HIDDEN_WORDS)
    report, code = make_report(contribution, passage=HIDDEN_WORDS)
    make_decision(make_moderator(), contribution)
    path = f"/moderation/meldung/{code}/" if by_code else f"/moderation/nachgefragt/{tokens.of_report(report)}/"
    page = client.get(path).content.decode()
    assert "Wir haben etwas unternommen" in page
    assert "Kunibert" not in page


def test_a_reporter_objects_once(client: Client) -> None:
    contribution = make_contribution(PAPER, TEXT)
    report, code = make_report(contribution)
    path = f"/moderation/meldung/{code}/"
    assert "Widersprechen" not in client.get(path).content.decode()
    assert client.post(path, {"text": "Zu früh."}).status_code == 422
    make_decision(make_moderator(), contribution, Kind.KEEP)
    assert "Widersprechen" in client.get(path).content.decode()
    assert client.post(path, {"text": "Lesen Sie den zweiten Satz."}).status_code == 302
    assert client.post(path, {"text": "Noch einmal."}).status_code == 422
    assert Objection.objects.get().report == report
    assert "wird geprüft" in client.get(path).content.decode()


def test_the_link_of_a_report_opens_no_other(client: Client) -> None:
    first, _code = make_report(make_contribution(PAPER))
    second, _other = make_report(make_contribution(PAPER, "Anderer Text."))
    forged = tokens.of_report(first).replace(f"{first.pk}.", f"{second.pk}.", 1)
    assert client.get(f"/moderation/nachgefragt/{forged}/").status_code == 404
    assert tokens.decision_of(tokens.of_report(first)) is None


def test_the_time_limit_follows_the_gravity() -> None:
    grave, _code = make_report(make_contribution(PAPER), Reason.VIOLENCE)
    light, _other = make_report(make_contribution(PAPER, "Anderes."), Reason.TOPIC)
    now = timezone.now()
    assert (grave.due_at - now).days == 0
    assert (light.due_at - now).days == 6
    assert grave.case.rank < light.case.rank


def test_a_graver_report_lifts_the_case_and_a_lighter_one_leaves_it() -> None:
    contribution = make_contribution(PAPER)
    first, _code = make_report(contribution, Reason.TOPIC)
    make_report(contribution, Reason.VIOLENCE)
    make_report(contribution, Reason.TOPIC)
    first.case.refresh_from_db()
    assert (first.case.gravity, first.case.report_count) == (3, 3)
