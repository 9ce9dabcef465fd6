"""Texts suggest stations; editors confirm or refuse; what was refused never comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.accounts.models import User
from roterfaden.kit.things import Ref, kinds
from roterfaden.search.indexer import rebuild
from roterfaden.threads import actions, scanning, suggesting
from roterfaden.threads.actions import NotInThatState
from roterfaden.threads.drafts import StationDraft
from roterfaden.threads.models import PendingScan, State, Station, Suggestion
from roterfaden.threads.stages import Stage
from roterfaden.threads.suggesting import AROUND, Mention, Places, find_addresses, quote
from tests.accounts.factories import make_user
from tests.council.factories import make_paper
from tests.threads.factories import Deeds, make_station, make_thread

OFFICE = "/verwaltung/faeden/vorschlaege/"


@pytest.fixture
def numbers(deeds: Deeds) -> Iterator[Deeds]:
    """A finder of words such as "Nr.7", which mean deeds."""

    def find(text: str) -> Sequence[Mention]:
        return [Mention(hit.start(), hit.end(), number=hit[1]) for hit in re.finditer(r"Nr\.(\d+)", text)]

    def resolve(found: Sequence[str]) -> Mapping[str, Sequence[Ref]]:
        return {number: [Ref("deed", number)] for number in found if number in deeds.public}

    suggesting.register_finder("test", find, resolve)
    yield deeds
    del suggesting._finders["test"]


def scan(*refs: Ref) -> list[Suggestion]:
    for ref in refs:
        actions.scan_later(ref.kind, [ref.key])
    while scanning.scan_batch():
        pass
    return list(Suggestion.objects.order_by("pk"))


@pytest.mark.django_db
def test_a_number_suggests_what_names_it(numbers: Deeds) -> None:
    thread, known, new = make_thread(), numbers.add("7", "Bekannt"), numbers.add("8", "Neu")
    make_station(thread, ref=known)
    numbers.said["8"] = ["Vorher steht etwas. Wie in Nr.7 beschlossen, so wird es gemacht."]
    (found,) = scan(new)
    assert (found.thread, found.ref, found.found_in, found.state) == (thread, new, new, "open")
    assert (found.match, found.found) == ("number", "Nr.7")
    assert found.before == "Vorher steht etwas. Wie in"
    assert found.after == "beschlossen, so wird es gemacht."
    assert not PendingScan.objects.exists()


@pytest.mark.django_db
def test_a_threads_own_text_suggests_what_it_names(numbers: Deeds) -> None:
    ref = numbers.add("7")
    thread = make_thread(summary="Es begann mit Nr.7.")
    (found,) = scan(Ref("thread", str(thread.pk)))
    assert (found.thread, found.ref, found.found_in) == (thread, ref, Ref("thread", str(thread.pk)))
    make_station(thread, ref=ref)
    Suggestion.objects.all().delete()
    assert scan(Ref("thread", str(thread.pk))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("old", [False, True])
def test_an_address_suggests_its_writer(deeds: Deeds, old: bool) -> None:
    thread = make_thread(slug="baeume")
    if old:
        actions.rename(make_user("faye", "Faden-Redaktion"), thread, 1, "Sträucher", "")
        PendingScan.objects.all().delete()
    ref = deeds.add("1")
    deeds.said["1"] = ["Mehr dazu: https://rat.example/faeden/baeume."]
    (found,) = scan(ref)
    assert (found.thread, found.ref, found.match, found.found) == (thread, ref, "address", "/faeden/baeume")


@pytest.mark.django_db
def test_a_text_that_was_read_before_is_read_again_when_the_thread_gains_what_it_names(
    settings: Any, tmp_path: Path
) -> None:
    settings.SEARCH_ROOT = tmp_path
    known, later = make_paper("0728/2026", "Bekannt"), make_paper("0800/2026", "Wie in 0728/2026 beschlossen")
    thread = make_thread()
    rebuild()
    assert scan(Ref("paper", str(later.pk))) == []
    draft = StationDraft(
        stage=Stage.DECISION, start=date(2026, 6, 16), heading="Beschluss", ref=Ref("paper", str(known.pk))
    )
    actions.add_station(make_user("faye", "Faden-Redaktion"), thread, draft)
    (found,) = scan()
    assert (found.thread, found.ref) == (thread, Ref("paper", str(later.pk)))


@pytest.mark.django_db
def test_a_place_suggests_only_threads_of_that_place(deeds: Deeds) -> None:
    here = make_thread(place_name="Limmerstraße")
    make_thread(place_name="Schmiedestraße")
    make_thread(place_name="")
    ref = deeds.add("1")
    deeds.said["1"] = ["Die Limmerstr. wird neu gepflastert; limmerstraße klein geschrieben ist kein Name."]
    (found,) = scan(ref)
    assert (found.thread, found.match, found.found) == (here, "place", "Limmerstr")


@pytest.mark.django_db
def test_nothing_is_suggested_twice_or_where_it_is_already(numbers: Deeds) -> None:
    thread, known, new = make_thread(place_name="Maschsee"), numbers.add("7"), numbers.add("8")
    make_station(thread, ref=known)
    numbers.said["8"] = ["Nr.7 und Nr.7 am Maschsee", "wieder Nr.7"]
    numbers.said["7"] = ["Nr.7 selbst, am Maschsee"]
    assert len(scan(known, new)) == 1
    assert len(scan(known, new)) == 1
    make_station(thread, ref=new)
    Suggestion.objects.all().delete()
    assert scan(new) == []


@pytest.mark.django_db
def test_a_refused_one_never_comes_back(numbers: Deeds) -> None:
    editor = make_user("faye", "Faden-Redaktion")
    thread, known, new = make_thread(), numbers.add("7"), numbers.add("8")
    make_station(thread, ref=known)
    numbers.said["8"] = ["Nr.7"]
    (found,) = scan(new)
    assert actions.refuse_suggestions(editor, [found.pk]) == 1
    assert actions.refuse_suggestions(editor, [found.pk]) == 0
    numbers.said["8"] = ["Ein anderer Text, wieder mit Nr.7"]
    assert [row.state for row in scan(new)] == ["refused"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.HIDDEN, State.MERGED])
def test_threads_that_have_ended_get_no_suggestions(numbers: Deeds, state: str) -> None:
    thread, known, new = make_thread(state=state), numbers.add("7"), numbers.add("8")
    make_station(thread, ref=known)
    numbers.said["8"] = ["Nr.7"]
    assert scan(new) == []


@pytest.mark.django_db
def test_hidden_and_unknown_things_are_passed_over(numbers: Deeds) -> None:
    make_station(make_thread(), ref=numbers.add("7"))
    hidden = numbers.add("8")
    numbers.said["8"] = ["Nr.7"]
    numbers.hide(hidden)
    assert scan(hidden, Ref("deed", "gibt es nicht"), Ref("nothing", "1")) == []
    assert not PendingScan.objects.exists()


@pytest.mark.django_db
def test_what_is_queued_while_it_is_read_stays_queued(numbers: Deeds, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = numbers.add("8")
    actions.scan_later("deed", ["8"])
    texts = numbers.texts

    def meanwhile(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        actions.scan_later("deed", ["8"])
        return texts(keys)

    with monkeypatch.context() as patch:
        patch.setitem(kinds, "deed", replace(kinds["deed"], texts=meanwhile))
        assert scanning.scan_batch() == 1
    assert PendingScan.objects.get().key == ref.key


@pytest.mark.django_db
def test_thousands_are_queued_with_few_statements(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(30):  # SQLite takes some hundred rows at a time
        actions.scan_later("deed", (str(number) for number in range(5_000)))
    actions.scan_later("deed", ["1", "1"])
    assert PendingScan.objects.count() == 5_000


@pytest.mark.django_db
def test_many_texts_need_no_more_queries_than_one(numbers: Deeds, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        make_station(make_thread(), ref=numbers.add(str(number)))
        numbers.said[str(number)] = [f"Nr.{(number + 1) % 30} und Nr.{(number + 2) % 30}"]
    actions.scan_later("deed", list(numbers.public))
    with django_assert_max_num_queries(50):  # 30 of them delete one row each
        scanning.scan_batch()
    assert Suggestion.objects.count() == 60


@pytest.mark.django_db
def test_editors_confirm_in_the_list(client: Client, numbers: Deeds, settings: Any) -> None:
    settings.STAFF_MFA = False
    editor = make_user("faye", "Faden-Redaktion")
    client.force_login(editor)
    thread, known = make_thread("Mein Faden"), numbers.add("7")
    new = numbers.add("8", "Neue Sache", date=date(2020, 5, 4))
    make_station(thread, ref=known)
    numbers.said["8"] = ["Bitte Nr.7 <b>beachten</b>"]
    (found,) = scan(new)
    text = client.get(OFFICE).content.decode()
    assert "Mein Faden" in text
    assert "<mark>Nr.7</mark> &lt;b&gt;beachten" in text
    form = client.get(f"{OFFICE}{found.pk}/").content.decode()
    assert 'value="Neue Sache"' in form
    assert 'value="4.5.2020"' in form
    data = {"stage": "consultation", "when": "5/2020", "heading": "Umgeschrieben", "ref": str(new), "confirmed": "on"}
    answer = client.post(f"{OFFICE}{found.pk}/", data)
    assert (answer.status_code, answer["Location"]) == (302, OFFICE)
    station = Station.objects.get(kind="deed", key="8")
    assert (station.heading, station.precision, station.confirmed_by) == ("Umgeschrieben", "month", editor)
    found.refresh_from_db()
    assert (found.state, found.decided_by) == ("confirmed", editor)
    assert client.post(f"{OFFICE}{found.pk}/", data).status_code == 404
    draft = StationDraft(Stage.IDEA, date(2020, 1, 1), "x", ref=new)
    with pytest.raises(NotInThatState):
        actions.confirm_suggestion(editor, found, draft)


@pytest.mark.django_db
def test_editors_refuse_many_at_once(client: Client, numbers: Deeds, settings: Any) -> None:
    settings.STAFF_MFA = False
    client.force_login(make_user("faye", "Faden-Redaktion"))
    make_station(make_thread(), ref=numbers.add("0"))
    for number in range(1, 41):
        numbers.said[str(number)] = ["Nr.0"]
        numbers.add(str(number), f"Sache {number}")
    found = scan(*(Ref("deed", str(number)) for number in range(1, 41)))
    assert len(found) == 40
    first = client.get(OFFICE).content.decode()
    assert first.count('name="suggestion"') == 30
    keys = [str(row.pk) for row in found[:35]] + ["unfug", "9" * 30, "\x00"]
    assert client.post(f"{OFFICE}ablehnen/", {"suggestion": keys}).status_code == 302
    assert Suggestion.objects.filter(state="open").count() == 5
    assert client.get(f"{OFFICE}ablehnen/").status_code == 405


@pytest.mark.django_db
def test_a_suggestion_whose_thing_was_hidden_leaves_no_trace(client: Client, numbers: Deeds, settings: Any) -> None:
    settings.STAFF_MFA = False
    client.force_login(make_user("faye", "Faden-Redaktion"))
    make_station(make_thread(), ref=numbers.add("7"))
    new = numbers.add("8", "Geheimname")
    numbers.said["8"] = ["Geheimname und Nr.7"]
    scan(new)
    assert "Geheimname" in client.get(OFFICE).content.decode()
    numbers.hide(new)
    text = client.get(OFFICE).content.decode()
    assert "Geheimname" not in text
    assert "nicht mehr öffentlich" in text


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 60))
def test_a_quote_shows_the_spot_and_little_more(text: str, start: int, length: int) -> None:
    start, end = min(start, len(text)), min(start + length, len(text))
    found = quote(text, start, end)
    assert len(found.before) <= AROUND + 20
    assert len(found.after) <= AROUND + 20
    for words in (found.found, found.before, found.after):
        assert "\n" not in words
        assert "\x00" not in words
        words.encode()


@given(st.lists(st.sampled_from(["Am", "Maschsee", "maschsee", "Maschseefest", "ist", "der", "\u202e", "Nord-Ufer"])))
def test_places_are_found_as_whole_words_with_a_capital(words: list[str]) -> None:
    found = Places([("Maschsee", 1), ("Nord-Ufer", 2)]).find(" ".join(words))
    expected = {1} if "Maschsee" in words else set()
    expected |= {2} if "Nord-Ufer" in words else set()
    assert {int(mention.ref.key) for mention in found if mention.ref} == expected


@given(st.text(max_size=300))
def test_any_text_has_addresses_or_none(text: str) -> None:
    for mention in find_addresses(text + " /faeden/baeume-1 " + text):
        assert mention.number
    spots = [mention.number for mention in find_addresses("siehe /faeden/baeume-1, /faeden/ und /faeden/x.atom")]
    assert spots == ["baeume-1", "x"]


def test_a_finder_is_registered_once() -> None:
    with pytest.raises(ValueError, match="addresses"):
        suggesting.register_finder("addresses", find_addresses)


def test_the_worker_knows_the_jobs() -> None:
    from roterfaden.operation.jobs import all_jobs

    assert {"threads.scan", "threads.stages"} <= set(all_jobs())


@pytest.mark.django_db
def test_a_stranger_sees_no_suggestions(client: Client, db: None) -> None:
    user: User = make_user("otto", "Redaktion")
    assert client.get(OFFICE).status_code == 302
    client.force_login(user)
    assert client.get(OFFICE).status_code in (302, 403)
