"""Deriving papers in the database: what is written, what is not, and how often is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roterfaden.council.derive import derive_items, derive_papers, derive_pending, mark_overdue
from roterfaden.council.derive.batch import BATCH
from roterfaden.council.models import (
    AgendaItem,
    Consultation,
    GroupVote,
    Organization,
    Paper,
    PaperOrganization,
    PaperPlace,
    PaperRelation,
    PendingDerivation,
    State,
)
from roterfaden.search.models import PendingDocument
from tests.council import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
Kind = PaperRelation.Kind


def derive(*papers: Paper) -> None:
    derive_papers([paper.pk for paper in papers], TODAY)
    for paper in papers:
        paper.refresh_from_db()


def plenum() -> Organization:
    return make.make_organization("Ratsversammlung", kind=Organization.Kind.PLENUM)


def writes(run: Callable[[], object]) -> list[str]:
    """The statements of `run` that write."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        run()
    words = ("INSERT", "UPDATE", "DELETE")
    return [query["sql"] for query in captured.captured_queries if query["sql"].lstrip().upper().startswith(words)]


def relations(paper: Paper) -> set[tuple[str, str, int | None]]:
    return {(row.kind, row.target_number, row.target_id) for row in PaperRelation.objects.filter(paper=paper)}


# -- stations and outcomes ---------------------------------------------------------------------------------------------


def test_a_station_reads_its_own_result() -> None:
    paper = make.make_paper()
    row = make.make_consultation(
        paper, organization=plenum(), result="8 Ja-Stimmen, 3 Nein-Stimmen, 1 Enthaltung (SPD)"
    )
    derive(paper)
    row.refresh_from_db()
    assert (row.outcome, row.outcome_basis, row.yes, row.no, row.abstentions) == ("adopted", "counts", 8, 3, 1)
    assert row.quote == row.result
    assert row.decides
    assert list(GroupVote.objects.values_list("consultation", "name", "abstentions")) == [(row.pk, "SPD", 1)]
    assert (paper.outcome, paper.decided_on, paper.decided_by) == ("adopted", row.date, row.organization)
    assert (paper.station_count, paper.next_date) == (1, None)


def test_a_station_without_words_takes_those_of_its_agenda_item() -> None:
    paper, council = make.make_paper(), plenum()
    meeting = make.make_meeting([council], start=datetime(2026, 6, 22, 22, 30, tzinfo=UTC))
    item = make.make_agenda_item(meeting, result="einstimmig, 2 Enthaltungen FDP-Fraktion")
    row = make.make_consultation(paper, organization=council, meeting=meeting, agenda_item=item, date=None)
    derive(paper)
    row.refresh_from_db()
    item.refresh_from_db()
    assert (row.outcome, row.unanimous, row.abstentions) == ("adopted", True, 2)
    assert row.date == date(2026, 6, 23), "half past midnight in Berlin"
    assert (item.outcome, item.abstentions) == ("adopted", 2)
    assert [(vote.name, vote.agenda_item_id, vote.consultation_id) for vote in GroupVote.objects.all()] == [
        ("FDP", item.pk, None)
    ]


def test_an_agenda_item_at_a_committee_recommends() -> None:
    paper, committee = make.make_paper(), make.make_organization()
    meeting = make.make_meeting([committee])
    item = make.make_agenda_item(meeting, result="Einstimmig")
    make.make_consultation(paper, organization=committee, meeting=meeting, agenda_item=item)
    derive(paper)
    item.refresh_from_db()
    assert (item.outcome, item.outcome_basis) == ("recommended", "role")
    assert (paper.outcome, paper.outcome_basis, paper.decided_on) == ("recommended", "role", None)


def test_an_item_that_two_papers_see_differently_keeps_its_own_words() -> None:
    committee = make.make_organization()
    first, second = make.make_paper("1/2026"), make.make_paper("2/2026", addressed_to=["Schulausschuss"])
    item = make.make_agenda_item(make.make_meeting([committee]), result="Einstimmig")
    for paper in (first, second):
        make.make_consultation(paper, organization=committee, agenda_item=item, meeting=item.meeting)
    derive(first)
    derive(second)
    item.refresh_from_db()
    assert (first.outcome, second.outcome) == ("recommended", "adopted")
    assert (item.outcome, item.outcome_basis) == ("adopted", "text")


