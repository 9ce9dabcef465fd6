"""Ideas, suggestions, questions, signatures and ratings from paper and the hall: marked, counted once, four eyes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from roterfaden.contributions import actions
from roterfaden.contributions.models import Channel, Contribution, Sheet, State, Support, VoteSheet
from roterfaden.kit.things import Ref
from roterfaden.participation.models import Process, ProcessState
from roterfaden.participation.modules.ideas.models import Rating
from roterfaden.participation.modules.ideas.rated import results
from tests.accounts.factories import make_user
from tests.participation.factories import make_phase, make_process
from tests.participation.ideas.factories import make_collection, make_district, make_idea
from tests.participation.modules.factories import make_draft, make_suggestion

pytestmark = pytest.mark.django_db
HOME = "/verwaltung/posteingang/boegen/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def one_factor(settings: Any) -> None:
    settings.STAFF_MFA = False


def desk(name: str, role: str = "Beteiligungsbüro") -> Client:
    client = Client()
    client.force_login(make_user(name, role))
    return client


@pytest.fixture
def anna() -> Client:
    return desk("anna")


@pytest.fixture
def bert() -> Client:
    return desk("bert")


Sheets = tuple[Ref, str, dict[str, Any]]


def an_idea() -> Sheets:
    values = {"title": "Ein Trinkbrunnen", "text": "Für alle Kinder.", "category": "baeume", "place": "Uferweg"}
    return make_collection().ref, "idea", values | {"district": make_district().pk}


def a_suggestion() -> Sheets:
    return make_draft().passage_ref("p2"), "suggestion", {"text": "Radwege sind breit.", "why": "Lastenräder"}


def a_question() -> Sheets:
    process = make_process()
    make_phase(process, "questions")
    return process.ref, "asked", {"text": "Wann kommen die Bäume?"}


SHEETS = [an_idea, a_suggestion, a_question]


def typed(client: Client, sheet: Sheets, reference: str = "K-1") -> Any:
    ref, kind, values = sheet
    address = f"{HOME}neu/{ref.kind}/{ref.key}/?art={kind}"
    return client.post(address, {"reference": reference, "channel": "hall", **values})


@pytest.mark.parametrize("make", SHEETS)
def test_what_was_typed_counts_when_somebody_else_has_compared_it(
    anna: Client, bert: Client, make: Callable[[], Sheets]
) -> None:
    sheet = make()
    assert typed(anna, sheet).status_code == 302
    row = Contribution.objects.get(kind=sheet[1])
    assert (row.state, row.channel, row.author) == (State.UNCONFIRMED, "hall", None)
    page = f"{HOME}{row.sheet.pk}/"
    assert sheet[2]["text"] in bert.get(page).content.decode()
    anna.post(page, {"wunsch": "stimmt"})
    row.refresh_from_db()
    assert row.state == State.UNCONFIRMED
    bert.post(page, {"wunsch": "stimmt"})
    row.refresh_from_db()
    assert row.state == State.PUBLIC
    from roterfaden.contributions.registry import kinds

    shown = Client().get(kinds[row.kind].path(row))
    assert shown.status_code == 200
    assert "in einer Veranstaltung" in shown.content.decode()


@pytest.mark.parametrize("make", SHEETS)
def test_a_sheet_is_counted_once(anna: Client, bert: Client, make: Callable[[], Sheets]) -> None:
    sheet = make()
    typed(anna, sheet)
    again = typed(bert, sheet)
    assert again.status_code == 422
    assert "zählt nur einmal" in again.content.decode()
    assert (Contribution.objects.count(), Sheet.objects.count()) == (1, 1)


@pytest.mark.parametrize("make", SHEETS)
def test_what_came_in_time_is_typed_after_the_end_and_not_when_all_is_closed(
    anna: Client, make: Callable[[], Sheets]
) -> None:
    sheet = make()
    process = Process.objects.get()
    process.phases.update(start=timezone.now() - 9 * DAY, end=timezone.now() - DAY)
    typed(anna, sheet)
    assert Contribution.objects.count() == 1
    Process.objects.update(state=ProcessState.CLOSED)
    typed(anna, sheet, "K-2")
    Process.objects.update(state=ProcessState.PUBLIC)
    process.phases.update(start=timezone.now() + DAY, end=timezone.now() + 2 * DAY)
    typed(anna, sheet, "K-3")
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("make", SHEETS)
def test_mistakes_are_told_and_nothing_is_kept(anna: Client, make: Callable[[], Sheets]) -> None:
    ref, kind, values = make()
    answer = typed(anna, (ref, kind, {**values, "text": "", "author": "1", "state": "public"}))
    assert answer.status_code == 422
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("make", SHEETS)
@pytest.mark.parametrize("role", ["Redaktion", "Fachamt"])
def test_others_enter_nothing(make: Callable[[], Sheets], role: str) -> None:
    sheet = make()
    for client in (Client(), desk("rita", role)):
        assert typed(client, sheet).status_code in (302, 403)
    assert not Contribution.objects.exists()


def test_the_place_and_category_of_an_idea_stand_beside_it_for_comparing(anna: Client, bert: Client) -> None:
    typed(anna, an_idea())
    row = Contribution.objects.get()
    assert (row.idea.category, row.idea.place) == ("baeume", "Uferweg")
    page = bert.get(f"{HOME}{row.sheet.pk}/").content.decode()
    for words in ("Bäume", "Uferweg", "Linden-Limmer"):
        assert words in page


def test_the_page_offers_what_fits_alone(anna: Client) -> None:
    ref = make_collection().ref
    page = anna.get(f"{HOME}neu/process/{ref.key}/").content.decode()
    assert "?art=idea" in page
    assert "?art=asked" not in page
    assert "?art=suggestion" not in page
    for wish in ("asked", "suggestion", "rating", "x' OR 1=1", "support"):
        assert anna.get(f"{HOME}neu/process/{ref.key}/", {"art": wish}).status_code == 302


# Votes


def rated() -> tuple[Contribution, str]:
    process = make_collection()
    phase = make_phase(process, "rating", name="Bewerten", settings={"scale": "three"})
    return make_idea(process), f"rating-{phase.pk}"


def votes(client: Client, row: Contribution, wish: str, reference: str = "L-1", **values: Any) -> Any:
    address = f"{HOME}neu/{row.kind}/{row.pk}/?art={wish}"
    return client.post(address, {"reference": reference, "channel": "paper", **values})


@pytest.mark.parametrize("make", [lambda: make_idea(make_collection()), lambda: make_suggestion(make_draft())])
def test_signatures_count_once_when_compared_and_are_marked(
    anna: Client, bert: Client, make: Callable[[], Contribution]
) -> None:
    from roterfaden.contributions.registry import kinds

    row = make()
    assert votes(anna, row, "support", wert0="12").status_code == 302
    row.refresh_from_db()
    assert row.support_count == 0
    page = f"{HOME}stimmen/{VoteSheet.objects.get().pk}/"
    anna.post(page, {"wunsch": "stimmt"})
    assert not Support.objects.exists()
    for _twice in range(2):
        bert.post(page, {"wunsch": "stimmt"})
    row.refresh_from_db()
    assert (row.support_count, Support.objects.filter(person=None, channel="paper").count()) == (12, 12)
    assert "davon 12 auf Papier" in Client().get(kinds[row.kind].path(row)).content.decode()
    assert votes(bert, row, "support", wert0="3").status_code == 422


def test_votes_of_the_hall_count_in_the_result_of_a_rating(anna: Client, bert: Client) -> None:
    row, wish = rated()
    votes(anna, row, wish, wert0="12", wert2="3")
    bert.post(f"{HOME}stimmen/{VoteSheet.objects.get().pk}/", {"wunsch": "stimmt"})
    assert Rating.objects.filter(person=None).count() == 15
    phase = row.idea.process.phases.get(module="rating")
    phase.end = timezone.now()
    phase.save()
    assert results(phase)[0].counts == {1: 12, -1: 3}
    page = Client().get(f"/mitmachen/{phase.process.slug}/bewerten/{phase.pk}/")
    assert "15 Bewertungen kamen auf Papier" in page.content.decode()


def test_what_was_typed_wrongly_goes_and_frees_its_number(anna: Client, bert: Client) -> None:
    row, wish = rated()
    votes(anna, row, wish, wert0="1")
    anna.post(f"{HOME}stimmen/{VoteSheet.objects.get().pk}/", {"wunsch": "verwerfen"})
    assert not VoteSheet.objects.exists()
    votes(anna, row, wish, wert0="2")
    sheet = VoteSheet.objects.get()
    bert.post(f"{HOME}stimmen/{sheet.pk}/", {"wunsch": "stimmt"})
    anna.post(f"{HOME}stimmen/{sheet.pk}/", {"wunsch": "verwerfen"})
    assert VoteSheet.objects.exists()


@pytest.mark.parametrize("values", [{}, {"wert0": "0"}, {"wert0": "-3"}, {"wert0": "1001"}, {"wert0": "viele"}])
def test_slips_of_the_finger_are_refused(anna: Client, values: dict[str, str]) -> None:
    assert votes(anna, make_idea(make_collection()), "support", **values).status_code == 422
    assert not VoteSheet.objects.exists()


def test_one_number_is_one_sheet_whatever_stands_on_it(anna: Client) -> None:
    row = make_idea(make_collection())
    sheet = row.area, "idea", {"title": "Noch eine", "text": "Idee.", "category": "baeume"}
    typed(anna, sheet, "L-1")
    assert votes(anna, row, "support", wert0="3").status_code == 422
    votes(anna, row, "support", "L-2", wert0="3")
    assert typed(anna, sheet, "L-2").status_code == 422


def test_what_was_hidden_meanwhile_gains_no_votes(anna: Client, bert: Client) -> None:
    row = make_idea(make_collection())
    votes(anna, row, "support", wert0="3")
    Contribution.objects.update(state=State.HIDDEN)
    bert.post(f"{HOME}stimmen/{VoteSheet.objects.get().pk}/", {"wunsch": "stimmt"})
    assert not Support.objects.exists()
    assert VoteSheet.objects.get().checked_at is None


def test_others_count_nothing(anna: Client) -> None:
    row = make_idea(make_collection())
    votes(anna, row, "support", wert0="3")
    sheet = VoteSheet.objects.get()
    for client in (Client(), desk("rita", "Redaktion")):
        assert client.post(f"{HOME}stimmen/{sheet.pk}/", {"wunsch": "stimmt"}).status_code in (302, 403)
    user = make_user("Other", "Fachamt")
    with pytest.raises(PermissionDenied):
        actions.check_votes(user, sheet)
    with pytest.raises(PermissionDenied):
        actions.enter_votes(user, row, "support", {"1": 1}, Channel.PAPER, "L-9")
    assert not Support.objects.exists()


def test_what_waits_stands_in_the_inbox(anna: Client) -> None:
    row = make_idea(make_collection())
    votes(anna, row, "support", wert0="3")
    page = anna.get("/verwaltung/posteingang/?was=votes").content.decode()
    assert "3 Stimmen" in page
    assert f"{HOME}stimmen/{VoteSheet.objects.get().pk}/" in page
