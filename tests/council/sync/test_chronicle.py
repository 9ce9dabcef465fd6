"""What an import tells the ledger and the followers: everything once, and nothing where nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from roterfaden.council import entries, news
from roterfaden.council.actions import correct, hide, show_again, take_back
from roterfaden.council.models import AgendaItem, Correction, Meeting, Organization, Paper, Person, RawObject, Revision
from roterfaden.kit.things import Ref, thing
from roterfaden.ledger.registry import entry_types
from roterfaden.notices.registry import event_types
from tests.council import factories as make
from tests.council.sync.conftest import Read
from tests.council.sync.endpoint import Endpoint, make_endpoint, make_file, make_paper
from tests.council.sync.test_vanish import take
from tests.council.told import Told, listening


@pytest.fixture
def told() -> Iterator[Told]:
    """What the ledger and the followers hear."""
    with listening() as heard:
        yield heard


def add_paper(endpoint: Endpoint, number: int, **fields: Any) -> Any:
    """Another paper of today."""
    base = endpoint.base
    organizations = (f"{base}/organization/bau", f"{base}/organization/rat")
    row = make_paper(endpoint, number, *organizations, f"{base}/meeting/1", f"{base}/agendaitem/0")
    row.update({"date": timezone.localdate().isoformat(), **fields})
    return row


def test_a_first_reading_is_in_the_ledger_and_no_news(read: Read, told: Told) -> None:
    read(make_endpoint(papers=3))
    paper = Paper.objects.get(reference="0001/2024")
    facts = {fact.subject: fact for fact in told.facts("paper.published")}
    assert len(facts) == 3
    content = facts[Ref("paper", str(paper.pk))].content
    assert content == {
        "number": "0001/2024",
        "date": "2024-04-01",
        "title": entries.digest_of_text("Vorlage 0"),
        "content": RawObject.objects.get(key="paper/0").hash,
    }
    assert told.events == []


def test_outcomes_stand_there_with_their_sentence_and_basis(read: Read, told: Told) -> None:
    read(make_endpoint(papers=1))
    [fact] = told.facts("paper.outcome")
    assert dict(fact.content) == {
        "number": "0001/2024",
        "before": "none",
        "outcome": "adopted",
        "basis": "text",
        "decided_on": "2024-05-02",
        "quote": "einstimmig beschlossen",
    }
    assert fact.personal == ()


def test_an_unchanged_second_reading_tells_nothing(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=3, etags=False)
    read(endpoint)
    told.forget()
    read(endpoint, days=1)
    assert (told.entries, told.events) == ([], [])


def test_a_sentence_with_a_name_is_only_committed_to(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=2)
    items = endpoint.one("meeting", "1")["agendaItem"]
    items[0]["result"] = "Auf Vorschlag von Frau Vorsitzender einstimmig beschlossen"
    items[1]["result"] = "Einstimmig beschlossen auf Antrag Muster"
    read(endpoint)
    assert Person.objects.filter(family_name="Muster").exists()
    for fact in told.facts("paper.outcome"):
        assert "quote" not in fact.content
        assert [one.name for one in fact.personal] == ["quote"]
        assert fact.personal[0].owner == fact.subject


def test_a_new_paper_is_news_once(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=2)
    read(endpoint)
    told.forget()
    add_paper(endpoint, 7)
    read(endpoint, days=1)
    paper = Paper.objects.get(key="paper/7")
    assert {one.key for one in told.news("paper.new")} == {f"paper:{paper.pk}:new"}
    assert told.news("paper.decided") == []  # the one notice says it all
    assert [fact.content["number"] for fact in told.facts("paper.published")] == ["0008/2024"]
    told.forget()
    read(endpoint, days=2)
    assert told.events == []


def test_an_old_paper_that_comes_late_is_no_news_but_in_the_ledger(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=2)
    read(endpoint)
    told.forget()
    add_paper(endpoint, 7, date="2019-03-01")
    read(endpoint, days=1)
    assert told.news("paper.new") == []
    assert len(told.facts("paper.published")) == 1


def test_a_date_that_is_set_and_a_decision_are_news(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=1)
    meeting = endpoint.one("meeting", "1")
    meeting["agendaItem"][0]["result"] = ""
    read(endpoint)
    told.forget()
    soon = timezone.localdate() + timedelta(days=5)
    meeting["start"] = f"{soon}T17:00:00+01:00"
    read(endpoint, days=1)
    [scheduled] = told.news("paper.scheduled")
    assert scheduled.data == {"day": soon.isoformat()}
    recent = timezone.localdate() - timedelta(days=2)
    meeting["start"] = f"{recent}T17:00:00+01:00"
    meeting["agendaItem"][0]["result"] = "mehrheitlich abgelehnt"
    read(endpoint, days=2)
    [decided] = told.news("paper.decided")
    assert decided.data == {"outcome": "rejected", "day": recent.isoformat()}
    assert told.facts("paper.outcome")[-1].content["outcome"] == "rejected"


def test_a_decision_of_long_ago_is_in_the_ledger_and_no_news(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=1)
    item = endpoint.one("meeting", "1")["agendaItem"][0]
    item["result"] = ""
    read(endpoint)
    told.forget()
    item["result"] = "abgelehnt"
    read(endpoint, days=1)
    assert told.news("paper.decided") == []
    assert [fact.content["outcome"] for fact in told.facts("paper.outcome")] == ["rejected"]


def test_a_silent_change_names_the_fields_and_both_digests(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=1)
    read(endpoint)
    before = RawObject.objects.get(key="paper/0").hash
    told.forget()
    endpoint.one("paper", "0")["name"] = "Ganz andere Vorlage"
    read(endpoint, days=1)
    [fact] = told.facts("paper.revised")
    after = RawObject.objects.get(key="paper/0").hash
    assert dict(fact.content) == {
        "number": "0001/2024",
        "of": "Paper",
        "fields": ["name"],
        "before": before,
        "after": after,
    }
    assert before != after
    [event] = told.news("paper.revised")
    assert event.data == {"fields": ["name"]}


def test_a_withdrawn_paper_is_told_to_those_around_it(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    take(endpoint, "3")
    read(endpoint, days=1)
    told.forget()
    read(endpoint, days=2)
    paper = Paper.objects.get(key="paper/3")
    [fact] = told.facts("paper.withdrawn")
    assert dict(fact.content) == {"number": "0004/2024", "reason": "not-found"}
    [event] = told.news("paper.withdrawn")
    bodies = {Ref("organization", str(row.pk)) for row in Organization.objects.all()}
    assert (event.subject, set(event.targets)) == (Ref("paper", str(paper.pk)), bodies)
    assert told.facts("paper.outcome") == []  # of what is gone nothing more is told


def test_a_paper_that_comes_back_is_told_as_such(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=12)
    read(endpoint)
    row = endpoint.one("paper", "3")
    take(endpoint, "3")
    read(endpoint, days=1)
    read(endpoint, days=2)
    told.forget()
    endpoint.replies.clear()
    endpoint.lists["paper"].append(row)
    read(endpoint, days=3)
    assert [fact.content["number"] for fact in told.facts("paper.shown")] == ["0004/2024"]
    assert told.facts("paper.published") == []


def test_of_what_an_editor_hid_no_import_tells(read: Read, told: Told, admin_user: Any) -> None:
    endpoint = make_endpoint(papers=2)
    read(endpoint)
    hide(admin_user, Paper.objects.get(key="paper/0"), "Versehen")
    told.forget()
    endpoint.one("paper", "0")["name"] = "Ganz andere Vorlage"
    read(endpoint, days=1)
    assert (told.entries, told.events) == ([], [])


def coming(endpoint: Endpoint, key: str = "9", **fields: Any) -> Any:
    """A meeting that is still to come when the tests read."""
    rat = [f"{endpoint.base}/organization/rat"]
    return endpoint.add("meeting", key, start="2026-07-09T17:00:00+02:00", organization=rat, **fields)


def test_meetings_are_news_when_they_are_set_change_and_get_an_agenda(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=1)
    read(endpoint)
    row = coming(endpoint)
    read(endpoint, days=1)
    meeting = Meeting.objects.get(key="meeting/9")
    [fresh] = told.news("meeting.scheduled")
    assert (fresh.key, fresh.data) == (f"meeting:{meeting.pk}:scheduled", {"day": "2026-07-09"})
    told.forget()
    row["agendaItem"] = [{"id": f"{endpoint.base}/agendaitem/90", "type": "AgendaItem", "name": "Punkt", "number": "1"}]
    read(endpoint, days=2)
    assert [kind for kind, _one in told.events] == ["meeting.agenda"]
    told.forget()
    row |= {"start": "2026-07-16T17:00:00+02:00"}
    read(endpoint, days=3)
    [moved] = told.news("meeting.changed")
    assert moved.data == {"day": "2026-07-16", "fields": ["start"], "cancelled": False}
    row |= {"cancelled": True}
    told.forget()
    read(endpoint, days=4)
    [off] = told.news("meeting.changed")
    assert off.data["cancelled"] is True
    assert off.key != moved.key


def test_a_meeting_that_is_over_is_no_news(read: Read, told: Told) -> None:
    endpoint = make_endpoint(papers=1)
    read(endpoint)
    endpoint.add("meeting", "8", start="2021-07-09T17:00:00+02:00")
    endpoint.one("meeting", "1")["name"] = "Rat, 2. Sitzung"
    read(endpoint, days=1)
    assert told.events == []


@pytest.mark.django_db
def test_what_hangs_together_is_known_in_few_statements(django_assert_max_num_queries: Any) -> None:
    district = make.make_district(10, "Linden-Limmer")
    council = make.make_organization("Stadtbezirksrat Linden-Limmer", kind=Organization.Kind.DISTRICT_COUNCIL)
    meeting, paper = make.make_meeting([council]), make.make_paper()
    item = make.make_agenda_item(meeting)
    make.make_paper_organization(paper, council)
    make.make_paper_place(paper, district)
    refs = [Ref("paper", str(paper.pk)), Ref("meeting", str(meeting.pk)), Ref("agendaitem", str(item.pk))]
    around = {Ref("organization", str(council.pk))}
    with django_assert_max_num_queries(3):
        papers, meetings = news.papers_widely(refs), news.meetings_widely(refs)
    assert {ref: set(found) for ref, found in papers.items()} == {refs[0]: around}
    assert {ref: set(found) for ref, found in meetings.items()} == {refs[1]: around, refs[2]: {refs[1], *around}}
    assert Ref("district", str(district.pk)) in news.around_papers([paper.pk])[paper.pk]
    assert news.papers_widely([Ref("thread", "x")]) == {}
    assert news.meetings_widely([Ref("meeting", "99999")]) == {Ref("meeting", "99999"): []}


# -- editors ----------------------------------------------------------------------------------------------------------


def test_hiding_and_showing_stand_in_the_ledger(db: None, told: Told, admin_user: Any) -> None:
    paper = make.make_paper()
    hide(admin_user, paper, "Name von Ada Beispiel")
    show_again(admin_user, paper)
    assert [kind for kind, _fact in told.entries] == ["paper.hidden", "paper.shown"]
    [fact] = told.facts("paper.hidden")
    assert "Ada" not in str(fact.content)
    assert [(one.name, one.value) for one in fact.personal] == [("reason", "Name von Ada Beispiel")]


def test_corrections_stand_in_the_ledger_of_their_paper(db: None, told: Told, admin_user: Any) -> None:
    paper = make.make_paper()
    station = make.make_consultation(paper)
    [row] = correct(admin_user, station, {"outcome": "adopted"}, "Siehe Protokoll")
    take_back(admin_user, row)
    [fact] = told.facts("paper.corrected")
    assert fact.subject == Ref("paper", str(paper.pk))
    assert dict(fact.content) == {
        "number": "0728/2026",
        "of": "Consultation",
        "field": "outcome",
        "value": "adopted",
    }
    [back] = told.facts("paper.correction_taken_back")
    assert dict(back.content) == {"number": "0728/2026", "of": "Consultation", "field": "outcome"}
    assert told.events == []


@pytest.mark.parametrize("kind", ["Paper", "AgendaItem"])
def test_a_corrected_title_survives_imports_and_comes_back(read: Read, told: Told, admin_user: Any, kind: str) -> None:
    endpoint = make_endpoint(papers=1)
    read(endpoint)
    model, key = (Paper, "paper/0") if kind == "Paper" else (AgendaItem, "agendaitem/0")
    row = model.objects.get(key=key)
    [correction] = correct(admin_user, row, {"name": " Mehr\nBänke "}, "Tippfehler")
    assert model.objects.get(key=key).name == "Mehr Bänke"
    assert told.facts("paper.corrected")[0].content["digest"] == entries.digest_of_text("Mehr Bänke")
    said = endpoint.one("paper", "0") if kind == "Paper" else endpoint.one("meeting", "1")["agendaItem"][0]
    said["name"] = "Noch einmal anders"
    read(endpoint, days=1)
    assert model.objects.get(key=key).name == "Mehr Bänke"
    take_back(admin_user, correction)
    assert model.objects.get(key=key).name == "Noch einmal anders"
    assert not Correction.objects.exists()


@pytest.mark.parametrize("title", ["", " \n", 7, None, "x" * 2001])
def test_a_senseless_title_is_refused(db: None, admin_user: Any, title: Any) -> None:
    with pytest.raises(ValueError, match="name"):
        correct(admin_user, make.make_paper(), {"name": title}, "Grund")


def test_a_station_has_no_title(db: None, admin_user: Any) -> None:
    station = make.make_consultation(make.make_paper())
    with pytest.raises(ValueError, match="name"):
        correct(admin_user, station, {"name": "Titel"}, "Grund")


# -- what is said -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", [{}, {"number": "1/2026", "outcome": "x", "fields": None, "day": "?"}, {"fields": [1]}]
)
def test_every_sentence_can_be_said_of_any_content(db: None, content: dict[str, Any]) -> None:
    found = thing(Ref("paper", str(make.make_paper().pk)))
    assert found is not None
    for kind, entry_type in entry_types.items():
        if kind.startswith("paper."):
            assert entry_type.sentence(content)
    for kind, event_type in event_types.items():
        if kind.startswith(("paper.", "meeting.")):
            assert event_type.sentence(found, content)


def test_sentences_say_what_happened() -> None:
    outcome = {"number": "0728/2026", "outcome": "adopted", "basis": "text", "decided_on": "2026-06-22"}
    assert entry_types["paper.outcome"].sentence(outcome) == (
        "Drucksache 0728/2026: beschlossen am 22. Juni 2026 (steht im Ergebnis)."
    )
    corrected = {"number": "0728/2026", "field": "outcome", "value": "rejected"}
    assert "„abgelehnt“" in entry_types["paper.corrected"].sentence(corrected)
    assert "Titel durch die Redaktion berichtigt." in entry_types["paper.corrected"].sentence({"field": "name"})


def test_another_entry_of_a_file_at_an_agenda_item_alone_is_listed(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    item = endpoint.one("meeting", "1")["agendaItem"][0]
    item["auxiliaryFile"] = [make_file(endpoint, "anlage")]
    read(endpoint)
    item["auxiliaryFile"][0]["name"] = "andere Anlage"
    read(endpoint, days=1)
    revision = Revision.objects.get(oparl_type="File")
    assert (revision.paper, revision.meeting) == (None, Meeting.objects.get())
