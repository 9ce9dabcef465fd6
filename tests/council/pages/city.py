"""A small invented council for page tests: every kind of object, a paper with all that a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from roterfaden.council.models import (
    AgendaItem,
    Body,
    File,
    FileLink,
    Meeting,
    Organization,
    Paper,
    PaperOrganization,
    PaperRelation,
    Person,
    Revision,
)
from roterfaden.council.models.result import Basis, Outcome
from tests.council import factories as make


@dataclass(frozen=True)
class City:
    """What the tests look at."""

    body: Body
    council: Organization
    committee: Organization
    faction: Organization
    person: Person
    meeting: Meeting
    coming: Meeting
    item: AgendaItem
    paper: Paper
    version: Paper
    amendment: Paper
    file: File
    revision: Revision


def make_city() -> City:
    """The council with one paper that went all the way."""
    council = make.make_organization("Ratsversammlung", kind=Organization.Kind.PLENUM)
    committee = make.make_organization("Schulausschuss")
    faction = make.make_organization("Fraktion A", kind=Organization.Kind.FACTION)
    person = make.make_person("Alex Beispiel")
    make.make_membership(person, committee, start_date=date(2021, 11, 1))
    make.make_membership(
        person, council, start_date=date(2016, 11, 1), end_date=date(2021, 10, 31), role="Beigeordnete*r"
    )
    meeting = make.make_meeting([committee], location=make.make_location())
    tomorrow = timezone.now() + timedelta(days=1)
    coming = make.make_meeting([council], start=tomorrow)
    paper = _make_paper(faction)
    item = make.make_agenda_item(meeting, name=paper.name, result="6 Stimmen dafür, 5 Stimmen dagegen, 0 Enthaltungen")
    make.make_agenda_item(meeting, name="Vertrauliches", public=False)
    _make_stations(paper, meeting, item, committee, council, coming)
    version = make.make_paper("0728/2026 N1", "Mehr Bänke im Stadtpark", date=date(2026, 5, 2))
    make.make_paper_text(version, ("Antrag", "Im Stadtpark werden vier Bänke aufgestellt."))
    make.make_relation(version, paper, kind=PaperRelation.Kind.NEW_VERSION)
    amendment = make.make_paper(
        "0900/2026",
        "Fünf Bänke statt drei",
        kind=Paper.Kind.AMENDMENT,
        paper_type="Änderungsantrag",
        outcome=Outcome.REJECTED,
    )
    make.make_relation(amendment, paper, kind=PaperRelation.Kind.AMENDS, derived=True)
    make.make_relation(paper, kind=PaperRelation.Kind.MENTIONS, target_number="0735/1997")
    file = make.make_file()
    make.make_file_link(file, paper=paper)
    make.make_file_text(file)
    minutes = make.make_file(name="Protokoll")
    make.make_file_link(minutes, meeting=meeting, role=FileLink.Role.RESULTS)
    revision = make.make_revision(paper)
    agenda = {"field": "agendaItem", "old": ["1 Bericht", "2 Bänke"], "new": ["2 Bänke", "3 Verschiedenes"]}
    make.make_revision(meeting=meeting, changes=[agenda])
    return City(
        *(paper.body or make.make_body(), council, committee, faction, person, meeting, coming, item),
        *(paper, version, amendment, file, revision),
    )


def _make_paper(faction: Organization) -> Paper:
    paper = make.make_paper(
        outcome=Outcome.ADOPTED,
        outcome_basis=Basis.ROLE,
        decided_on=date(2026, 8, 13),
        climate=Paper.Climate.NEUTRAL,
        climate_text="Keine Auswirkung.",
        cost_net="-5800.00",
        cost_text="Einmalig.",
        applicants=["Gruppe B", "Fraktion A"],
        station_count=3,
        web="https://ris.example/0728",
    )
    paper.originator_organizations.set([faction])
    make.make_paper_text(paper)
    make.make_cost_line(paper)
    make.make_cost_line(paper, label="Saldo", is_balance=True)
    make.make_paper_organization(paper, faction, PaperOrganization.Role.ORIGINATOR)
    make.make_paper_place(paper, make.make_district())
    return paper


def _make_stations(
    paper: Paper, meeting: Meeting, item: AgendaItem, committee: Organization, council: Organization, coming: Meeting
) -> None:
    voted = {"yes": 6, "no": 5, "abstentions": 0, "outcome": Outcome.RECOMMENDED, "outcome_basis": Basis.COUNTS}
    first = make.make_consultation(
        paper,
        meeting=meeting,
        agenda_item=item,
        organization=committee,
        quote="6 Stimmen dafür",
        confidence=90,
        **voted,
    )
    make.make_group_vote(first)
    make.make_group_vote(first, name="Fraktion B", yes=1, no=5)
    decision = {"outcome": Outcome.ADOPTED, "outcome_basis": Basis.ROLE, "decides": True, "unanimous": True}
    make.make_consultation(
        paper, organization_name="Verwaltungsausschuss", date=date(2026, 8, 13), result="Einstimmig", **decision
    )
    assert coming.start is not None
    make.make_consultation(paper, organization=council, meeting=coming, date=coming.start.astimezone(UTC).date())
    for row in (committee, council):
        make.make_paper_organization(paper, row)


NOON = datetime(2026, 6, 22, 10, 0, tzinfo=UTC)
