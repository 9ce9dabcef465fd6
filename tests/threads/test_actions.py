"""What changes threads: who may, what is written, who is told, what stays of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from roterfaden.accounts.models import User
from roterfaden.kit.things import Ref
from roterfaden.search.models import PendingDocument
from roterfaden.threads import actions
from roterfaden.threads.actions import Conflict, NotInThatState, NotPublic, ReasonMissing, SlugTaken, common
from roterfaden.threads.actions.splitting import NothingLeft
from roterfaden.threads.drafts import StationDraft, ThreadDraft, slug_of
from roterfaden.threads.models import Happening, PendingScan, State, Station, Suggestion, Thread, ThreadAddress
from roterfaden.threads.stages import Stage
from tests.accounts.factories import make_user
from tests.threads.factories import Deeds, make_district, make_station, make_thread, make_topic

pytestmark = pytest.mark.django_db
STATION = StationDraft(stage=Stage.DECISION, start=date(2016, 6, 16), heading="Der Rat beschließt")


class Told:
    """What ledger and followers were told."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, Ref, Any, Any]] = []
        self.news: list[tuple[str, Any]] = []
        self.moved: list[tuple[Ref, Ref]] = []


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    found = Told()
    record: Callable[..., None] = lambda *said: found.entries.append((*said, ())[:4])  # type: ignore[arg-type]  # noqa: E731
    monkeypatch.setattr(common, "record", record)
    monkeypatch.setattr(actions.lives, "record", record)
    monkeypatch.setattr(common, "announce", lambda kind, news: found.news.append((kind, news)))
    monkeypatch.setattr(actions.merging, "move_followers", lambda old, new: found.moved.append((old, new)) or 0)
    return found


@pytest.fixture
def editor(db: None) -> User:
    return make_user("faye", "Faden-Redaktion")


def test_a_new_thread_is_a_draft_that_nobody_hears_of(editor: User, told: Told, client: Client) -> None:
    thread = actions.create(editor, ThreadDraft("Bäume für die Südstraße", summary="Zwölf Bäume."))
    assert (thread.slug, thread.state) == ("baeume-fuer-die-suedstrasse", State.DRAFT)
    assert told.entries == []
    assert told.news == []
    assert client.get(f"/faeden/{thread.slug}").status_code == 404
    assert ModelLogEntry.objects.filter(action="threads.created", user=editor).count() == 1
    assert actions.create(editor, ThreadDraft("Bäume für die Südstraße")).slug == "baeume-fuer-die-suedstrasse-2"


def test_publishing_tells_everybody_once(editor: User, told: Told, client: Client) -> None:
    thread = actions.create(editor, ThreadDraft("Bäume"))
    actions.add_station(editor, thread, STATION)
    assert told.entries == []
    actions.publish(editor, thread)
    assert [entry[0] for entry in told.entries] == ["thread.published"]
    assert [kind for kind, _news in told.news] == ["thread.published"]
    assert client.get("/faeden/baeume").status_code == 200
    assert PendingDocument.objects.filter(kind="thread", object_id=thread.pk, suppressed=False).exists()
    assert PendingScan.objects.filter(kind="thread", key=str(thread.pk)).exists()
    with pytest.raises(NotInThatState):
        actions.publish(editor, thread)


def test_the_ledger_holds_no_wording_of_stations(editor: User, told: Told, deeds: Deeds) -> None:
    thread = make_thread()
    draft = replace(STATION, heading="Geheimname", sentence="Geheimname", ref=deeds.add("1", "Geheimname"))
    station = actions.add_station(editor, thread, draft)
    actions.change_station(editor, station, 1, replace(draft, sentence="Geheimname!"))
    actions.remove_station(editor, station, "Versehen")
    assert [entry[0] for entry in told.entries] == [
        "thread.station_added",
        "thread.station_changed",
        "thread.station_removed",
    ]
    for _kind, subject, content, personal in told.entries:
        assert subject == Ref("thread", str(thread.pk))
        assert "Geheimname" not in str(content)
        assert all(fact.owner == subject for fact in personal)
    assert "Geheimname" not in str([news.data for _kind, news in told.news])
    assert len({news.key for _kind, news in told.news}) == 3


