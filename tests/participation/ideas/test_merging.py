"""Merging and splitting: nothing is taken from anybody, everybody counts once, everybody is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from roterfaden.accounts.models import Person, User
from roterfaden.contributions.actions import support, withdraw_support
from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.things import thing
from roterfaden.ledger.models import Pending
from roterfaden.notices.models import PersonalMail
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.actions import NotInThatState, ReasonMissing, merge, part, split
from roterfaden.participation.modules.ideas.drafts import IdeaDraft
from roterfaden.participation.modules.ideas.mails import MOVED, moved
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution, make_person
from tests.participation.ideas.factories import make_collection, make_idea

pytestmark = pytest.mark.django_db
WHY = "Beide wollen dasselbe."


@pytest.fixture
def office() -> User:
    return make_user("olga", superuser=True)


@pytest.fixture
def process() -> Process:
    return make_collection()


def count(idea: Contribution) -> int:
    idea.refresh_from_db()
    return idea.support_count


def supported(process: Process, title: str, *people: Person) -> Contribution:
    idea = make_idea(process, title)
    for person in people:
        support(person, idea)
    return idea


def test_a_merged_idea_counts_people_once_and_supports_stay_where_they_were_given(
    office: User, process: Process
) -> None:
    amira, boris, cem = (make_person(name) for name in ("amira", "boris", "cem"))
    source, target = supported(process, "A", amira, boris), supported(process, "B", boris, cem)
    merge(office, source, target, WHY)
    assert count(target) == 3
    assert source.supports.count() == target.supports.count() == 2
    assert source.state == State.MERGED


def test_whoever_supports_one_of_them_can_take_it_back_at_any_time(office: User, process: Process) -> None:
    amira, boris = make_person("amira"), make_person("boris")
    source, target = supported(process, "A", amira, boris), supported(process, "B", boris)
    merge(office, source, target, WHY)
    withdraw_support(amira, source)
    assert count(target) == 1
    withdraw_support(boris, target)
    assert count(target) == 1, "boris still supports the idea that went up in it"
    withdraw_support(boris, source)
    assert count(target) == 0


def test_nested_merges_count_over_all_and_come_back_step_by_step(office: User, process: Process) -> None:
    people = [make_person(f"person{number}") for number in range(3)]
    first, second, third = (supported(process, f"Idee {n}", people[n]) for n in range(3))
    merge(office, first, second, WHY)
    merge(office, second, third, WHY)
    assert count(third) == 3
    first.idea.refresh_from_db()
    assert first.idea.head_id == third.pk
    split(office, second, WHY)
    assert (count(second), count(third)) == (2, 1)
    first.idea.refresh_from_db()
    assert first.idea.head_id == second.pk
    split(office, first, WHY)
    assert (count(first), count(second)) == (1, 1)


def test_the_old_address_leads_on_and_keeps_words_and_author(client: Client, office: User, process: Process) -> None:
    source = make_idea(process, "Brunnen am Ufer", author=make_person("boris"))
    target = make_idea(process, "Trinkwasser am Fluss")
    make_contribution(source.ref, "Genau!", area=process.ref)
    merge(office, source, target, WHY)
    page = client.get(f"/mitmachen/ideen/{source.pk}/")
    told = page.content.decode()
    assert page.status_code == 200
    for words in ("aufgegangen", f"/mitmachen/ideen/{target.pk}/", "Trinkwasser am Fluss", "Boris", "Genau!"):
        assert words in told
    assert "Brunnen am Ufer" in client.get(f"/mitmachen/ideen/{target.pk}/").content.decode()
    assert thing(source.ref) is None
    items = client.get(f"/mitmachen/{process.slug}/ideen.json").json()["items"]
    assert [item["id"] for item in items] == [target.pk]


def test_authors_and_supporters_are_told_once_for_each_move(office: User, process: Process) -> None:
    boris = make_person("boris")
    source, target = supported(process, "A", boris), make_idea(process, "B")
    merge(office, source, target, WHY)
    assert source.outcomes.get().sentence == WHY
    assert source.outcomes.get().thing == target.ref
    mail = PersonalMail.objects.get(kind=MOVED)
    assert mail.person == boris
    words = moved(mail.data)
    assert words is not None
    assert words.quote == WHY
    assert words.path == f"/mitmachen/ideen/{source.pk}/"
    split(office, source, WHY)
    merge(office, source, target, WHY)
    assert PersonalMail.objects.filter(kind=MOVED).count() == 3


def test_each_move_is_in_the_ledger_without_a_name(office: User, process: Process) -> None:
    source, target = make_idea(process, "A"), make_idea(process, "B")
    merge(office, source, target, WHY)
    split(office, source, WHY)
    kinds = list(Pending.objects.filter(kind__startswith="idea.").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["idea.merged", "idea.split"]
    assert not Pending.objects.filter(content__contains=WHY).exists()


@pytest.mark.parametrize("state", ["hidden", "merged", "held", "withdrawn"])
def test_only_public_ideas_are_merged(office: User, process: Process, state: str) -> None:
    source, target = make_idea(process, state=state), make_idea(process)
    for one, other in ((source, target), (target, source)):
        with pytest.raises(NotInThatState):
            merge(office, one, other, WHY)


def test_no_idea_goes_up_in_itself_or_in_one_of_another_process(office: User, process: Process) -> None:
    idea = make_idea(process)
    for other in (idea, make_idea(make_collection()), make_contribution(process.ref)):
        with pytest.raises(NotInThatState):
            merge(office, idea, other, WHY)


def test_circles_are_impossible_and_a_second_time_is_refused(office: User, process: Process) -> None:
    first, second = make_idea(process), make_idea(process)
    merge(office, first, second, WHY)
    with pytest.raises(NotInThatState):
        merge(office, second, first, WHY)
    with pytest.raises(NotInThatState):
        merge(office, first, second, WHY)
    split(office, first, WHY)
    with pytest.raises(NotInThatState):
        split(office, first, WHY)


def test_nobody_moves_ideas_without_right_or_reason(office: User, process: Process) -> None:
    first, second = make_idea(process), make_idea(process)
    with pytest.raises(PermissionDenied):
        merge(make_user("egon"), first, second, WHY)
    with pytest.raises(PermissionDenied):
        split(make_user("erna"), first, WHY)
    with pytest.raises(ReasonMissing):
        merge(office, first, second, " \u200b ")


def test_when_the_author_takes_the_idea_away_what_went_up_in_it_stands_again(office: User, process: Process) -> None:
    from roterfaden.contributions import registry

    source, target = make_idea(process), make_idea(process)
    merge(office, source, target, WHY)
    Contribution.objects.filter(pk=target.pk).update(state=State.WITHDRAWN)
    target.refresh_from_db()
    for listener in registry.unpublished:
        listener(target)
    source.refresh_from_db()
    assert (source.state, source.merged_into) == (State.PUBLIC, None)


def test_two_wishes_become_two_ideas_of_the_same_author(office: User, process: Process) -> None:
    boris, cem = make_person("boris"), make_person("cem")
    idea = make_idea(process, "Bank und Brunnen", author=boris, category="baenke")
    support(cem, idea)
    new = part(office, idea, IdeaDraft("Ein Brunnen", "Bitte auch einen Brunnen.", "baenke"), "Das sind zwei Wünsche.")
    assert (new.author, new.entered_by, new.state, new.support_count) == (boris, office, State.PUBLIC, 0)
    assert count(idea) == 1
    assert {row.kind for row in (idea.outcomes.get(), new.outcomes.get())} == {"split"}


def test_the_cost_of_a_merge_does_not_grow_with_the_comments(
    office: User, process: Process, django_assert_max_num_queries: Any
) -> None:
    source, target = make_idea(process), make_idea(process)
    for _number in range(30):
        make_contribution(source.ref, area=process.ref, author=None)
    with django_assert_max_num_queries(40):
        merge(office, source, target, WHY)
