"""Debates: theses, stances that count people, and who may change what."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import DjangoAssertNumQueries

from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.things import things
from roterfaden.ledger.models import Pending
from roterfaden.participation.models import ProcessState
from roterfaden.participation.modules.debate.actions import add_thesis, change_thesis, withdraw_thesis
from roterfaden.participation.modules.debate.addresses import thesis_address
from roterfaden.participation.modules.debate.figures import stances
from roterfaden.participation.modules.debate.models import Thesis
from roterfaden.participation.modules.debate.module import MODULE
from roterfaden.participation.modules.debate.office import urls
from roterfaden.participation.modules.refusing import SEE, Conflict, Refused
from tests.contributions.factories import make_contribution, make_person
from tests.participation.factories import make_phase, make_process
from tests.participation.modules.factories import desk_of, guest_at, make_organiser

pytestmark = pytest.mark.django_db
EVIL = '"><script>alert(1)</script>'


def make_thesis(title: str = "Der Uferweg soll autofrei sein.", stance: bool = True, **values: object) -> Thesis:
    phase = make_phase(make_process(), "debate", settings={"stance": stance})
    thesis = Thesis.objects.create(phase=phase, title=title, **values)
    return Thesis.objects.select_related("phase__process").get(pk=thesis.pk)


def say(thesis: Thesis, stance: int | None, **values: object) -> Contribution:
    return make_contribution(thesis.ref, area=thesis.phase.process.ref, stance=stance, **values)


def test_everybody_counts_once_with_what_they_said_last() -> None:
    thesis, amira = make_thesis(), make_person()
    say(thesis, -1, author=amira)
    say(thesis, 1, author=amira)
    say(thesis, None, author=amira)
    say(thesis, -1)
    say(thesis, 0)
    say(thesis, -1, author=None, channel="paper")
    say(thesis, -1, author=None, channel="paper")
    found = stances([thesis.pk])[thesis.pk]
    assert (found.pro, found.neither, found.contra) == (1, 1, 3)


def test_hidden_words_do_not_count() -> None:
    thesis = make_thesis()
    say(thesis, 1, state=State.HIDDEN)
    assert stances([thesis.pk]) == {}


def test_the_figures_are_a_picture_and_a_table(client: Client) -> None:
    thesis = make_thesis()
    for stance in (1, 1, 1, -1, 0):
        say(thesis, stance)
    page = client.get(thesis_address(thesis)).content.decode()
    assert "5 Menschen haben gesagt" in page
    assert 'class="chart bars"' in page
    assert "60\u00a0%" in page


def test_few_voices_are_numbers_without_shares(client: Client) -> None:
    thesis = make_thesis()
    say(thesis, 1)
    page = client.get(thesis_address(thesis)).content.decode()
    assert 'class="chart' not in page
    assert "100\u00a0%" not in page


def test_without_the_setting_nobody_is_asked_and_nothing_is_shown(client: Client) -> None:
    thesis = make_thesis(stance=False)
    say(thesis, 1)
    page = guest_at(make_person()).get(thesis_address(thesis)).content.decode()
    assert "Menschen haben gesagt" not in page
    assert 'name="stance"' not in page


def test_with_the_setting_people_are_asked() -> None:
    page = guest_at(make_person()).get(thesis_address(make_thesis())).content.decode()
    assert 'name="stance"' in page


@pytest.mark.parametrize("state", [ProcessState.DRAFT, ProcessState.HIDDEN])
def test_what_is_not_public_is_nowhere(client: Client, state: ProcessState) -> None:
    thesis = make_thesis()
    path, process = thesis_address(thesis), thesis.phase.process
    process.state = state
    process.save()
    assert client.get(path).status_code == 404
    assert things([thesis.ref]) == {}


def test_a_withdrawn_thesis_is_gone_and_stays_in_the_ledger(client: Client) -> None:
    thesis = make_thesis()
    assert withdraw_thesis(make_organiser(), thesis, "Sie war missverständlich.")
    assert not withdraw_thesis(make_organiser(), thesis, "Noch einmal.")
    assert client.get(thesis_address(thesis)).status_code == 404
    assert Pending.objects.filter(kind="thesis.withdrawn").count() == 1


def test_a_thesis_is_cleaned_limited_and_needs_words() -> None:
    user, phase = make_organiser(), make_phase(make_process(), "debate")
    assert add_thesis(user, phase, {"title": f"Autofrei? {EVIL}"}).title == 'Autofrei? ">alert(1)'
    for title in ("", " \u200b ", "x" * 100_000):
        with pytest.raises(Refused):
            add_thesis(user, phase, {"title": title})


def test_two_at_once_and_strangers() -> None:
    thesis = make_thesis()
    change_thesis(make_organiser(), thesis, 1, {"title": "Eins"}, 0)
    with pytest.raises(Conflict):
        change_thesis(make_organiser(), thesis, 1, {"title": "Zwei"}, 0)
    with pytest.raises(PermissionDenied):
        change_thesis(make_organiser(SEE), thesis, 2, {"title": "Drei"}, 0)
    assert Thesis.objects.get().title == "Eins"


def test_the_page_of_a_process_lists_theses_with_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    thesis = make_thesis(EVIL)
    for number in range(10):
        Thesis.objects.create(phase=thesis.phase, title=f"These {number}", order=number)
    say(thesis, 1)
    with django_assert_max_num_queries(25):
        page = client.get(f"/mitmachen/{thesis.phase.process.slug}/").content.decode()
    assert "11 Thesen zur Debatte" in page
    assert "<script>alert" not in page
    with django_assert_max_num_queries(25):
        assert "<script>alert" not in client.get(thesis_address(thesis)).content.decode()


def test_figures_and_rows_for_exports() -> None:
    thesis = make_thesis()
    say(thesis, 1, text="Dann hört man die Vögel.")
    process = thesis.phase.process
    assert [count.number for count in MODULE.counts(process)] == [1]
    (row,) = MODULE.tables(process)["debatte"]
    assert (row["haltung"], row["text"]) == ("dafuer", "Dann hört man die Vögel.")
    assert "author" not in row


def at(name: str, *args: object) -> str:
    return reverse(f"debates_office:{name}", args=args)


def test_the_office_makes_changes_and_withdraws() -> None:
    phase = make_phase(make_process(), "debate")
    office = desk_of(make_organiser())
    assert office.post(at("new", phase.pk), {"title": "Autofrei?", "order": 0}).status_code == 302
    thesis = Thesis.objects.get()
    assert "Autofrei?" in office.get(at("theses", phase.pk)).content.decode()
    assert office.post(at("edit", thesis.pk), {"title": "Autoarm?", "order": 0, "version": 1}).status_code == 302
    late = office.post(at("edit", thesis.pk), {"title": "Zu spät", "order": 0, "version": 1})
    assert late.status_code == 409
    assert office.post(at("withdraw", thesis.pk), {"reason": ""}).status_code == 422
    assert office.post(at("withdraw", thesis.pk), {"reason": "Erledigt."}).status_code == 302


def test_strangers_get_nowhere_in_the_office() -> None:
    thesis = make_thesis()
    for client in (Client(), desk_of(make_organiser(SEE))):
        for pattern in get_resolver(urls.__name__).url_patterns:
            key = thesis.phase_id if pattern.name in ("theses", "new") else thesis.pk
            client.post(at(str(pattern.name), key), {"title": "Meins", "order": 0, "version": 1, "reason": "x"})
    assert Thesis.objects.get().title == "Der Uferweg soll autofrei sein."
    assert Thesis.objects.get().withdrawn_at is None
