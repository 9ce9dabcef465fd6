"""The factories make what the database accepts."""

from __future__ import annotations

import pytest

from tests.council import factories as make

pytestmark = pytest.mark.django_db


def test_every_factory_makes_a_row_twice() -> None:
    for turn in (1, 2):
        paper = make.make_paper(f"000{turn}/2026 N1")
        organization = make.make_organization()
        meeting = make.make_meeting([organization])
        item = make.make_agenda_item(meeting)
        station = make.make_consultation(paper, meeting=meeting, agenda_item=item, organization=organization)
        file = make.make_file()
        make.make_term()
        make.make_location()
        make.make_membership(make.make_person(), organization)
        make.make_paper_text(paper)
        make.make_cost_line(paper)
        make.make_relation(paper, make.make_paper(f"001{turn}/2026"))
        make.make_group_vote(station)
        make.make_file_link(file, paper=paper)
        make.make_file_text(file)
        make.make_paper_organization(paper, organization)
        make.make_paper_place(paper, make.make_district())
        make.make_run(paper.source)
        make.make_revision(paper)
        make.make_revision(meeting=meeting)
        make.make_correction(paper, "name", "Richtiger Titel")
        assert (paper.slug, paper.number_base, paper.number_suffix) == (f"000{turn}-2026n1", f"000{turn}", "N1")
        assert (station.position, item.order) == (0, 0)