def test_an_item_without_words_takes_those_of_its_station() -> None:
    paper = make.make_paper()
    meeting = make.make_meeting([plenum()])
    item = make.make_agenda_item(meeting, paper_numbers=["728/2026"])
    other = make.make_agenda_item(meeting, paper_numbers=["0729/2026"])
    row = make.make_consultation(paper, organization=meeting.organizations.get(), meeting=meeting, result="Vertagt")
    derive(paper)
    for thing in (item, other, row):
        thing.refresh_from_db()
    assert row.agenda_item == item
    assert (item.outcome, item.quote) == ("postponed", "Vertagt")
    assert other.outcome == "none"


@pytest.mark.parametrize(
    ("kind", "name", "outcome"),
    [
        ("plenum", "Verkauf eines Hauses", ("adopted", "counts")),
        ("committee", "Verkauf eines Hauses", ("recommended", "role")),
        ("committee", "Genehmigung der Niederschrift", ("adopted", "counts")),
    ],
)
def test_items_without_a_paper_are_worth_what_their_body_is(kind: str, name: str, outcome: tuple[str, str]) -> None:
    meeting = make.make_meeting([make.make_organization(kind=kind)])
    item = make.make_agenda_item(meeting, name=name, result="12 Ja-Stimmen, 1 Nein-Stimme CDU")
    derive_items([item.pk])
    item.refresh_from_db()
    assert (item.outcome, item.outcome_basis, item.no) == (*outcome, 1)
    assert GroupVote.objects.get().agenda_item == item
    assert not writes(lambda: derive_items([item.pk]))


def test_items_with_a_station_follow_their_paper() -> None:
    paper, council = make.make_paper(), plenum()
    item = make.make_agenda_item(make.make_meeting([make.make_organization()]), result="Einstimmig")
    row = make.make_consultation(paper, organization=council, agenda_item=item, meeting=item.meeting)
    derive(paper)
    derive_items([item.pk])
    item.refresh_from_db()
    assert item.outcome == "adopted"
    Consultation.objects.filter(pk=row.pk).update(state=State.WITHDRAWN)
    derive(paper)
    item.refresh_from_db()
    assert item.outcome == "recommended", "without its station the item counts as the committee's"


def test_hidden_stations_do_not_count() -> None:
    paper = make.make_paper()
    make.make_consultation(paper, organization=plenum(), result="Einstimmig", state=State.WITHDRAWN)
    derive(paper)
    assert (paper.outcome, paper.station_count) == ("none", 0)


def test_what_is_still_to_come() -> None:
    paper = make.make_paper()
    make.make_consultation(paper, organization=make.make_organization(), result="Einstimmig", date=date(2026, 6, 1))
    make.make_consultation(paper, organization=plenum(), date=date(2026, 9, 10))
    make.make_consultation(paper, organization_name="Kulturausschuss", planned=True, date=None)
    derive(paper)
    assert (paper.outcome, paper.next_date, paper.station_count) == ("recommended", date(2026, 9, 10), 3)


def test_corrections_lie_over_every_derivation() -> None:
    paper = make.make_paper()
    row = make.make_consultation(paper, organization=plenum(), result="ohne")
    make.make_correction(row, "outcome", "rejected")
    make.make_correction(row, "votes", {"yes": 3, "no": 8})
    derive(paper)
    row.refresh_from_db()
    assert (row.outcome, row.outcome_basis, row.yes, row.no) == ("rejected", "correction", 3, 8)
    assert (paper.outcome, paper.outcome_basis) == ("rejected", "correction")
    Consultation.objects.filter(pk=row.pk).update(outcome="none", result="Einstimmig")
    derive(paper)
    row.refresh_from_db()
    assert (row.outcome, row.outcome_basis) == ("rejected", "correction")


def test_a_paper_itself_can_be_corrected() -> None:
    paper = make.make_paper()
    make.make_correction(paper, "outcome", "withdrawn")
    make.make_correction(paper, "decided_on", "2026-05-05")
    make.make_correction(paper, "kind", "motion")
    derive(paper)
    assert (paper.outcome, paper.outcome_basis, paper.decided_on) == ("withdrawn", "correction", date(2026, 5, 5))
    assert paper.kind == "motion"


def test_a_correction_of_an_item_reaches_its_station() -> None:
    paper = make.make_paper()
    item = make.make_agenda_item(make.make_meeting(), result="ohne")
    row = make.make_consultation(paper, organization=plenum(), agenda_item=item, meeting=item.meeting)
    make.make_correction(item, "outcome", "adopted")
    derive(paper)
    row.refresh_from_db()
    item.refresh_from_db()
    assert (row.outcome, row.outcome_basis) == (item.outcome, item.outcome_basis) == ("adopted", "correction")


# -- relations ---------------------------------------------------------------------------------------------------------


