"""Following a search: each new document is told once, nothing that was there before, nothing hidden."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from roterfaden.council.models import Paper, State
from roterfaden.kit.things import LONGEST_KEY, Ref, thing, things
from roterfaden.notices import searches
from roterfaden.notices.models import Event, Notice, SavedSearch
from roterfaden.notices.rendering import follow_path
from roterfaden.notices.searches import HIT, SEARCH, asked_for, check, is_due, key_of, look
from roterfaden.notices.sending import send
from roterfaden.notices.spreading import spread
from roterfaden.search.actions import enqueue
from roterfaden.search.indexer import drain, rebuild
from roterfaden.search.page import read
from tests.council.factories import make_paper
from tests.notices.factories import make_follower, make_following

SEARCHED = Ref(SEARCH, "q=B%C3%A4nke")


@pytest.fixture
def index(settings: Settings, tmp_path: Path, db: None) -> None:
    """A search of our own, with one paper in it."""
    settings.SEARCH_ENGINE = "postgres" if connection.vendor == "postgresql" else "embedded"
    settings.SEARCH_ROOT = tmp_path / "search"
    make_paper("0001/2026", "Mehr Bänke im Stadtpark")
    rebuild()


def found(number: int, name: str) -> Paper:
    """A new paper that search knows."""
    paper = make_paper(f"{number:04}/2026", name)
    enqueue("paper", [paper.pk])
    drain(30)
    return paper


def an_hour_later() -> None:
    """Searches are due again."""
    SavedSearch.objects.update(checked_at=timezone.now() - timedelta(hours=1, minutes=1))


def test_each_new_document_is_told_once(index: None) -> None:
    make_following(SEARCHED)
    assert is_due()
    assert check() == 1
    assert not Event.objects.exists(), "the first time nothing is new"
    assert not is_due()
    paper = found(2, "Neue Bänke am Kanal")
    found(3, "Ein Spielplatz")
    assert check() == 0, "at most once an hour"
    an_hour_later()
    assert is_due()
    assert check() == 1
    spread()
    assert [notice.event.subject for notice in Notice.objects.select_related("event")] == [
        Ref(HIT, f"paper:{paper.pk}")
    ]
    an_hour_later()
    check()
    assert Event.objects.count() == 1
    assert send() == 1
    assert "Neue Bänke am Kanal" in mail.outbox[0].body
    assert "weil Sie „Bänke“ folgen" in mail.outbox[0].body


def test_a_document_that_comes_back_is_no_news(index: None) -> None:
    make_following(SEARCHED)
    check()
    paper = found(2, "Neue Bänke am Kanal")
    an_hour_later()
    check()
    for state in (State.HIDDEN, State.PRESENT):
        Paper.objects.filter(pk=paper.pk).update(state=state)
        enqueue("paper", [paper.pk], hidden=state == State.HIDDEN)
        drain(30)
        an_hour_later()
        check()
    assert Event.objects.count() == 1


def test_what_is_hidden_meanwhile_is_not_told(index: None) -> None:
    make_following(SEARCHED)
    check()
    paper = found(2, "Geheime Bänke")
    an_hour_later()
    check()
    spread()
    Paper.objects.filter(pk=paper.pk).update(state=State.HIDDEN)
    assert send() == 0
    assert mail.outbox == []


def test_filters_count(index: None) -> None:
    make_following(Ref(SEARCH, "q=B%C3%A4nke&art=meeting"))
    check()
    found(2, "Neue Bänke")
    an_hour_later()
    check()
    assert not Event.objects.exists()


def test_where_nothing_has_all_words_nothing_is_told(index: None) -> None:
    make_following(Ref(SEARCH, "q=B%C3%A4nke+Weltraumbahnhof"))
    check()
    found(2, "Neue Bänke")
    an_hour_later()
    check()
    assert not Event.objects.exists()


def test_an_index_that_is_away_is_no_news_and_no_error(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_ROOT = "embedded", tmp_path / "none"
    make_following(SEARCHED)
    assert check() == 0
    assert SavedSearch.objects.get().checked_at is None


def test_a_search_that_nobody_follows_any_more_is_forgotten(index: None) -> None:
    row = make_following(SEARCHED)
    check()
    row.delete()
    an_hour_later()
    check()
    assert not SavedSearch.objects.exists()


def test_an_unconfirmed_search_is_not_asked(index: None) -> None:
    make_following(SEARCHED, confirmed_at=None)
    assert not is_due()
    assert check() == 0


def test_what_only_moves_up_into_the_window_is_not_new(index: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "WINDOW", 2)
    newer = [found(number, "Neue Bänke") for number in (2, 3)]
    day = timezone.localdate()
    for place, paper in enumerate(newer):
        Paper.objects.filter(pk=paper.pk).update(date=day - timedelta(days=place))
    Paper.objects.filter(slug="0001-2026").update(date=day - timedelta(days=99))
    rebuild()
    make_following(SEARCHED)
    check()
    Paper.objects.filter(pk=newer[0].pk).update(state=State.HIDDEN)
    enqueue("paper", [newer[0].pk], hidden=True)
    drain(30)
    an_hour_later()
    check()
    assert not Event.objects.exists()


def test_two_workers_do_not_tell_twice(index: None) -> None:
    make_following(SEARCHED)
    check()
    found(2, "Neue Bänke")
    an_hour_later()
    one, other = SavedSearch.objects.get(), SavedSearch.objects.get()
    look(one)
    look(other)
    assert Event.objects.count() == 1


def test_the_search_page_leads_to_following(index: None, client: Client) -> None:
    page = client.get("/suche/?q=Bänke&art=paper&sortierung=neueste&seite=2").content.decode()
    address = follow_path(Ref(SEARCH, "q=B%C3%A4nke&art=paper"))
    assert address.replace("&", "&amp;") in page
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Bänke (Drucksachen)" in answer.content.decode()
    assert "Dieser Suche folgen" not in client.get("/suche/").content.decode()
    nothing = client.get("/suche/?q=Weltraumbahnhof").content.decode()
    assert "Dieser Suche folgen" in nothing, "just then one would like to hear"


def test_the_name_of_a_search_is_one(db: None) -> None:
    same = [{"q": "Bänke", "jahr": "2026"}, {"jahr": "2026", "q": " Bänke ", "seite": "4", "sortierung": "neueste"}]
    assert len({key_of(read(one)) for one in same}) == 1
    key = key_of(read(same[0]))
    assert key.startswith("q=B%C3%A4nke&")
    assert thing(Ref(SEARCH, key)) is not None


@pytest.mark.parametrize(
    "key",
    [
        "",
        "q=",
        "jahr=2026",
        "q=b&q=c",
        "seite=2&q=b",
        "q=B%C3%A4nke&unheard=1",
        "q=a b",
        "q=ä",
        "x" * 300,
        "&&&&",
        "%00",
    ],
)
def test_what_is_no_name_is_nothing(db: None, key: str) -> None:
    assert asked_for(key) is None
    assert thing(Ref(SEARCH, key)) is None


@given(st.text(max_size=80), st.text(max_size=20))
def test_every_name_leads_back_to_its_search(words: str, kind: str) -> None:
    key = key_of(read({"q": words, "art": kind}))
    assert len(key) <= LONGEST_KEY
    if key:
        again = asked_for(key)
        assert again is not None
        assert key_of(again) == key


@pytest.mark.parametrize("number", [1, 30])
def test_names_of_searches_cost_the_same_for_many(db: None, number: int, django_assert_max_num_queries: Any) -> None:
    refs = [Ref(SEARCH, f"q=wort{place}&jahr=2026&ausgang=adopted") for place in range(number)]
    with django_assert_max_num_queries(4):
        assert len(things(refs)) == number


HITS = ["", "paper", "paper:", "paper:x", "unheard:1", "paper:" + "9" * 40, "paper:²", "paper:999"]


@pytest.mark.parametrize("key", HITS)
def test_hits_that_do_not_exist_are_nothing(db: None, key: str) -> None:
    assert thing(Ref(HIT, key)) is None


def test_nobody_follows_a_hit(index: None, client: Client) -> None:
    paper = Paper.objects.get()
    assert thing(Ref(HIT, f"paper:{paper.pk}")) is not None
    assert client.get(f"/folgen/{HIT}/paper:{paper.pk}").status_code == 404


def test_hits_are_told_in_the_searcher_s_language(index: None) -> None:
    make_following(SEARCHED, make_follower(language="en"))
    check()
    found(2, "Neue Bänke")
    an_hour_later()
    check()
    spread()
    send()
    assert "/en/rat/" in mail.outbox[0].body
