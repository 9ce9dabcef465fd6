"""Papers and meetings that texts name become suggestions for threads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council import naming
from roterfaden.council.models import State
from roterfaden.kit.things import Ref
from roterfaden.threads import scanning
from roterfaden.threads.actions import scan_later
from roterfaden.threads.models import PendingScan, Suggestion
from tests.council import factories as make
from tests.threads.factories import make_station, make_thread


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("siehe 0728/2026.", "0728/2026"),
        ("mit DS 0728/2026 N1 beschlossen", "0728/2026 N1"),
        ("(Drucks. Nr. 15-1339/2018)", "15-1339/2018"),
        ("Im Schuljahr 2019/2020", None),
        ("am 7/2026", None),
    ],
)
def test_numbers_are_found_as_texts_write_them(text: str, number: str | None) -> None:
    found = naming.find(text)
    assert [one.number for one in found] == ([number] if number else [])
    assert all(text[one.start : one.end].strip() for one in found)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for one in (*naming.find(text), *naming.find_addresses(text)):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.django_db
def test_numbers_lead_to_public_papers_however_they_are_spelled(django_assert_num_queries: Any) -> None:
    paper = make.make_paper("0728/2026")
    make.make_paper("0729/2026", state=State.HIDDEN)
    with django_assert_num_queries(1):
        found = naming.resolve(["728/2026", "0729/2026", "9/1999", "?"])
    assert found == {"728/2026": [Ref("paper", str(paper.pk))], "0729/2026": [], "9/1999": [], "?": []}


@pytest.mark.django_db
def test_addresses_of_papers_and_meetings_are_found() -> None:
    paper = make.make_paper("0728/2026")
    other = make.make_paper("0728/2026", body=make.make_body("region", is_home=False))
    text = (
        "Siehe https://rat.example/rat/drucksachen/0728-2026, /rat/region/drucksachen/0728-2026 und "
        f"/en/rat/sitzungen/12 sowie /rat/drucksachen/id-{paper.pk}"
    )
    found = naming.find_addresses(text)
    known = naming.resolve_addresses([one.number for one in found if one.number])
    refs = {ref for one in found for ref in ([one.ref] if one.ref else known[one.number])}
    assert refs == {Ref("paper", str(paper.pk)), Ref("paper", str(other.pk)), Ref("meeting", "12")}


@pytest.mark.django_db
def test_a_paper_that_names_a_station_of_a_thread_is_suggested_to_it() -> None:
    thread, known, new = make_thread(), make.make_paper("0728/2026"), make.make_paper("0800/2026")
    make_station(thread, kind="paper", key=str(known.pk))
    make.make_paper_text(new, ("Antrag", "Die Verwaltung folgt DS 0728/2026."))
    scan_later("paper", [str(new.pk)])
    scanning.scan_batch()
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.key, suggestion.found) == ("paper", str(new.pk), "0728/2026")
    assert not PendingScan.objects.exists()
