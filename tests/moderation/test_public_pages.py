"""What everybody sees: log, entries, figures, rules. Without persons, without words, with pages, filters, CSV, Atom."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution
from roterfaden.moderation import actions, statistics
from roterfaden.moderation.house import first_rules
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.models import Decision, HouseRule, Report
from tests.contributions.factories import make_contribution, make_person
from tests.moderation.factories import FACTS, HIDDEN_WORDS, PAPER, make_decision, make_moderator, make_report, make_rule
from tests.participation.factories import make_process

pytestmark = pytest.mark.django_db
Asserted = Callable[..., Any]
PAGES = (
    "/moderation/",
    "/moderation/entscheidungen.csv",
    "/moderation/entscheidungen.atom",
    "/moderation/zahlen/",
    "/moderation/zahlen.csv",
    "/spielregeln/",
)


def body(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_nothing_of_persons_or_words_stands_there(client: Client) -> None:
    author = make_person("kunigunde", pseudonym="Spatzenfreundin")
    Person.objects.filter(pk=author.pk).update(name="Kunigunde Wahrnehm")
    contribution = make_contribution(PAPER, HIDDEN_WORDS, author=author)
    make_report(contribution, passage=HIDDEN_WORDS, words="Mein Nachbar!")
    decision = make_decision(make_moderator(), contribution, area_rule="")
    actions.object_as_author(decision, "Es war Satire, sagt Kunigunde.")
    for path in (*PAGES, f"/moderation/eintrag/{decision.uid}/", f"/en/moderation/eintrag/{decision.uid}/"):
        text = body(client.get(path))
        for secret in ("Kunibert", "Wahrnehm", "Spatzenfreundin", FACTS, "mona", "rahel", "Mein Nachbar", "Satire"):
            assert secret not in text, f"{secret} on {path}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_answers_also_an_empty_portal(client: Client, path: str, prefix: str) -> None:
    assert client.get(prefix + path).status_code == 200
    assert client.post(prefix + path).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "art=unsinn",
        "regel=unsinn",
        "bereich=unsinn",
        "bereich=process:99",
        "ab=unsinn",
        "regel=%00",
        "bereich=process:%00",
    ],
)
def test_a_wrong_filter_is_told(client: Client, query: str) -> None:
    assert client.get(f"/moderation/?{query}").status_code == 400


def test_filters_find(client: Client) -> None:
    user = make_moderator()
    hidden = make_decision(user)
    locked = make_decision(
        user, make_contribution(PAPER, "Ganz anderes."), Kind.LOCK, rule=make_rule("thema", title="Beim Thema")
    )
    text = body(client.get("/moderation/?art=hide"))
    assert str(hidden.uid) in text
    assert str(locked.uid) not in text
    text = body(client.get("/moderation/?regel=thema"))
    assert str(locked.uid) in text
    assert str(hidden.uid) not in text


def test_the_log_of_a_process_and_nothing_of_one_that_is_not_public(client: Client) -> None:
    process = make_process()
    make_decision(make_moderator(), make_contribution(process.ref, "Idee.", kind="idea"))
    other = make_decision(make_moderator("rita"), make_contribution(PAPER, "Kommentar."))
    text = body(client.get(f"/moderation/?bereich=process:{process.pk}"))
    assert process.title in text
    assert str(other.uid) not in text
    type(process).objects.filter(pk=process.pk).update(state="draft")
    assert client.get(f"/moderation/?bereich=process:{process.pk}").status_code == 400
    assert process.title not in body(client.get("/moderation/"))


def test_pages_follow_each_other_with_the_same_few_queries(
    client: Client, django_assert_max_num_queries: Asserted
) -> None:
    decision = make_decision(make_moderator())
    values = {field.attname: getattr(decision, field.attname) for field in Decision._meta.concrete_fields}
    for name in ("id", "uid", "nonce"):
        del values[name]
    Decision.objects.bulk_create(Decision(**values) for _number in range(70))
    with django_assert_max_num_queries(20):
        first = client.get("/moderation/")
    seen = first.content.decode().count("/moderation/eintrag/")
    while 'rel="next"' in first.content.decode():
        path = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
        first = client.get(f"/moderation/{path}")
        seen += first.content.decode().count("/moderation/eintrag/")
    assert seen == 71
    rows = list(csv.reader(io.StringIO(body(client.get("/moderation/entscheidungen.csv"))), delimiter=";"))
    assert len(rows) == 72


def test_an_entry_leads_to_the_ledger(client: Client) -> None:
    from roterfaden.ledger.sequencing import sequence

    decision = make_decision(make_moderator())
    sequence()
    text = body(client.get(f"/moderation/eintrag/{decision.uid}/"))
    assert "/protokollbuch/" in text
    assert make_rule().text in text
    assert client.get("/moderation/eintrag/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_figures_count_and_take_the_middle() -> None:
    user, process = make_moderator(), make_process()
    for number in range(3):
        row = make_contribution(process.ref, f"Idee {number}.", kind="idea")
        make_report(row)
        make_decision(user, row, Kind.HIDE if number else Kind.KEEP)
    for seconds, report in zip((60, 7200, 9000), Report.objects.order_by("pk"), strict=True):
        Report.objects.filter(pk=report.pk).update(seconds=seconds)
    make_report(make_contribution(PAPER))
    decision = Decision.objects.filter(kind="hide").first()
    assert decision is not None
    objection = actions.object_as_author(decision, "Satire.")
    actions.decide_objection(make_moderator("wim", "Widerspruchsstelle"), objection, True, "Es war erkennbar Satire.")
    here, everywhere = statistics.figures(process.ref), statistics.figures()
    assert (here.reports, here.reports_acted, here.median, here.all_measures) == (3, 2, "2 Stunden", 2)
    assert (here.objections, here.upheld, here.by_rule[0].count) == (1, 1, 2)
    assert (everywhere.reports, everywhere.reports_open) == (4, 1)


def test_what_was_undone_is_no_measure() -> None:
    user = make_moderator()
    actions.undo(user, make_decision(user))
    found = statistics.figures()
    assert (found.all_measures, found.undone) == (0, 1)


def test_times_in_words() -> None:
    assert statistics.in_words(None) == ""
    assert statistics.in_words(20) == "1 Minute"
    assert statistics.in_words(3 * 86400) == "3 Tagen"


def test_rules_are_there_from_the_start_and_only_once(client: Client) -> None:
    HouseRule.objects.all().delete()
    assert first_rules()
    assert not first_rules()
    text = body(client.get("/spielregeln/"))
    assert "Hart in der Sache" in text
    assert "Tough on the issue" in body(client.get("/en/spielregeln/"))


def test_a_new_wording_leaves_the_old_one_to_its_decisions(client: Client) -> None:
    decision = make_decision(make_moderator())
    user = make_moderator("wim", "Widerspruchsstelle")
    actions.write_rule(user, "respekt", 1, {"title": "Höflich", "text": "Neue Worte."})
    decision.refresh_from_db()
    assert decision.rule is not None
    assert (decision.rule.version, decision.rule.text) == (1, "Keine Beleidigungen.")
    assert "Neue Worte." in body(client.get("/spielregeln/"))
    with pytest.raises(actions.Conflict):
        actions.write_rule(user, "respekt", 1, {"title": "Höflich", "text": "Noch neuere."})


def test_a_decision_long_ago_is_still_there(client: Client) -> None:
    decision = make_decision(make_moderator())
    Decision.objects.filter(pk=decision.pk).update(made_at=timezone.now() - timedelta(days=4000))
    assert str(decision.uid) in body(client.get("/moderation/"))
    assert Contribution.objects.count() == 1
