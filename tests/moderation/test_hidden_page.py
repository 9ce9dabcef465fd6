"""What everybody reads where an idea, a suggestion or a question of a question time was hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import DjangoAssertNumQueries

from roterfaden.contributions.models import Contribution, State
from roterfaden.moderation import tokens
from roterfaden.moderation.models import Decision
from roterfaden.participation.modules.draft.addresses import suggestion_address
from roterfaden.participation.modules.questions.addresses import question_address
from tests.contributions.factories import as_guest, make_person
from tests.moderation.factories import FACTS, make_decision, make_moderator, make_rule
from tests.participation.ideas.factories import make_collection, make_idea
from tests.participation.modules.draft.test_pages import BETTER
from tests.participation.modules.factories import make_draft, make_suggestion
from tests.participation.modules.questions.test_questions import make_session, question

pytestmark = pytest.mark.django_db
Placed = tuple[Contribution, str]


def an_idea() -> Placed:
    row = make_idea(make_collection(), author=make_person("boris"))
    return row, f"/mitmachen/ideen/{row.pk}/"


def a_suggestion() -> Placed:
    draft = make_draft()
    row = make_suggestion(draft, "p2", BETTER)
    return row, suggestion_address(draft, row.pk)


def a_question() -> Placed:
    session = make_session()
    row = question(session)
    return row, question_address(session, row.pk)


PLACES = [an_idea, a_suggestion, a_question]


def hidden(make: Callable[[], Placed]) -> tuple[Contribution, str, Decision]:
    row, address = make()
    decision = make_decision(make_moderator(), row)
    row.refresh_from_db()
    assert row.state == State.HIDDEN
    return row, address, decision


@pytest.mark.parametrize("make", PLACES)
def test_it_says_what_was_done_by_which_rule_and_how_to_object(client: Client, make: Callable[[], Placed]) -> None:
    row, address, decision = hidden(make)
    answer = client.get(address)
    assert answer.status_code == 410
    page = answer.content.decode()
    rule = make_rule()
    for words in (rule.title, rule.text, "eine andere Person", f"/moderation/eintrag/{decision.uid}/", "/spielregeln/"):
        assert escape(words) in page, words
    for words in (row.text[:30], FACTS, tokens.of_decision(decision)):
        assert escape(words) not in page, words
    assert 'content="noindex"' in page


@pytest.mark.parametrize("make", PLACES)
def test_its_author_finds_the_whole_statement_and_a_stranger_does_not(make: Callable[[], Placed]) -> None:
    row, address, decision = hidden(make)
    assert row.author is not None
    own = f"/moderation/begruendung/{tokens.of_decision(decision)}/"
    assert own in as_guest(Client(), row.author).get(address).content.decode()
    assert own not in as_guest(Client(), make_person("dana")).get(address).content.decode()


@pytest.mark.parametrize("make", PLACES)
@pytest.mark.parametrize("state", [State.HELD, State.WAITING, State.WITHDRAWN, State.UNCONFIRMED])
def test_what_nobody_hid_has_no_such_page(client: Client, make: Callable[[], Placed], state: State) -> None:
    row, address = make()
    Contribution.objects.filter(pk=row.pk).update(state=state)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("make", PLACES)
def test_without_a_decision_it_says_the_least(client: Client, make: Callable[[], Placed]) -> None:
    row, address = make()
    Contribution.objects.filter(pk=row.pk).update(state=State.HIDDEN)
    answer = client.get(address)
    assert (answer.status_code, row.text[:30] in answer.content.decode()) == (410, False)


@pytest.mark.parametrize("make", [a_suggestion, a_question])
def test_it_is_not_found_below_another_process(client: Client, make: Callable[[], Placed]) -> None:
    _row, address, _decision = hidden(make)
    head, _slash, tail = address.removeprefix("/mitmachen/").partition("/")
    assert client.get(f"/mitmachen/{head}-anders/{tail}").status_code == 404


@pytest.mark.parametrize("make", PLACES)
def test_the_page_costs_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, make: Callable[[], Placed]
) -> None:
    _row, address, _decision = hidden(make)
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)
