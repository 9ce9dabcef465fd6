"""Whatever a source sends, an import ends with a report."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.council.models import AgendaItem, File, Location, Meeting, Organization, Paper, PaperText
from roterfaden.council.sources.base import Finding
from roterfaden.council.sync.flatten import Flattener
from roterfaden.council.sync.ids import ForeignIdError, Ids, base_of, schemeless
from roterfaden.council.sync.schema import SCHEMAS
from tests.council.sync.conftest import Read
from tests.council.sync.endpoint import make_endpoint

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u200b"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = sorted(
    {name for schema in SCHEMAS.values() for name in (*schema.columns, *schema.references, *schema.embedded)}
)


@given(st.sampled_from(sorted(SCHEMAS)), st.dictionaries(st.sampled_from([*NAMES, "id", "type", "deleted"]), JSON))
@settings(max_examples=300, deadline=None)
def test_any_json_flattens_without_an_error(oparl_type: str, fields: dict[str, Any]) -> None:
    found: list[Finding] = []
    flattener = Flattener(Ids("//ris.example.org/oparl/"), found.append)

    nodes = flattener.flatten({"id": "https://ris.example.org/oparl/x/1", **fields}, oparl_type)

    assert all(node.key and node.hash for node in nodes)
    assert nodes or found


@given(st.text())
def test_any_text_is_an_id_or_refused(text: str) -> None:
    try:
        key = Ids("//ris.example.org/oparl/").key(text)
    except (ForeignIdError, ValueError):
        return
    assert key


def test_keys_do_not_depend_on_scheme_host_case_or_a_last_slash() -> None:
    ids = Ids("//ris.example.org/oparl/", former=("//ris.example.org/alt/",))

    same = (
        "https://ris.example.org/oparl/paper/1",
        "http://RIS.example.org/oparl/paper/1/",
        " https://ris.example.org/alt/paper/1",
    )
    assert {ids.key(url) for url in same} == {"paper/1"}
    assert ids.key("https://ris.example.org/anders/1") == "//ris.example.org/anders/1"
    assert base_of("https://ris.example.org/oparl/system?x=1") == ("https", "//ris.example.org/oparl/")
    with pytest.raises(ForeignIdError):
        schemeless("file:///etc/passwd")


def test_markup_in_every_field_arrives_as_text(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    paper, meeting = endpoint.one("paper", "0"), endpoint.one("meeting", "1")
    paper.update(name=SCRIPT + "Titel", paperType=SCRIPT + "Vorlage")
    paper["mainFile"].update(name=SCRIPT + "Datei", fileName=SCRIPT + "a.pdf")
    paper["roterfaden:sections"] = [{"heading": SCRIPT + "Antrag", "html": f"<p onclick=x>{SCRIPT}Text</p>"}]
    meeting.update(name=SCRIPT + "Sitzung")
    meeting["location"]["description"] = SCRIPT + "Rathaus"
    meeting["agendaItem"][0].update(name=SCRIPT + "Punkt", result=SCRIPT + "einstimmig")
    endpoint.one("organization", "bau")["name"] = SCRIPT + "Bau"

    read(endpoint)

    texts = [
        *Paper.objects.values_list("name", flat=True),
        *File.objects.values_list("name", flat=True),
        *Meeting.objects.values_list("name", flat=True),
        *Location.objects.values_list("description", flat=True),
        *AgendaItem.objects.values_list("result", flat=True),
        *Organization.objects.values_list("name", flat=True),
    ]
    assert not [text for text in texts if "<" in text or "\u202e" in text]
    section = PaperText.objects.get().sections[0]
    assert "Text" in section["html"]
    assert not [mark for mark in ("script", "onerror", "onclick", "<img", "\u200b") if mark in section["html"]]


@pytest.mark.parametrize("value", ["\x00", "\ud800", "a" * 100_000])
def test_unstorable_characters_and_huge_names_are_stored_as_far_as_possible(read: Read, value: str) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.one("organization", "bau")["name"] = f"Bau{value}"

    read(endpoint)

    assert Organization.objects.get(key="organization/bau").name.startswith("Bau")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.dictionaries(st.sampled_from([name for name in NAMES if name != "location"]), JSON, max_size=6))
def test_any_json_in_a_paper_is_written_without_an_error(read: Read, fields: dict[str, Any]) -> None:
    endpoint = make_endpoint(papers=2)
    endpoint.one("paper", "1").update({name: value for name, value in fields.items() if name not in ("id", "type")})

    assert read(endpoint).outcome in {"complete", "incomplete"}
    assert Paper.objects.filter(key="paper/0").exists()
