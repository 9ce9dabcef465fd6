"""A small city with one object of every type and every state, for the tests of our own interface."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from roterfaden.council.models import FileLink, Organization, Paper, PaperRelation, Person, State
from roterfaden.council.models.base import CouncilObject
from tests.council import factories as make

FIRST = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def make_city() -> dict[str, Any]:
    """Everything, with different times, so that filters and orders can be told apart."""
    place = make.make_location(description="Rathaus, Sitzungssaal", street_address="Trammplatz 2", postal_code="30159")
    body = make.make_body(ags="03241001", contact_email="rat@musterstadt.example", location=place)
    things = {"body": body, "place": place, "term": make.make_term(start_date=date(2021, 11, 1))}
    things |= make_people(body)
    things |= make_work(things)
    spread(things)
    return things


def make_people(body: Any) -> dict[str, Any]:
    """Organizations, persons and memberships."""
    council = make.make_organization("Rat", kind=Organization.Kind.PLENUM, body=body)
    committee = make.make_organization("Schulausschuss", sub_organization_of=council, post=["Vorsitz", "Mitglied"])
    faction = make.make_organization("Fraktion A", kind=Organization.Kind.FACTION)
    office = make.make_location(description="Büro der Fraktion")
    person = make.make_person("Alex Beispiel", email=["alex@musterstadt.example"], location=office, title=["Dr."])
    members = [make.make_person(f"Mitglied {number}") for number in range(1, 5)]
    membership = make.make_membership(person, committee, on_behalf_of=faction, start_date=date(2021, 11, 1))
    for member in members:
        make.make_membership(member, council, voting_right=True)
    named = {"council": council, "committee": committee, "faction": faction, "person": person}
    return named | {"membership": membership, "office": office}


def make_work(things: dict[str, Any]) -> dict[str, Any]:
    """Meetings, papers, stations and files."""
    committee, council = things["committee"], things["council"]
    meeting = make.make_meeting([committee], location=things["place"], end=datetime(2026, 6, 22, 17, 0, tzinfo=UTC))
    meeting.participants.set([things["person"]])
    later = make.make_meeting([council], start=datetime(2026, 7, 2, 0, 0, tzinfo=UTC), has_time=False)
    item = make.make_agenda_item(meeting, name="Bänke im Stadtpark", result="Einstimmig", unanimous=True)
    item.outcome, item.outcome_basis, item.quote, item.confidence = "recommended", "text", "Einstimmig", 95
    item.save()
    make.make_agenda_item(meeting, name="Verschiedenes")
    paper = make_paper(things)
    station = make.make_consultation(
        paper, meeting=meeting, agenda_item=item, organization=committee, role="Vorberatung", authoritative=False
    )
    make.make_group_vote(station)
    planned = make.make_consultation(paper, organization=council, date=None, planned=True, organization_name="Rat")
    make.make_group_vote(agenda_item=item, name="Fraktion B")
    files = make_files(paper, meeting, item)
    named = {"meeting": meeting, "later": later, "item": item, "paper": paper, "station": station, "planned": planned}
    return named | files


def make_paper(things: dict[str, Any]) -> Paper:
    """A paper with all that a paper can have."""
    spot = make.make_location(
        description="Stadtpark",
        geojson={"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [9.77, 52.38]}},
    )
    paper = make.make_paper(
        applicants=["Fraktion A"],
        addressed_to=["Schulausschuss", "Rat"],
        office="18.60",
        climate="positive",
        climate_text="Weniger Versiegelung.",
        cost_text="Einmalig 5.800 Euro.",
        cost_net="-5800.00",
        outcome="recommended",
        outcome_basis="role",
    )
    paper.locations.set([spot])
    paper.originator_organizations.set([things["faction"]])
    paper.originator_persons.set([things["person"]])
    paper.under_direction_of.set([things["council"]])
    make.make_paper_text(paper)
    make.make_cost_line(paper, product="55101", product_name="Grünflächen")
    old = make.make_paper("0101/2026", "Bänke")
    make.make_relation(paper, old, kind=PaperRelation.Kind.NEW_VERSION)
    make.make_relation(paper, kind=PaperRelation.Kind.MENTIONS, target_number="0002/2020")
    parent = make.make_paper("0001/2026", "Grünes Konzept")
    make.make_relation(paper, parent, kind=PaperRelation.Kind.SUPERORDINATED)
    return paper


def make_files(paper: Paper, meeting: Any, item: Any) -> dict[str, Any]:
    """Files in every role, one with text, one mirrored, one made from another."""
    main = make.make_file(name="Druckversion", date=date(2026, 4, 14), size=533)
    make.make_file_text(main)
    main.refresh_from_db()
    odt = make.make_file(name="Druckversion (ODT)", master_file=main, access_url="https://ris.example/files/druck.odt")
    invitation = make.make_file(name="Einladung", access_url="https://ris.example/files/einladung.pdf")
    resolution = make.make_file(name="Beschluss", access_url="https://ris.example/files/beschluss.pdf")
    make.make_file_link(main, paper=paper)
    make.make_file_link(odt, paper=paper, role=FileLink.Role.AUXILIARY, position=1)
    make.make_file_link(invitation, meeting=meeting, role=FileLink.Role.INVITATION)
    make.make_file_link(resolution, agenda_item=item, role=FileLink.Role.RESOLUTION)
    return {"main": main, "odt": odt, "invitation": invitation, "resolution": resolution}


def make_lost(things: dict[str, Any]) -> dict[str, CouncilObject]:
    """What was public once, and what never was; public objects point at all of it."""
    hidden = make.make_person("Verborgene Person", state=State.HIDDEN)
    stub = make.make_organization("", state=State.STUB)
    deleted = make.make_paper("0404/2026", "Gelöschtes", state=State.DELETED)
    withdrawn = make.make_meeting([things["committee"]], name="Zurückgezogen", state=State.WITHDRAWN)
    orphan = make.make_agenda_item(withdrawn, name="Punkt einer zurückgezogenen Sitzung")
    file = make.make_file(name="Anlage der gelöschten Drucksache", access_url="https://ris.example/files/weg.pdf")
    make.make_file_link(file, paper=deleted)
    station = make.make_consultation(deleted, organization=things["council"])
    make.make_membership(hidden, things["council"])
    things["paper"].originator_persons.add(hidden)
    things["meeting"].organizations.add(stub)
    make.make_consultation(things["paper"], organization=stub, meeting=withdrawn, agenda_item=orphan)
    make.make_relation(things["paper"], deleted)
    lost = {"person": hidden, "paper": deleted, "meeting": withdrawn, "item": orphan, "file": file, "station": station}
    return lost | {"stub": stub}


def spread(things: dict[str, Any]) -> None:
    """Give all objects different times."""
    steps = count()
    for model in CouncilObject.__subclasses__():
        for pk in model.objects.order_by("pk").values_list("pk", flat=True):
            moment = FIRST + timedelta(minutes=next(steps))
            model.objects.filter(pk=pk).update(first_seen=moment, changed_at=moment + timedelta(days=1))
    for thing in things.values():
        thing.refresh_from_db()


def make_many(many: int) -> None:
    """More papers and persons, to page through."""
    for number in range(many):
        paper = make.make_paper(f"{1000 + number}/2026", f"Drucksache {number}")
        moment = FIRST + timedelta(hours=number)
        Paper.objects.filter(pk=paper.pk).update(first_seen=moment, changed_at=moment + timedelta(days=3))
        person: Person = make.make_person(f"Person {number}")
        make.make_membership(person, make.make_organization(f"Gremium {number}"))
        make.make_consultation(paper, organization=Organization.objects.last())
        make.make_file_link(make.make_file(), paper=paper)