def test_relations_follow_numbers_and_titles() -> None:
    original = make.make_paper("0822/2026", "Satzung")
    version = make.make_paper("0822/2026 N1", "Satzung, wie in der Informationsdrucks. Nr. 5/2020 angekündigt")
    amendment = make.make_paper(
        "1413/2026", "Änderungsantrag zu Drucks. Nr. 0822/2026 N1: Satzung", paper_type="Antrag"
    )
    answer = make.make_paper("0398/2013 F1", "Leere Wohnungen", paper_type="Anfrage")
    derive(original, version, amendment, answer)
    assert relations(original) == set()
    assert relations(version) == {("newVersion", "0822/2026", original.pk), ("mentions", "5/2020", None)}
    assert relations(amendment) == {("amends", "0822/2026 N1", version.pk)}
    assert relations(answer) == {("answers", "0398/2013", None)}
    assert PaperRelation.objects.filter(derived=False).count() == 0


def test_numbers_in_the_text_are_mentions() -> None:
    paper = make.make_paper()
    make.make_paper_text(paper, ("Begründung", "Siehe Drucksache Nr. 0735/1997 und Verordnung (EU) Nr. 1303/2013."))
    derive(paper)
    assert relations(paper) == {("mentions", "0735/1997", None)}


def test_a_number_is_linked_when_its_paper_appears() -> None:
    waiting = make.make_paper("1/2026", "Änderungsantrag zu Drucks. Nr. 728/2026", paper_type="Antrag")
    stated = make.make_relation(make.make_paper("2/2026"), target_number="728/2026")
    derive(waiting)
    assert relations(waiting) == {("amends", "728/2026", None)}
    target = make.make_paper("0728/2026")
    derive(target)
    stated.refresh_from_db()
    assert relations(waiting) == {("amends", "728/2026", target.pk)}
    assert stated.target == target


def test_a_number_that_two_papers_have_means_none() -> None:
    waiting = make.make_paper("1/2026", "Änderungsantrag zu Drucks. Nr. 0728/2026", paper_type="Antrag")
    first = make.make_paper("0728/2026")
    derive(waiting, first)
    assert relations(waiting) == {("amends", "0728/2026", first.pk)}
    derive(make.make_paper("0728/2026"))
    assert relations(waiting) == {("amends", "0728/2026", None)}


def test_a_number_means_papers_of_the_same_body_only() -> None:
    other = make.make_body("nachbarstadt", is_home=False, name="Nachbarstadt")
    there = make.make_paper("0728/2026", body=other)
    here = make.make_paper("0728/2026 N1")
    derive(there, here)
    assert relations(here) == {("newVersion", "0728/2026", None)}


def test_what_the_source_states_is_not_derived_again() -> None:
    original, version = make.make_paper("0822/2026"), make.make_paper("0822/2026 N1")
    make.make_relation(version, original, kind=Kind.NEW_VERSION, target_number="822/2026")
    derive(original, version)
    assert relations(version) == {("newVersion", "822/2026", original.pk)}


def test_a_relation_goes_when_its_words_go() -> None:
    paper = make.make_paper(name="Wie in Drucks. Nr. 0735/1997")
    derive(paper)
    Paper.objects.filter(pk=paper.pk).update(name="Ohne Nummer")
    derive(paper)
    assert relations(paper) == set()


# -- places and organizations ------------------------------------------------------------------------------------------


def test_districts_are_named_with_a_quote() -> None:
    district = make.make_district(2, "Vahrenwald-List")
    paper = make.make_paper(name="Bänke in Vahrenwald-List")
    derive(paper)
    place = PaperPlace.objects.get()
    assert (place.district, place.quote, place.date) == (district, "Bänke in Vahrenwald-List", paper.date)


def test_the_district_councils_on_the_way_name_their_districts() -> None:
    make.make_district(2, "Vahrenwald-List")
    make.make_district(7, "Südstadt-Bult")
    paper = make.make_paper(addressed_to=["Stadtbezirksrat Südstadt-Bult", "Verwaltungsausschuss"])
    make.make_consultation(paper, organization=make.make_organization("Stadtbezirksrat Vahrenwald-List"))
    derive(paper)
    assert {place.district.number for place in PaperPlace.objects.all()} == {2, 7}


def test_organizations_are_listed_by_role() -> None:
    committee, office = make.make_organization(), make.make_organization("Fachbereich Schule")
    faction = make.make_organization("Sozialdemokratische Partei Deutschlands", kind=Organization.Kind.FACTION)
    paper = make.make_paper(name="Antrag der SPD-Fraktion auf Bänke")
    paper.under_direction_of.add(office)
    row = make.make_consultation(paper, organization=committee)
    row.further_organizations.add(office)
    derive(paper)
    assert set(PaperOrganization.objects.values_list("organization", "role", "date")) == {
        (committee.pk, "consulted", paper.date),
        (office.pk, "consulted", paper.date),
        (office.pk, "direction", paper.date),
        (faction.pk, "originator", paper.date),
    }
    assert paper.applicants == ["SPD-Fraktion"]


# -- writing -----------------------------------------------------------------------------------------------------------


def full_paper() -> Paper:
    make.make_district(2, "Vahrenwald-List")
    paper = make.make_paper(name="Bänke in Vahrenwald-List, wie Drucks. Nr. 0735/1997")
    item = make.make_agenda_item(make.make_meeting(), result="9 Ja-Stimmen, 1 Nein-Stimme CDU")
    make.make_consultation(paper, organization=plenum(), agenda_item=item, meeting=item.meeting)
    make.make_consultation(paper, organization_name="Verwaltungsausschuss", result="Einstimmig", date=date(2026, 8, 1))
    return paper


def test_an_unchanged_second_run_writes_nothing() -> None:
    paper = full_paper()
    derive(paper)
    before = Paper.objects.values().get()
    PendingDocument.objects.all().delete()
    assert writes(lambda: derive(paper)) == []
    assert Paper.objects.values().get() == before


def test_changes_are_dated_and_told_to_search() -> None:
    paper = full_paper()
    seen = paper.changed_at
    derive(paper)
    assert paper.changed_at > seen
    assert Consultation.objects.filter(changed_at__gt=seen).count() == 2
    item = AgendaItem.objects.get()
    assert item.changed_at > seen
    assert item.meeting is not None
    assert item.meeting.changed_at > seen
    assert ("paper", paper.pk) in PendingDocument.objects.values_list("kind", "object_id")


def test_statements_do_not_grow_with_papers() -> None:
    def count(number: int) -> int:
        papers = [make.make_paper(f"{n + number * 100}/2025", f"Bänke {n}") for n in range(number)]
        for paper in papers:
            item = make.make_agenda_item(make.make_meeting(), result="Einstimmig")
            make.make_consultation(paper, organization=make.make_organization(), agenda_item=item, meeting=item.meeting)
        with CaptureQueriesContext(connection) as captured:
            derive(*papers)
        return len(captured) - len(papers) - sum("UPDATE" in query["sql"] for query in captured.captured_queries)

    assert count(2) >= count(12)


def test_more_papers_than_a_batch_are_derived() -> None:
    papers = [make.make_paper(f"{n + 1}/2025") for n in range(BATCH + 3)]
    derive(*papers)
    assert {paper.slug for paper in papers} == {f"{n + 1}-2025" for n in range(BATCH + 3)}


def test_unknown_papers_do_no_harm() -> None:
    derive_papers([4711])
    derive_papers([])
    derive_items([4711])


# -- the list of papers to derive --------------------------------------------------------------------------------------


def note(*papers: Paper) -> None:
    PendingDerivation.objects.bulk_create([PendingDerivation(paper=paper) for paper in papers])


def test_pending_papers_are_derived_and_taken_off_the_list() -> None:
    papers = [make.make_paper(f"{n}/2025", number_base="") for n in range(1, 8)]
    note(*papers)
    told: list[tuple[int, int]] = []
    assert derive_pending(batch=3, progress=lambda done, total: told.append((done, total)), today=TODAY) == 7
    assert not PendingDerivation.objects.exists()
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert Paper.objects.exclude(number_base="").count() == 7
    assert derive_pending(today=TODAY) == 0


def test_a_failure_leaves_the_paper_on_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = make.make_paper()
    note(paper)

    def fail(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("roterfaden.council.derive.batch.write_places", fail)
        with pytest.raises(KeyboardInterrupt):
            derive_pending(today=TODAY)
    assert PendingDerivation.objects.count() == 1
    assert derive_pending(today=TODAY) == 1


def test_a_station_that_has_passed_is_no_next_one() -> None:
    paper = make.make_paper()
    make.make_consultation(paper, organization=plenum(), date=date(2026, 7, 10))
    derive(paper)
    assert paper.next_date == date(2026, 7, 10)
    mark_overdue(date(2026, 7, 10))
    assert not PendingDerivation.objects.exists()
    assert derive_pending(today=date(2026, 7, 11)) == 1
    paper.refresh_from_db()
    assert paper.next_date is None
