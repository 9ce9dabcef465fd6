"""A thousand invented papers with all that hangs on them: the seed that `bench.grow` multiplies."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from roterfaden.council.models import (
    AgendaItem,
    Body,
    Consultation,
    CostLine,
    File,
    FileLink,
    Meeting,
    Organization,
    Paper,
    PaperOrganization,
    PaperPlace,
    PaperText,
    Source,
)
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.places.models import District

PAPERS = 1_000
MEETINGS = 100
TOPICS = ("Radverkehr", "Kindertagesstätte", "Schulneubau", "Klimaschutz", "Spielplatz", "Wohnungsbau", "Bibliothek")
THINGS = ("Konzept", "Ausbau", "Sanierung", "Satzung", "Förderung", "Bericht", "Planung", "Umgestaltung")
STREETS = ("Lindenallee", "Marktstraße", "Uferweg", "Bahnhofstraße", "Gartenweg", "Schulstraße", "Kirchweg")


def sow(dice: random.Random) -> Source:
    """Write the seed into an empty database; the same dice give the same city."""
    now = timezone.now()
    source = Source.objects.create(slug="bench", name="Messung", kind="oparl", url="https://bench.example/system")
    common: dict[str, Any] = {"source": source, "first_seen": now, "changed_at": now}
    body = Body.objects.create(key="body/1", name="Messstadt", slug="messstadt", is_home=True, **common)
    districts = District.objects.bulk_create(
        [District(number=900 + n, name=f"Bezirk {n}", slug=f"bench-{n}") for n in range(13)]
    )
    organizations = _organizations(body, common)
    papers = _papers(body, common, dice)
    meetings = _meetings(body, common, organizations, dice)
    items = _items(meetings, common)
    _stations(papers, meetings, items, organizations, common, dice)
    _parts(papers, organizations, districts, common, dice)
    return source


def _organizations(body: Body, common: dict[str, Any]) -> list[Organization]:
    kinds = ["plenum"] + ["committee"] * 24 + ["districtCouncil"] * 13 + ["faction"] * 8
    return Organization.objects.bulk_create(
        [
            Organization(key=f"organization/{n}", body=body, name=f"{kind} {n}", kind=kind, **common)
            for n, kind in enumerate(kinds)
        ]
    )


def _papers(body: Body, common: dict[str, Any], dice: random.Random) -> list[Paper]:
    rows = []
    for n in range(PAPERS):
        day = date(2001, 1, 1) + timedelta(days=dice.randrange(9_400))
        number = f"{n + 1:04d}"
        rows.append(
            Paper(
                key=f"paper/{n}",
                body=body,
                name=f"{dice.choice(TOPICS)}: {dice.choice(THINGS)} {dice.choice(STREETS)} {n}",
                reference=f"{number}/{day.year}",
                number_base=number,
                number_year=day.year,
                slug=f"{number}-{day.year}",
                kind=dice.choice(Paper.Kind.values),
                date=day,
                year=day.year,
                outcome=dice.choice(Outcome.values),
                outcome_basis=Basis.TEXT,
                climate=dice.choice(["", "", *Paper.Climate.values]),
                cost_net=dice.choice([None, Decimal(dice.randrange(-500_000, 90_000))]),
                decided_on=day + timedelta(days=60) if dice.random() < 0.7 else None,
                next_date=date(2027, 1, 1) + timedelta(days=n % 90) if dice.random() < 0.001 else None,
                station_count=2,
                **common,
            )
        )
    return Paper.objects.bulk_create(rows)


def _meetings(
    body: Body, common: dict[str, Any], organizations: list[Organization], dice: random.Random
) -> list[Meeting]:
    start = datetime(2001, 1, 1, 16, 0, tzinfo=UTC)
    meetings = Meeting.objects.bulk_create(
        [
            Meeting(key=f"meeting/{n}", body=body, name=f"Sitzung {n}", start=start + timedelta(days=94 * n), **common)
            for n in range(MEETINGS)
        ]
    )
    through: Any = Meeting.organizations.through
    through.objects.bulk_create(
        [through(meeting_id=m.pk, organization_id=dice.choice(organizations[:38]).pk) for m in meetings]
    )
    return meetings


def _items(meetings: list[Meeting], common: dict[str, Any]) -> list[AgendaItem]:
    return AgendaItem.objects.bulk_create(
        [
            AgendaItem(
                key=f"agendaitem/{meeting.pk}-{n}",
                meeting=meeting,
                number=str(n + 1),
                order=n,
                name=f"Punkt {n + 1}",
                public=True,
                result="Einstimmig",
                **common,
            )
            for meeting in meetings
            for n in range(10)
        ]
    )


def _stations(
    papers: list[Paper],
    meetings: list[Meeting],
    items: list[AgendaItem],
    organizations: list[Organization],
    common: dict[str, Any],
    dice: random.Random,
) -> None:
    rows = []
    for n, paper in enumerate(papers):
        item = items[n % len(items)]
        first = {"date": paper.date, "result": "Einstimmig", "outcome": Outcome.RECOMMENDED, "unanimous": True}
        second = {"date": paper.decided_on, "result": "40 Ja, 12 Nein", "outcome": paper.outcome, "yes": 40, "no": 12}
        committee = dice.choice(organizations[1:38])
        rows += [
            Consultation(key=f"c/{n}a", paper=paper, organization=committee, position=0, **first, **common),
            Consultation(
                key=f"c/{n}b",
                paper=paper,
                organization=organizations[0],
                meeting_id=item.meeting_id,
                agenda_item=item,
                position=1,
                decides=True,
                **second,
                **common,
            ),
        ]
    Consultation.objects.bulk_create(rows)


def _parts(
    papers: list[Paper],
    organizations: list[Organization],
    districts: list[District],
    common: dict[str, Any],
    dice: random.Random,
) -> None:
    text = "Die Verwaltung wird beauftragt, den Vorschlag auszuarbeiten und dem Rat zu berichten. " * 6
    PaperText.objects.bulk_create(
        [PaperText(paper=p, sections=[{"heading": "Antrag", "html": f"<p>{text}</p>", "text": text}]) for p in papers]
    )
    CostLine.objects.bulk_create(
        [CostLine(paper=p, label="Saldo", amount=p.cost_net, is_balance=True) for p in papers if p.cost_net is not None]
    )
    roles = PaperOrganization.Role
    PaperOrganization.objects.bulk_create(
        [
            PaperOrganization(paper=paper, organization=organization, role=role, date=paper.date)
            for paper in papers
            for organization, role in (
                (organizations[0], roles.CONSULTED),
                (dice.choice(organizations[1:38]), roles.CONSULTED),
                (dice.choice(organizations[38:]), roles.ORIGINATOR),
            )
        ]
    )
    PaperPlace.objects.bulk_create(
        [PaperPlace(paper=p, district=dice.choice(districts), quote="Bezirk", date=p.date) for p in papers[::2]]
    )
    files = File.objects.bulk_create(
        [
            File(key=f"file/{n}", name=f"Vorlage {n}", mime_type="application/pdf", text_state="read", **common)
            for n in range(len(papers))
        ]
    )
    FileLink.objects.bulk_create(
        [FileLink(file=file, paper=paper, role="mainFile") for file, paper in zip(files, papers, strict=True)]
    )