def test_a_station_needs_something_public(editor: User, deeds: Deeds) -> None:
    thread = make_thread()
    ref = deeds.add("1")
    deeds.hide(ref)
    for wrong in (ref, Ref("deed", "gibt es nicht"), Ref("nothing", "1"), Ref("thread", str(thread.pk))):
        with pytest.raises(NotPublic):
            actions.add_station(editor, thread, replace(STATION, ref=wrong))
    assert Station.objects.count() == 0


def test_a_station_on_what_was_hidden_since_can_still_be_changed(editor: User, deeds: Deeds) -> None:
    thread, ref = make_thread(), deeds.add("1")
    station = actions.add_station(editor, thread, replace(STATION, ref=ref))
    deeds.hide(ref)
    actions.change_station(editor, station, 1, replace(STATION, ref=ref, start=date(2016, 6, 17)))
    assert Station.objects.get().start == date(2016, 6, 17)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"heading": " \u200b "}, "heading"),
        ({"heading": "x" * 201}, "heading"),
        ({"stage": "unfug"}, "stage"),
        ({"precision": "minute"}, "precision"),
        ({"relation": "mag"}, "relation"),
        ({"end": date(2016, 6, 15)}, "end"),
        ({"fulfilled": date(2016, 6, 15)}, "fulfilled"),
        ({"start": date(999, 1, 1)}, "start"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"source_url": "https:///evil"}, "source_url"),
        ({"archive_url": "//evil.example"}, "archive_url"),
    ],
)
def test_a_wrong_station_is_refused_by_field(editor: User, change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as problem:
        actions.add_station(editor, make_thread(), replace(STATION, **change))
    assert field in problem.value.message_dict
    assert Station.objects.count() == 0


def test_the_stage_follows_from_the_stations(editor: User) -> None:
    thread = make_thread()
    actions.add_station(editor, thread, STATION)
    later = replace(STATION, stage=Stage.EFFECT, start=timezone.localdate() + timedelta(days=3))
    station = actions.add_station(editor, thread, later)
    assert Thread.objects.get().stage == Stage.DECISION
    Station.objects.filter(pk=station.pk).update(start=timezone.localdate())
    assert actions.refresh_stages() == 1
    assert Thread.objects.get().stage == Stage.EFFECT
    assert actions.refresh_stages() == 0


def test_two_editors_at_once(editor: User) -> None:
    thread = make_thread("Alt")
    draft = ThreadDraft.of(thread)
    actions.change(editor, Thread.objects.get(), 1, replace(draft, title="Der erste"))
    with pytest.raises(Conflict) as problem:
        actions.change(editor, thread, 1, replace(draft, title="Der zweite"))
    assert problem.value.current.title == "Der erste"  # type: ignore[union-attr]
    assert Thread.objects.get().title == "Der erste"
    station = actions.add_station(editor, thread, STATION)
    actions.change_station(editor, Station.objects.get(), 1, replace(STATION, heading="Der erste"))
    with pytest.raises(Conflict):
        actions.change_station(editor, station, 1, replace(STATION, heading="Der zweite"))
    assert Station.objects.get().heading == "Der erste"


def test_a_change_of_nothing_tells_nobody(editor: User, told: Told) -> None:
    thread = make_thread()
    thread.topics.add(make_topic())
    actions.change(editor, thread, 1, ThreadDraft.of(thread))
    assert told.entries == []
    actions.change(editor, thread, 2, replace(ThreadDraft.of(thread), topics=frozenset(), summary="Neu"))
    assert [entry[2] for entry in told.entries] == [{"fields": ["summary", "topics"]}]


def test_renaming_keeps_the_address_for_ever(editor: User, told: Told, client: Client) -> None:
    thread = make_thread("Alt", slug="alt")
    actions.rename(editor, thread, 1, "Neu", "")
    assert client.get("/faeden/alt")["Location"] == "/faeden/neu"
    actions.rename(editor, thread, 2, "Ganz neu", "")
    assert client.get("/faeden/alt")["Location"] == "/faeden/ganz-neu"
    assert client.get("/faeden/neu")["Location"] == "/faeden/ganz-neu"
    with pytest.raises(SlugTaken):
        actions.create(editor, ThreadDraft("Anderer"), "alt")
    with pytest.raises(SlugTaken):
        actions.rename(editor, make_thread("x"), 1, "Alt", "alt")
    actions.rename(editor, thread, 3, "Alt", "alt")
    assert client.get("/faeden/alt").status_code == 200
    assert set(ThreadAddress.objects.values_list("slug", flat=True)) == {"neu", "ganz-neu"}
    with pytest.raises(Conflict):
        actions.rename(editor, thread, 3, "Spät", "")
    assert "umbenannt" in client.get("/faeden/alt").content.decode()


def test_a_draft_that_is_renamed_leaves_no_address(editor: User) -> None:
    thread = actions.create(editor, ThreadDraft("Geheim"))
    actions.rename(editor, thread, 1, "Offen", "")
    assert not ThreadAddress.objects.exists()


def test_hiding_answers_410_and_leaves_the_search_at_once(editor: User, told: Told, client: Client) -> None:
    thread = make_thread()
    with pytest.raises(ReasonMissing):
        actions.hide(editor, thread, " ")
    actions.hide(editor, thread, "Verwechslung")
    assert client.get(f"/faeden/{thread.slug}").status_code == 410
    assert PendingDocument.objects.get(kind="thread", object_id=thread.pk).suppressed
    assert [(entry[0], entry[2]) for entry in told.entries] == [("thread.hidden", {})]
    with pytest.raises(NotInThatState):
        actions.hide(editor, thread, "noch einmal")
    actions.publish(editor, thread)
    assert client.get(f"/faeden/{thread.slug}").status_code == 200


def test_removing_a_public_station_is_said_with_stage_and_date(editor: User, client: Client) -> None:
    thread = make_thread()
    station = make_station(thread, "Geheimname")
    pk = station.pk
    with pytest.raises(ReasonMissing):
        actions.remove_station(editor, station, "")
    actions.remove_station(editor, station, "Gehört nicht hierher")
    text = client.get(f"/faeden/{thread.slug}").content.decode()
    assert "Eine Station wurde entfernt: Entscheidung, 16.\u00a0Juni 2016." in text
    assert "Gehört nicht hierher" in text
    assert "Geheimname" not in text
    with pytest.raises(NotInThatState):
        actions.remove_station(editor, Station(pk=pk, thread=thread, stage="idea", start=date(2016, 1, 1)), "x")


def test_closing_and_reopening(editor: User, told: Told, client: Client) -> None:
    thread = make_thread()
    actions.close(editor, thread, "Ziel erreicht")
    assert "Ziel erreicht" in client.get(f"/faeden/{thread.slug}").content.decode()
    with pytest.raises(NotInThatState):
        actions.close(editor, thread, "x")
    actions.reopen(editor, thread, "Doch nicht")
    assert Thread.objects.get().state == State.PUBLIC
    assert [kind for kind, _news in told.news] == ["thread.closed", "thread.reopened"]


def test_merging_moves_everything_and_says_so(editor: User, told: Told, client: Client, deeds: Deeds) -> None:
    source, target = make_thread("Quelle"), make_thread("Ziel")
    district = make_district()
    source.districts.add(district)
    station = make_station(source, "Kommt mit")
    Suggestion.objects.create(thread=source, kind="deed", key="1", state="refused", found_kind="deed", found_key="1")
    actions.merge(editor, source, target, "Dasselbe Anliegen")
    station.refresh_from_db()
    assert station.thread == target
    assert list(target.districts.all()) == [district]
    assert Suggestion.objects.get().thread == target
    assert told.moved == [(Ref("thread", str(source.pk)), Ref("thread", str(target.pk)))]
    assert PendingDocument.objects.get(kind="thread", object_id=source.pk).suppressed
    old = client.get(f"/faeden/{source.slug}").content.decode()
    new = client.get(f"/faeden/{target.slug}").content.decode()
    assert "Dieser Faden ist in einem anderen aufgegangen" in old
    assert f'href="/faeden/{target.slug}"' in old
    assert "Kommt mit" in new
    assert "Der Faden nahm „Quelle“ mit 1 Station auf." in new
    assert "Dasselbe Anliegen" in new
    for first, second in ((source, target), (target, source), (target, target)):
        with pytest.raises(NotInThatState):
            actions.merge(editor, first, second, "noch einmal")
    with pytest.raises(NotInThatState):
        actions.add_station(editor, source, STATION)
    with pytest.raises(NotInThatState):
        actions.change(editor, source, source.version, ThreadDraft("x"))


def test_splitting_gives_both_a_note(editor: User, told: Told, client: Client) -> None:
    thread = make_thread("Alles")
    stays, goes = make_station(thread, "Bleibt"), make_station(thread, "Geht")
    for chosen in ([], [stays.pk, goes.pk], [99999]):
        with pytest.raises(NothingLeft):
            actions.split(editor, thread, chosen, "Neu", "Zwei Anliegen")
    new = actions.split(editor, thread, [goes.pk], "Der neue", "Zwei Anliegen")
    old_page = client.get(f"/faeden/{thread.slug}").content.decode()
    new_page = client.get(f"/faeden/{new.slug}").content.decode()
    assert "Bleibt" in old_page
    assert "Geht" not in old_page
    assert "1 Station ging an „Der neue“ über." in old_page
    assert "Der Faden entstand mit 1 Station aus „Alles“." in new_page
    assert [kind for kind, _news in told.news] == ["thread.published", "thread.split"]
    assert told.news[1][1].targets == (Ref("thread", str(new.pk)),)
    assert Happening.objects.count() == 2


def test_confirming_names_the_editor_once(editor: User) -> None:
    station = make_station(make_thread())
    actions.confirm(editor, station)
    assert station.confirmed_by == editor
    with pytest.raises(NotInThatState):
        actions.confirm(editor, station)


@pytest.mark.parametrize("role", ["Redaktion", "Ratsbüro", "Einsicht", "Konten"])
def test_other_roles_may_do_nothing(role: str) -> None:
    user, thread, other = make_user("otto", role), make_thread(), make_thread()
    station = make_station(thread)
    suggestion = Suggestion.objects.create(thread=thread, kind="deed", key="1", found_kind="deed", found_key="1")
    deeds: list[Callable[[], Any]] = [
        lambda: actions.create(user, ThreadDraft("x")),
        lambda: actions.change(user, thread, 1, ThreadDraft("x")),
        lambda: actions.rename(user, thread, 1, "x", "x"),
        lambda: actions.publish(user, thread),
        lambda: actions.hide(user, thread, "x"),
        lambda: actions.close(user, thread, "x"),
        lambda: actions.reopen(user, thread, "x"),
        lambda: actions.merge(user, thread, other, "x"),
        lambda: actions.split(user, thread, [station.pk], "x", "x"),
        lambda: actions.add_station(user, thread, STATION),
        lambda: actions.change_station(user, station, 1, STATION),
        lambda: actions.confirm(user, station),
        lambda: actions.remove_station(user, station, "x"),
        lambda: actions.confirm_suggestion(user, suggestion, STATION),
        lambda: actions.refuse_suggestions(user, [suggestion.pk]),
    ]
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Straße & Bäume", "strasse-baeume"), ("ÄÖÜ", "aeoeue"), ("漢字", "faden"), ("Café à Paris", "cafe-a-paris")],
)
def test_an_address_follows_from_the_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug
